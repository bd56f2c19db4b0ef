"""The way to the seeker's page without a mail: a slip on paper, a QR code on the screen, a text message."""

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import audit
from followups.desk.digits import needs_digits
from followups.desk.qr import qr_svg
from followups.models import FollowUp, Slip
from followups.nudges import links, wording


@require_http_methods(["GET", "HEAD", "POST"])
def interview_slip(request, pk):
    """Show the slip of one interview; a POST makes it, or gives the page a new link (`act` is "revoke").

    Whoever holds the link can answer in place of the job seeker, so only those may see it who may write.
    """
    at = timezone.now()
    related = ("interview__employer", "interview__office", "interview__candidate__office")
    follow_ups = FollowUp.objects.writable_by(request.user, at).select_related(
        *related, "interview__candidate__counselor"
    )
    follow_up = get_object_or_404(follow_ups, interview=pk)
    if request.method == "POST":
        return act(request, follow_up, at)
    slip = None if at >= follow_up.link_ends_at else live_slip_of(follow_up)
    if slip:
        audit.read(follow_up.interview.candidate_id, "link to the job seeker's page", by=request.user, at=at)
    template = "slip_large" if slip and "large" in request.GET else "slip"
    return render(request, f"followups/desk/{template}.html", context(follow_up, slip, at))


def act(request, follow_up, at):
    if at >= follow_up.link_ends_at:
        messages.error(request, _("No slip: the page was open for 60 days after the interview, and has closed."))
    elif request.POST.get("act") == "revoke":
        links.revoke(follow_up, by=request.user, at=at)
        messages.success(request, _("The old link, its slip and its code open nothing any more. Mails get a new one."))
    else:
        Slip.of(follow_up, by=request.user, at=at)
    return redirect("interview_slip", follow_up.interview_id)


def live_slip_of(follow_up):
    slip = Slip.objects.filter(follow_up=follow_up).first()
    return None if slip and slip.is_revoked else slip


def context(follow_up, slip, at):
    interview = follow_up.interview
    return {
        "interview": interview,
        "candidate": interview.candidate,
        "is_over": at >= follow_up.link_ends_at,
        "slip": slip,
        "needs_digits": needs_digits(interview.candidate),
        **(in_their_language(follow_up, slip) if slip else {}),
    }


def in_their_language(follow_up, slip):
    """Return what stands on the slip, and what a text message says, in the job seeker's language."""
    interview, candidate = follow_up.interview, follow_up.interview.candidate
    with translation.override(candidate.language):
        facts = {
            "name": candidate.call_name,
            "employer": interview.employer.name if wording.names_employer(interview) else "",
            "day": wording.day_words(interview.held_on),
            "last_day": wording.day_words(interview.office.local_day(follow_up.link_ends_at)),
            "counselor": candidate.counselor.name,
            "office": candidate.office,
            "address": settings.SITE_URL.partition("://")[2] + reverse("go"),
            "code": slip.code_words,
            "url": links.follow_up_url(follow_up),
            "language": candidate.language,
        }
        message = render_to_string("followups/paper/message.txt", facts).strip()
    return {"facts": facts, "qr": qr_svg(facts["url"]), "message": message, "sms": sms_links(candidate.phone, message)}


def sms_links(phone, message: str) -> dict:
    """Return the links that begin a text message: phones do not agree on how its text is given."""
    if not phone:
        return {}
    number, text = f"sms:+{phone.country_code}{phone.national_number}", quote(message, safe="")
    return {"android": f"{number}?body={text}", "iphone": f"{number}&body={text}"}
