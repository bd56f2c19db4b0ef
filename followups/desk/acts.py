"""Every answer that staff record on a follow-up: find it in scope, check, record, show the row."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from followups.desk import forms, notices
from followups.desk.answers import answer
from followups.desk.notices import Notice
from followups.models import FollowUp, TransitionNotAllowed


def recording(form_class):
    """Return the view that records what the form says on a follow-up that the user may change."""

    @require_POST
    def record(request, pk):
        at = timezone.now()
        found = FollowUp.objects.writable_by(request.user, at).select_related("interview__office")
        follow_up = get_object_or_404(found, pk=pk)
        form = form_class(request.POST, follow_up=follow_up, at=at)
        return answer(request, follow_up, notice_of(form, request.user), at)

    return record


follow_up_done = recording(forms.DoneForm)
follow_up_decline = recording(forms.DeclineForm)
follow_up_not_yet = recording(forms.NotYetForm)
follow_up_plan = recording(forms.PlanForm)
follow_up_outcome = recording(forms.OutcomeForm)
follow_up_void = recording(forms.VoidForm)
follow_up_miss = recording(forms.MissForm)
follow_up_reopen = recording(forms.ReopenForm)


def notice_of(form, user) -> Notice:
    """Record it, and return the sentence that says so, or why it was not."""
    if not form.is_valid():
        return Notice(form.complaint(), is_refused=True)
    try:
        form.record(by=user)
    except TransitionNotAllowed as reason:
        return notices.refused(form.follow_up, reason, user, form.today)
    return notices.noted(form.follow_up, user, form.today)
