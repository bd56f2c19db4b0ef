"""Every answer that staff record on a follow-up: find it in scope, check, record, show the row."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from followups.desk import forms, notices
from followups.desk.answers import answer
from followups.desk.notices import Notice
from followups.models import FollowUp, TransitionNotAllowed


@require_POST
def follow_up_done(request, pk):
    return record(request, pk, forms.DoneForm)


@require_POST
def follow_up_decline(request, pk):
    return record(request, pk, forms.DeclineForm)


@require_POST
def follow_up_not_yet(request, pk):
    return record(request, pk, forms.NotYetForm)


@require_POST
def follow_up_plan(request, pk):
    return record(request, pk, forms.PlanForm)


@require_POST
def follow_up_outcome(request, pk):
    return record(request, pk, forms.OutcomeForm)


@require_POST
def follow_up_void(request, pk):
    return record(request, pk, forms.VoidForm)


@require_POST
def follow_up_miss(request, pk):
    return record(request, pk, forms.MissForm)


@require_POST
def follow_up_reopen(request, pk):
    return record(request, pk, forms.ReopenForm)


def record(request, pk, form_class):
    """Record what the form says on a follow-up that the user may change."""
    at = timezone.now()
    found = FollowUp.objects.writable_by(request.user, at).select_related("interview__office")
    follow_up = get_object_or_404(found, pk=pk)
    form = form_class(request.POST, follow_up=follow_up, at=at)
    return answer(request, follow_up, notice_of(form, request.user), at)


def notice_of(form, user) -> Notice:
    """Record it, and return the sentence that says so, or why it was not."""
    if not form.is_valid():
        return Notice(form.complaint(), is_refused=True)
    try:
        form.record(by=user)
    except TransitionNotAllowed as reason:
        return notices.refused(form.follow_up, reason, user, form.today)
    return notices.noted(form.follow_up, user, form.today)
