"""What every act on a row answers: the row as it is now, alone for htmx, else on the page that one came from."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django_htmx.http import push_url

from followups.desk import notices
from followups.desk.choices import choices_of
from followups.desk.lists import Now
from followups.desk.rows import make_rows, with_history, with_row_facts
from followups.desk.tabs import read_desk
from followups.models import FollowUp
from workforce.text import id_in
from workforce.way_back import way_back


def here_of(request) -> str:
    """Return the page that the row stands on, as a path of ours: as the form says, or where the link was pressed."""
    said = request.POST.get("next") or path_of_referrer(request)
    return way_back(said, default=reverse("home"))


def path_of_referrer(request):
    parts = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def answer(request, follow_up, notice, at):
    """Show the row with what was noted or refused."""
    here = here_of(request)
    if request.htmx:
        context = fresh_row(request, follow_up.pk, notice, here, Now.of(at))
        return put_into_page(request, "followups/desk/answer.html", context)
    if notice and notice.is_refused:
        messages.error(request, notice.text)
    return redirect(with_noted(here, follow_up.pk))


def put_into_page(request, template, context):
    """Answer htmx with a part of a page, which keeps its address: htmx 2.0.10 overlooks data-hx-push-url="false"."""
    return push_url(render(request, template, context), False)


def fresh_row(request, pk, notice, here, now):
    """Return the context of one row read again, and of the parts of its page that change with it."""
    page = page_of(here)
    load = with_history if page in ("candidate", "interview") else with_row_facts
    [row] = make_rows(load(FollowUp.objects.visible_to(request.user)).filter(pk=pk), request.user, now)
    context = {"row": row, "notice": notice, "here": here, "choices": choices_of(now.today), "now": now, "page": page}
    if page == "desk":
        context["desk"] = read_desk(QueryDict(urlsplit(here).query), request.user, now)
    return context


def page_of(here):
    try:
        return resolve(urlsplit(here).path).url_name
    except Resolver404:
        return ""


def with_noted(here, pk):
    """Return the address with the follow-up named, so that its page shows what was noted and offers to undo it."""
    parts = urlsplit(here)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "noted"]
    return f"{parts.path}?{urlencode([*query, ('noted', pk)])}#follow-up-{pk}"


def noted_row(request, now):
    """Return the row that the address names as just changed, with its notice; None if it names none."""
    pk = id_in(request.GET.get("noted", ""))
    if not pk:
        return None
    follow_ups = with_row_facts(FollowUp.objects.writable_by(request.user, now.at)).filter(pk=pk)
    for row in make_rows(follow_ups, request.user, now):
        return {"row": row, "notice": notices.noted(row.follow_up, request.user, now.today)}
    return None
