"""The desk, and the menus of its rows."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import only
from followups.desk import lists
from followups.desk.answers import here_of, noted_row, put_into_page
from followups.desk.choices import choices_of
from followups.desk.figure import recent_figure
from followups.desk.lists import Now
from followups.desk.rows import make_rows, with_row_facts
from followups.desk.tabs import read_desk
from followups.models import FollowUp
from workforce.paging import page_of


@require_safe
@only(lambda user: user.is_counselor or user.is_manager)
def desk(request):
    """The work list: a counselor's own job seekers, or read-only the whole office; managers see their offices'."""
    user, now = request.user, Now.of(timezone.now())
    shown = read_desk(request.GET, user, now)
    follow_ups = with_row_facts(lists.listed(shown.follow_ups, shown.tab, now))
    page = page_of(follow_ups, request, count=shown.counts[shown.tab])
    context = {
        "desk": shown,
        "greeting": greeting(user, now),
        "page": page,
        "rows": make_rows(page.object_list, user, now),
        "noted": noted_row(request, now),
        "tasks": lists.tasks_about_people(user, own=shown.own) if shown.tab == "today" else [],
        "figure": recent_figure(user, now.today),
        "choices": choices_of(now.today),
        "now": now,
        "here": request.get_full_path(),
    }
    return render(request, "followups/desk/desk.html", context)


def greeting(user, now):
    hour = timezone.localtime(now.at).hour
    words = _("Good morning, %(name)s") if hour < 12 else _("Good afternoon, %(name)s")
    return (words if hour < 18 else _("Good evening, %(name)s")) % {"name": user.name}


@require_safe
def follow_up_answer(request, pk):
    """The menus of one row: put into the row by htmx, else a page of its own."""
    user, now = request.user, Now.of(timezone.now())
    follow_up = get_object_or_404(with_row_facts(FollowUp.objects.writable_by(user, now.at)), pk=pk)
    [row] = make_rows([follow_up], user, now)
    context = {"row": row, "choices": choices_of(now.today, request.GET.get("menu", "")), "here": here_of(request)}
    if request.htmx:
        return put_into_page(request, "followups/desk/menus.html", {**context, "now": now})
    return render(request, "followups/desk/answer_page.html", {**context, "now": now})
