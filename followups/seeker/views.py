"""The pages behind the links in mails. The token in the address is the authority: no session, no cookie."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from candidates.models import Candidate
from followups.intake.opt_out import is_opted_out, opt_in, opt_out
from followups.nudges import links


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def seeker(request, token):
    """The page of one follow-up."""
    follow_up = links.find_follow_up(token)
    if not follow_up:
        return unknown_link(request)
    with translation.override(follow_up.interview.candidate.language):
        return render(request, "followups/seeker/page.html", {"follow_up": follow_up})


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """One button on a GET; any POST unsubscribes the address (RFC 8058), save the one that takes it back."""
    address_key = links.address_key_of(token)
    if not address_key:
        return unknown_link(request)
    asked = None
    if request.method == "POST":
        asked = "in" if "undo" in request.POST else "out"
        (opt_in if asked == "in" else opt_out)(address_key, timezone.now())
    with translation.override(language_at(address_key, request)):
        context = {"is_opted_out": is_opted_out(address_key), "asked": asked}
        return render(request, "followups/seeker/unsubscribe.html", context)


def unknown_link(request):
    with translation.override(translation.get_language_from_request(request)):
        return render(request, "followups/seeker/unknown.html", status=404)


def language_at(address_key, request):
    """Return the language of who reads the address, else the browser's."""
    spoken = Candidate.objects.filter(email_key=address_key).values_list("language", flat=True).first()
    return spoken or translation.get_language_from_request(request)
