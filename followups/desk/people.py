"""The page of one job seeker, the page of one interview, and what is done from them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import audit
from candidates.models import Candidate
from followups.desk.answers import here_of, noted_row
from followups.desk.choices import choices_of
from followups.desk.digits import digits_facts
from followups.desk.forms import PauseForm
from followups.desk.letters import listed_letters, to_be_posted
from followups.desk.lists import Now
from followups.desk.pause import may_pause
from followups.desk.rows import make_rows, with_history
from followups.intake import pauses
from followups.intake.questions import answers_of
from followups.models import CounselorTask, Debrief, FollowUp, Nudge
from followups.nudges.facts import stops
from followups.nudges.rules import not_by_mail


@require_safe
def candidate(request, pk):
    """Who they are, their open follow-ups with the buttons of the desk, and all interviews."""
    user, now = request.user, Now.of(timezone.now())
    person = get_object_or_404(
        Candidate.objects.visible_to(user).select_related("office", "counselor", "consent_by"), pk=pk
    )
    audit.read(person.pk, "job seeker's page", by=user, at=now.at)
    follow_ups = with_history(FollowUp.objects.visible_to(user).filter(interview__candidate=person))
    rows = make_rows(follow_ups.order_by("-interview__held_at", "-pk"), user, now)
    noted = noted_row(request, now)
    can_write = person.is_writable_by(user, now.at)
    context = {
        "candidate": person,
        "rows": rows,
        "open_rows": [row for row in rows if row.follow_up.is_open or row.asks],
        "noted": noted,
        "tasks": person.tasks.open().filter(follow_up=None),
        "can_write": can_write,
        **mail_facts(person, user, can_write, now.at),
        **digits_facts(person),
        "choices": choices_of(now.today),
        "now": now,
        "here": request.path,
    }
    return render(request, "followups/desk/candidate.html", context)


def mail_facts(person, user, can_write, at):
    """Return what keeps mail from a job seeker, for their page."""
    no_mail = not_by_mail(person, stops([person]))
    return {
        "no_mail": Nudge.Skip(no_mail).label if no_mail else "",
        "came_back": can_write and no_mail == Nudge.Skip.ADDRESS_BOUNCED,
        "pause": person.pauses.in_force().select_related("paused_by").first(),
        "may_pause": may_pause(user, person, at),
        "pause_form": PauseForm(),
    }


@require_safe
def interview(request, pk):
    """The facts of one interview, its follow-up, and its whole story."""
    user, now = request.user, Now.of(timezone.now())
    follow_ups = with_history(FollowUp.objects.visible_to(user))
    follow_up = get_object_or_404(follow_ups, interview=pk)
    audit.read(follow_up.interview.candidate_id, "interview's page", by=user, at=now.at)
    [row] = make_rows([follow_up], user, now)
    noted = noted_row(request, now)
    letters = listed_letters(follow_up, user)
    context = {
        "interview": follow_up.interview,
        "row": row,
        **debrief_of(follow_up),
        "letters": letters,
        "to_be_posted": to_be_posted(letters),
        "notice": noted["notice"] if noted else None,
        "choices": choices_of(now.today),
        "now": now,
        "here": request.path,
    }
    return render(request, "followups/desk/interview.html", context)


def debrief_of(follow_up) -> dict:
    """Return what was written down after the interview, for its page."""
    debrief = Debrief.objects.filter(follow_up=follow_up).select_related("filled_by").first()
    return {"debrief": debrief, "answers": answers_of(debrief) if debrief else []}


@require_POST
def candidate_pause(request, pk):
    """Pause the reminders of one job seeker with a reason, or let them go out again (`act` is "resume")."""
    at = timezone.now()
    person = get_object_or_404(Candidate.objects.visible_to(request.user), pk=pk)
    if not may_pause(request.user, person, at):
        raise Http404
    form = PauseForm(request.POST)
    if request.POST.get("act") == "resume":
        for pause in person.pauses.in_force():
            pauses.end(pause, by=request.user, at=at)
        messages.success(request, _("Reminders may go out again."))
    elif form.is_valid():
        pauses.begin(candidate=person, reason=form.cleaned_data["reason"], by=request.user, at=at)
        messages.success(request, _("Reminders are paused. Nothing goes out until somebody ends the pause."))
    else:
        messages.error(request, _("Not paused: say in a few words why, so that a colleague understands it."))
    return redirect("candidate", pk)


@require_POST
def task_done(request, pk):
    """Note that what a task asks for was done."""
    at = timezone.now()
    people = Candidate.objects.writable_by(request.user, at)
    task = get_object_or_404(CounselorTask.objects.filter(candidate__in=people), pk=pk)
    if CounselorTask.objects.open().filter(pk=pk).update(done_at=at):
        audit.changed(task.candidate_id, f"task done: {task.kind}", by=request.user, at=at)
    messages.success(request, _("Noted: done."))
    return redirect(here_of(request))
