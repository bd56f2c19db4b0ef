"""Logging an interview, and correcting one."""

import datetime

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import audit
from accounts.access import counselors_only
from candidates.access import office_needed
from candidates.form_keys import key_of
from candidates.models import Candidate, Interview
from candidates.typos import ask_about_typo
from followups.intake.correct_page import CorrectPage
from followups.intake.debrief import can_be_debriefed
from followups.intake.log_page import LogPage
from followups.intake.next_step import what_happens_next
from followups.intake.titles import usual_titles
from followups.models import FollowUp, TransitionNotAllowed
from workforce import dates
from workforce.text import id_in


@require_http_methods(["GET", "POST"])
@counselors_only
@office_needed
def interview_add(request):
    """Log an interview of a job seeker one looks after, or of a new one."""
    at, key = timezone.now(), key_of(request)
    data = request.POST if request.method == "POST" else None
    earlier = Interview.objects.filter(form_key=key, logged_by=request.user).first() if data else None
    if earlier:
        return logged_before(request, earlier)
    page = LogPage(data, user=request.user, at=at, candidate=None if data else asked_for(request, at))
    if data is not None and page.is_valid():
        interview = page.log(key)
        # Another request with the same key may have been faster.
        return logged(request, interview, at) if interview.logged_at == at else logged_before(request, interview)
    context = {"log": page, "form_key": key, "titles": usual_titles(request.user, timezone.localdate(at))}
    return render(request, "followups/intake/log.html", context)


def asked_for(request, at):
    """Return the job seeker that the address names, if it names one."""
    asked = request.GET.get("candidate", "")
    if not asked:
        return None
    found = Candidate.objects.writable_by(request.user, at).select_related("office")
    return get_object_or_404(found, pk=id_in(asked))


def logged(request, interview, at):
    """Say what was logged and what happens next, on the job seeker's page."""
    text = _("Logged: %(name)s at %(employer)s, %(moment)s")
    facts = {"name": interview.candidate.full_name, "employer": interview.employer.name, "moment": when(interview, at)}
    said = f"{dates.as_sentence(text % facts)} {what_happens_next(interview, at)}"
    messages.success(request, format_html("{} {}", said, debrief_link(interview, at)))
    ask_about_typo(request, interview.candidate.email)
    return redirect("candidate", interview.candidate_id)


def debrief_link(interview, at) -> str:
    """Offer the debrief while the interview is fresh; "" if there is nothing to write for."""
    follow_up = FollowUp.objects.select_related("interview").get(interview=interview)
    if not follow_up.is_open or not can_be_debriefed(follow_up, at):
        return ""
    url = reverse("interview_debrief", args=[interview.pk])
    return format_html('<a href="{}">{}</a>', url, _("Debrief now (5 minutes)"))


def logged_before(request, interview):
    messages.info(request, _("This interview was logged already. Nothing was logged twice."))
    return redirect("interview", interview.pk)


def when(interview, at):
    with timezone.override(interview.office.zone):
        return dates.say_moment(interview.held_at, interview.office.local_day(at))


@require_http_methods(["GET", "POST"])
@counselors_only
def interview_edit(request, pk):
    """Correct what was logged about an interview."""
    at = timezone.now()
    interview = get_object_or_404(
        Interview.objects.writable_by(request.user, at).select_related("employer", "office", "candidate"), pk=pk
    )
    page = CorrectPage(request.POST if request.method == "POST" else None, interview=interview, at=at)
    if request.method == "POST" and page.is_valid():
        try:
            was_at = page.correct(by=request.user)
        except TransitionNotAllowed as refusal:
            page.refuse(refusal)
        else:
            messages.success(request, corrected(interview, was_at, at))
            return redirect("interview", pk)
    audit.read(interview.candidate_id, "interview's form", by=request.user, at=at)
    titles = usual_titles(request.user, interview.office.local_day(at))
    return render(request, "followups/intake/correct.html", {"page": page, "interview": interview, "titles": titles})


def corrected(interview, was_at: datetime.datetime, at) -> str:
    """Say what was saved, and what moved with it."""
    if interview.held_at == was_at:
        return _("Saved.")
    moved = _("Saved. The interview is now %(moment)s; what had not been sent moved with it.")
    return f"{moved % {'moment': when(interview, at)}} {what_happens_next(interview, at)}"
