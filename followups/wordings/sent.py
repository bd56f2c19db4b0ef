"""A mail of the ledger, shown as it was sent."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import audit
from candidates.models import Candidate
from followups.models import Delivery
from followups.nudges.forget import KEPT_FOR
from followups.wordings.shown import show


@require_safe
def delivery(request, pk):
    """What one mail said, when it went, and what the mail server answered, for those who may see the job seeker."""
    at = timezone.now()
    people = Candidate.objects.visible_to(request.user)
    found = get_object_or_404(
        Delivery.objects.filter(candidate__in=people).select_related("candidate", "decided_by"), pk=pk
    )
    audit.read(found.candidate_id, "sent mail", by=request.user, at=at)
    nudges = found.nudges.select_related("follow_up__interview__employer", "version__wording").order_by("pk")
    context = {
        "delivery": found,
        "mail": show(found.content) if found.content else None,
        "nudges": nudges,
        "kept_days": KEPT_FOR.days,
        "today": timezone.localdate(at),
    }
    return render(request, "followups/wordings/delivery.html", context)
