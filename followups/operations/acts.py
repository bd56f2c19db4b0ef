"""What people do on the page of operations: pausing, saying go, deciding about a mail that may not have arrived."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import administrators_only, not_for_counselors
from followups.intake.pauses import begin, end
from followups.models import Hold
from followups.nudges import guard
from followups.nudges.clock import database_now
from followups.operations import deliveries, pauses
from followups.operations.forms import PauseForm
from followups.operations.views import show


@require_POST
@not_for_counselors
def operations_pause(request):
    """Pause the reminders of an office, or all of them."""
    form = PauseForm(request.POST, user=request.user)
    if not form.is_valid():
        return show(request, form)
    office, reason = form.cleaned_data["office"], form.cleaned_data["reason"]
    if begin(office=office, reason=reason, by=request.user, at=timezone.now()):
        messages.success(request, _("Paused. No reminder goes out there until somebody ends the pause."))
    else:
        messages.info(request, _("Reminders are paused there already. The pause stays as it is."))
    return redirect("operations")


@require_POST
@not_for_counselors
def operations_pause_end(request, pk):
    """Let the reminders go out again."""
    paused = get_object_or_404(pauses.endable_by(request.user), pk=pk)
    if end(paused, by=request.user, at=timezone.now()):
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


@require_POST
@not_for_counselors
def operations_copy(request, pk):
    """Wish that a mail goes out again of which nobody knows whether it arrived."""
    done = _("The mail goes out again with the next look, if it still has a point then.")
    return decide(request, pk, deliveries.send_again, done)


@require_POST
@not_for_counselors
def operations_leave(request, pk):
    """Leave such a mail as it is: it was seen, and nothing more is sent."""
    return decide(request, pk, deliveries.leave, _("Left as it is. Nothing more is sent of this mail."))


def decide(request, pk, act, done):
    delivery = get_object_or_404(deliveries.decidable_by(request.user), pk=pk)
    if act(delivery, by=request.user, at=database_now()):
        messages.success(request, done)
    else:
        messages.info(request, _("Somebody decided about this mail before you, or an answer has come since."))
    return redirect("operations")
