"""The pages behind the links in mails. The token in the address is the authority: no session, no cookie."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from candidates.models import Candidate
from followups.intake.opt_out import is_opted_out, opt_in, opt_out
from followups.models import TransitionNotAllowed
from followups.nudges import links
from followups.seeker import page
from followups.seeker.door import behind_link, unknown_link
from followups.seeker.forms import ACTS

NOTED = ("thanks", "undone", "called_off", "already", "other")


@behind_link
def seeker(request, follow_up, at):
    """The page of one follow-up. A GET changes nothing; a POST does what its button says."""
    if request.method == "POST":
        return act(request, follow_up, at)
    noted = request.GET.get("noted", "")
    return show(request, follow_up, at, noted=noted if noted in NOTED else "")


def act(request, follow_up, at):
    """Do what was asked, and send the browser back to the page: loading that again repeats nothing."""
    form_class = ACTS.get(request.POST.get("act"))
    if not form_class:
        return show(request, follow_up, at, status=400)
    form = form_class(request.POST, follow_up=follow_up, at=at)
    if not form.is_valid():
        return show(request, follow_up, at, problem=form.problem(), problem_in=request.POST["act"], status=400)
    try:
        noted = form.noted if form.apply() else "already"
    except TransitionNotAllowed:
        noted = "other"
    return HttpResponseRedirect(reverse("seeker", args=[request.link_token]) + f"?noted={noted}", status=303)


def show(request, follow_up, at, *, status=200, **said):
    return render(request, "followups/seeker/page.html", page.context(follow_up, at, **said), status=status)


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """One button on a GET; any POST unsubscribes the address (RFC 8058), save the one that takes it back."""
    address_key = links.address_key_of(token)
    if not address_key:
        return unknown_link(request)
    if request.method == "POST":
        change = opt_in if "undo" in request.POST else opt_out
        change(address_key, timezone.now())
    with translation.override(language_at(address_key, request)):
        context = {"is_opted_out": is_opted_out(address_key), "was_asked": request.method == "POST"}
        return render(request, "followups/seeker/unsubscribe.html", context)


def language_at(address_key, request):
    """Return the language of whoever reads the address, else the browser's."""
    spoken = Candidate.objects.filter(email_key=address_key).values_list("language", flat=True).first()
    return spoken or translation.get_language_from_request(request)
