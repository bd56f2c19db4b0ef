"""The debrief from the link, and what to send after it: closed by four digits where others read the address."""

from django.shortcuts import redirect, render
from django.urls import reverse

from followups.intake import what_to_send
from followups.intake.debrief import can_be_debriefed
from followups.intake.forms.begin import BeginForm
from followups.intake.forms.debrief import DebriefForm
from followups.intake.plan_file import plan_file
from followups.nudges import wording
from followups.seeker import page
from followups.seeker.choices import REASONS
from followups.seeker.door import behind_digits, behind_link, go_on, show_as_read
from followups.seeker.letters import seeker_letter
from followups.seeker.moments import reminder_choices


@behind_digits
def seeker_debrief(request, follow_up, at):
    """Ask what a letter needs; saved, it leads to what to send."""
    if not can_be_debriefed(follow_up, at):
        return redirect("seeker", request.link_token)
    form = DebriefForm(request.POST if request.method == "POST" else None, follow_up=follow_up, at=at)
    # Who only switches the language has not answered anything yet.
    is_left = request.switches_language and not form.has_changed()
    if is_left or (form.is_valid() and form.record(by=None)):
        return after_debrief(request, follow_up, at)
    context = {**frame(request, follow_up), "form": form}
    return render(request, "followups/debrief/on_phone.html", context, status=400 if form.errors else 200)


def after_debrief(request, follow_up, at):
    """Go on to what to send; back to the questions if the language was switched among them."""
    if request.switches_language:
        show_as_read(request)
        return go_on(request, request.path, lambda: seeker_debrief(request, token=request.link_token))
    url = reverse("seeker_letters", args=[request.link_token])
    return go_on(request, f"{url}?noted=saved", lambda: show_letters(request, follow_up, at, is_saved=True))


@behind_digits
def seeker_letters(request, follow_up, at):
    """Show what to send to whom; a POST begins the draft of one message."""
    if not can_be_debriefed(follow_up, at):
        return redirect("seeker", request.link_token)
    if request.method != "POST":
        return show_letters(request, follow_up, at, is_saved=request.GET.get("noted") == "saved")
    form = BeginForm(request.POST, follow_up=follow_up)
    if not form.is_valid():
        return show_letters(request, follow_up, at, form=form)
    letter = form.begin(by=None, at=at)
    url = reverse("seeker_letter", args=[request.link_token, letter.pk])
    return go_on(request, url, lambda: show_letter(request, letter))


@behind_link
def seeker_plan_ics(request, follow_up, at):
    """The planned moment as a file for a calendar."""
    return plan_file(follow_up, at)


def show_letter(request, letter):
    """Show the letter that was just begun, as its own page does."""
    show_as_read(request)
    return seeker_letter(request, token=request.link_token, pk=letter.pk)


def show_letters(request, follow_up, at, *, form=None, is_saved=False):
    context = {
        **frame(request, follow_up),
        **what_to_send.context(follow_up, at, for_staff=False),
        "form": form or BeginForm(follow_up=follow_up),
        "is_saved": is_saved,
        "reasons": REASONS.items(),
        "moments": reminder_choices(follow_up, at),
    }
    status = 400 if form else 200
    return render(request, "followups/debrief/letters_on_phone.html", context, status=status)


def frame(request, follow_up) -> dict:
    """Return what both pages show around what they are about."""
    interview = follow_up.interview
    return {
        **page.frame(follow_up, request.proof),
        "employer": interview.employer.name if wording.names_employer(interview) else "",
        "job": interview.job_title,
        "token": request.link_token,
    }
