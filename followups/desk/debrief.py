"""The debrief at the desk, with the job seeker beside the screen, and what to send after it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import audit
from followups.desk.choices import choices_of
from followups.desk.digits import needs_digits
from followups.desk.lists import Now
from followups.intake import what_to_send
from followups.intake.debrief import can_be_debriefed
from followups.intake.forms.begin import BeginForm
from followups.intake.forms.debrief import DebriefForm
from followups.intake.plan_file import plan_file
from followups.models import FollowUp


def writable(request, pk, at):
    """Return the follow-up of an interview that the user may change."""
    facts = ("interview__employer", "interview__office", "interview__candidate__counselor")
    found = FollowUp.objects.writable_by(request.user, at).select_related(*facts)
    return get_object_or_404(found, interview=pk)


@require_http_methods(["GET", "POST"])
def interview_debrief(request, pk):
    """Ask what a letter needs; saved, it leads to what to send."""
    at = timezone.now()
    follow_up = writable(request, pk, at)
    if not can_be_debriefed(follow_up, at):
        return nothing_to_look_back_on(request, pk)
    form = DebriefForm(request.POST if request.method == "POST" else None, follow_up=follow_up, at=at)
    if form.is_valid() and form.record(by=request.user):
        messages.success(request, _("Saved. Here is what to send."))
        return redirect("interview_letters", pk)
    audit.read(follow_up.interview.candidate_id, "debrief", by=request.user, at=at)
    return render(request, "followups/debrief/at_desk.html", {"form": form, "interview": follow_up.interview})


@require_http_methods(["GET", "POST"])
def interview_letters(request, pk):
    """Show what to send to whom; a POST begins the draft of one message."""
    now = Now.of(timezone.now())
    follow_up = writable(request, pk, now.at)
    if not can_be_debriefed(follow_up, now.at):
        return nothing_to_look_back_on(request, pk)
    form = BeginForm(request.POST if request.method == "POST" else None, follow_up=follow_up)
    if form.is_valid():
        letter = form.begin(by=request.user, at=now.at)
        if letter.is_shared:
            return redirect("letter", letter.pk)
        messages.info(request, not_shared(follow_up))
        return redirect("interview_letters", pk)
    audit.read(follow_up.interview.candidate_id, "letters", by=request.user, at=now.at)
    context = {
        **what_to_send.context(follow_up, now.at, for_staff=True),
        "form": form,
        "interview": follow_up.interview,
        "choices": choices_of(now.today),
        "now": now,
        "here": request.path,
        "needs_digits": needs_digits(follow_up.interview.candidate),
    }
    return render(request, "followups/debrief/letters_at_desk.html", context)


def not_shared(follow_up):
    text = _("%(name)s is writing this one already and has not shared it yet. Ask them to share it.")
    return text % {"name": follow_up.interview.candidate.call_name}


def nothing_to_look_back_on(request, pk):
    messages.info(request, _("There is nothing to write about: this interview has not taken place."))
    return redirect("interview", pk)


@require_safe
def interview_plan_ics(request, pk):
    """The planned moment as a file for a calendar."""
    at = timezone.now()
    follow_up = get_object_or_404(FollowUp.objects.visible_to(request.user), interview=pk)
    audit.read(follow_up.interview.candidate_id, "plan", by=request.user, at=at)
    return plan_file(follow_up, at)
