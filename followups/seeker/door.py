"""The way to every page behind a seeker's link: finds the follow-up, speaks their language, closes after 60 days."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from followups.nudges import links
from followups.seeker import lock
from followups.seeker.forms import LanguageForm


def behind_link(view):
    """Call `view(request, follow_up, at, ...)` for a link that works. GET and HEAD must change nothing.

    The token in the address is the authority: no session, no cookie, and so no CSRF token. The language is switched
    here, so that every page keeps it and is shown again.
    """

    @login_not_required
    @csrf_exempt
    @sensitive_post_parameters("digits", "new_digits", "proof")
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def find(request, token, **rest):
        at = timezone.now()
        follow_up = links.find_follow_up(token)
        if not follow_up:
            return unknown_link(request)
        request.link_token = token
        request.switches_language = False
        with translation.override(follow_up.interview.candidate.language):
            if at >= follow_up.link_ends_at:
                return ended_link(request, follow_up)
            if request.POST.get("act") == "language":
                return switch_language(request, follow_up, at, lambda: view(request, follow_up, at, **rest))
            if request.method == "POST" and "language" in request.POST:
                return switch_while_typing(request, follow_up, at, lambda: view(request, follow_up, at, **rest))
            return view(request, follow_up, at, **rest)

    return find


def behind_digits(view):
    """Like `behind_link`, for what other readers of a shared address must not see: asks for the four digits first.

    `request.proof` is empty at an address of their own; else it says for half an hour that the digits were right. It
    travels in the bodies of POSTs alone, so whoever opens a page with it sends `act=open`: the view sees a GET.
    """

    @behind_link
    @wraps(view)
    def ask(request, follow_up, at, **rest):
        locked = lock.locked_page(request, follow_up, at)
        if locked:
            return locked
        if request.POST.get("act") == "open":
            show_as_read(request)
        return view(request, follow_up, at, **rest)

    return ask


def go_on(request, url, show):
    """End an act: send the browser to `url`; where there is a proof, which no address may hold, `show()` at once."""
    return show() if request.proof else HttpResponseRedirect(url, status=303)


def switch_language(request, follow_up, at, show):
    """Keep the language on the job seeker, and show the page on which the button was pressed."""
    form = LanguageForm(request.POST, follow_up=follow_up, at=at)
    if not form.is_valid():
        # An act that is none: the view says so.
        return show()
    form.apply()
    if not request.POST.get("proof"):
        return HttpResponseRedirect(request.path, status=303)
    show_as_read(request)
    with translation.override(follow_up.interview.candidate.language):
        return show()


def switch_while_typing(request, follow_up, at, show):
    """Keep the language, which a button of a form that is being filled in asks for, and save what was typed in it."""
    form = LanguageForm(request.POST, follow_up=follow_up, at=at)
    if form.is_valid():
        form.apply()
    request.switches_language, request.POST = True, request.POST.copy()
    request.POST.setdefault("act", "save")
    with translation.override(follow_up.interview.candidate.language):
        return show()


def show_as_read(request):
    """Let the view answer a button that only asks to see the page as it answers a GET."""
    request.method = "GET"


def ended_link(request, follow_up):
    """Say kindly that the 60 days are over, and whom to call."""
    context = {"office": follow_up.interview.candidate.office}
    return render(request, "followups/seeker/ended.html", context, status=410)


def unknown_link(request):
    """Say kindly that a link is forged, damaged or revoked; which of them is not told."""
    with translation.override(translation.get_language_from_request(request)):
        return render(request, "followups/seeker/unknown.html", status=404)
