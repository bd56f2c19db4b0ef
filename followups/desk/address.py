"""An address that mail came back from, and that is right after all."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from candidates.models import Candidate
from followups.nudges import bad_address


@require_POST
def candidate_address_works(request, pk):
    """Let mail go again to the address that it came back from; pressing twice is harmless."""
    at = timezone.now()
    person = get_object_or_404(Candidate.objects.writable_by(request.user, at), pk=pk)
    bad_address.works_again(person, by=request.user, at=at)
    messages.success(request, _("Noted: reminders may go to this address again."))
    return redirect("candidate", pk)
