"""The page of operations: is the engine alive, what is due, what is held or paused, and by whom."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import administrators_only, not_for_counselors
from accounts.models import Office
from followups.models import Hold
from followups.nudges import guard
from followups.nudges.clock import database_now
from followups.operations import engine, pauses
from followups.operations.forms import PauseForm


@require_safe
@not_for_counselors
def operations(request):
    """Show it to administrators and regional managers for all offices, to managers for their own."""
    return show(request, PauseForm(user=request.user))


def show(request, form):
    user, at = request.user, timezone.now()
    offices = Office.objects.visible_to(user) if user.is_manager else None
    unknown = engine.unknown(offices)
    context = {
        "engine": engine.engine(at),
        "holds": engine.holds(),
        "pauses": pauses.visible_to(user),
        "paused_seekers": pauses.of_seekers(offices),
        "endable": set(pauses.endable_by(user).in_force().values_list("pk", flat=True)),
        "may_pause": user.is_administrator or user.is_manager,
        "form": form,
        "queue": engine.queue(at, offices),
        "deliveries": engine.today(timezone.localdate(at), offices),
        "unknown": unknown[: engine.UNKNOWN_SHOWN],
        "unknown_count": unknown.count(),
        "today": timezone.localdate(at),
    }
    return render(request, "followups/operations/operations.html", context)


@require_POST
@not_for_counselors
def operations_pause(request):
    """Pause the reminders of an office, or all of them."""
    form = PauseForm(request.POST, user=request.user)
    if not form.is_valid():
        return show(request, form)
    office, reason = form.cleaned_data["office"], form.cleaned_data["reason"]
    if pauses.pause(office, reason=reason, by=request.user, at=timezone.now()):
        messages.success(request, _("Paused. No reminder goes out there until somebody ends the pause."))
    else:
        messages.info(request, _("Reminders are paused there already. The pause stays as it is."))
    return redirect("operations")


@require_POST
@not_for_counselors
def operations_pause_end(request, pk):
    """Let the reminders go out again."""
    paused = get_object_or_404(pauses.endable_by(request.user), pk=pk)
    if pauses.end(paused, by=request.user, at=timezone.now()):
        messages.success(request, _("The pause has ended. What is due goes out now, save what came too late."))
    else:
        messages.info(request, _("Somebody else ended this pause before you."))
    return redirect("operations")


@require_POST
@administrators_only
def operations_go(request, pk):
    """Lift a hold: say go."""
    held = get_object_or_404(Hold, pk=pk)
    if guard.lift(held, by=request.user, at=database_now()):
        messages.success(request, _("Go: reminders go out again with the next look."))
    else:
        messages.info(request, _("Somebody else said go before you."))
    return redirect("operations")
