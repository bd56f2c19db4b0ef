"""The page of operations: is the engine alive, what is due, what is held or paused, what did not arrive, and why."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import not_for_counselors, readers_only
from accounts.models import Office
from followups.nudges import guard
from followups.nudges.clock import database_now
from followups.operations import deliveries, engine, foresight, pauses
from followups.operations.forms import PauseForm
from workforce.paging import page_of

# Of each list, so that the page stays short on a phone; the rest stands on a page of its own.
ROWS_SHOWN = 5


@require_safe
@not_for_counselors
def operations(request):
    """Show it to administrators and regional managers for all offices, to managers for their own."""
    return show(request, PauseForm(user=request.user))


def show(request, form):
    user, at = request.user, timezone.now()
    offices = Office.objects.visible_to(user) if user.is_manager else None
    unknown, not_arrived = deliveries.unknown(user), deliveries.not_arrived(user, at)
    context = {
        "engine": engine.engine(at),
        "holds": engine.holds(),
        "pauses": pauses.visible_to(user),
        "paused_seekers": pauses.of_seekers(user)[:ROWS_SHOWN] if user.sees_candidates else [],
        "paused_seekers_count": pauses.number_of_seekers(offices),
        "endable": set(pauses.endable_by(user).in_force().values_list("pk", flat=True)),
        "may_pause": user.is_administrator or user.is_manager,
        "form": form,
        "queue": engine.queue(at, offices),
        "deliveries": engine.today(timezone.localdate(at), offices),
        "unknown": deliveries.rows(unknown[:ROWS_SHOWN], user),
        "unknown_count": unknown.count(),
        "not_arrived": not_arrived[:ROWS_SHOWN],
        "not_arrived_count": not_arrived.count(),
        "passes": engine.told(engine.passes()[:ROWS_SHOWN]),
        "rows_shown": ROWS_SHOWN,
        "today": timezone.localdate(at),
    }
    return render(request, "followups/operations/operations.html", context)


@require_safe
@not_for_counselors
def operations_unknown(request):
    """List every mail of which nobody knows whether it arrived."""
    page = page_of(deliveries.unknown(request.user), request)
    title = _("Not known whether they arrived")
    return show_list(request, "unknown", title, page, deliveries.rows(page, request.user))


@require_safe
@not_for_counselors
def operations_not_arrived(request):
    """List every mail that was refused or came back in the last 30 days."""
    page = page_of(deliveries.not_arrived(request.user, timezone.now()), request)
    return show_list(request, "not_arrived", _("Refused or came back"), page, page)


@require_safe
@not_for_counselors
def operations_passes(request):
    """List the looks of the dispatcher."""
    page = page_of(engine.passes(), request)
    return show_list(request, "passes", _("Last looks"), page, engine.told(page))


@require_safe
@readers_only
@not_for_counselors
def operations_paused_seekers(request):
    """List the job seekers whose reminders are paused, to those who may see their names."""
    page = page_of(pauses.of_seekers(request.user), request)
    return show_list(request, "paused_seekers", _("Paused job seekers"), page, page)


def show_list(request, name, title, page, rows):
    context = {
        "part": f"followups/operations/{name}_rows.html",
        "title": title,
        "page": page,
        "rows": rows,
        "endable": set(pauses.endable_by(request.user).in_force().values_list("pk", flat=True)),
        "today": timezone.localdate(),
    }
    return render(request, "followups/operations/list.html", context)


@require_safe
@not_for_counselors
def operations_next_hour(request):
    """Show what would go out in the next hour; whose mail it is only to those who may see the names."""
    user, at = request.user, database_now()
    seen = foresight.next_hour(user, at)
    page = page_of(seen.steps, request) if user.sees_candidates else None
    context = {
        "seen": seen,
        "page": page,
        "steps": [(step, foresight.say(step)) for step in page or []],
        "offices": [foresight.told(office) for office in seen.offices],
        "most_steps": foresight.MOST_STEPS,
        "is_held": bool(guard.holds()),
        "is_too_much": engine.queue(at).due > guard.most_that_may_be_due(at),
        "today": timezone.localdate(at),
    }
    return render(request, "followups/operations/next_hour.html", context)
