"""The four digits before letter and debrief, where several people read the address; and the proof that they were right.

The proof is signed, holds for half an hour, and for one follow-up and the digits as they were chosen then.
"""

from django.core import signing
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from followups.intake import shared_address
from followups.seeker import page

SALT = "followups.seeker.lock"
HOLDS_FOR_SECONDS = 30 * 60
# What the page of the digits asks for itself; all else that was posted is carried along, and done once they are right.
OWN_FIELDS = ("proof", "digits", "new_digits")
ASK, CHOOSE, NONE_LEFT, AT_THE_OFFICE = "ask", "choose", "none_left", "at_the_office"


def locked_page(request, follow_up, at):
    """Return the page that asks for the digits, or None if the way is free; sets `request.proof`."""
    candidate, request.proof = follow_up.interview.candidate, ""
    if not shared_address.is_shared(candidate):
        return None
    chosen = shared_address.digits_of(candidate)
    stage, problem = try_digits(request, follow_up, chosen) if chosen else try_to_choose(request, candidate, at)
    if stage:
        return show(request, follow_up, stage, problem)
    # Digits that are set anew at this very moment are others: the proof is for those that were right.
    request.proof = proof_of(follow_up, chosen or shared_address.digits_of(candidate))
    return None


def try_digits(request, follow_up, chosen):
    """Return what the page asks next, and what was wrong; ask nothing if there is a proof, or the digits are right."""
    if is_proof(request.POST.get("proof", ""), follow_up, chosen):
        return "", ""
    if "digits" not in request.POST:
        return (ASK if chosen.tries_left else NONE_LEFT), ""
    if chosen.open(request.POST["digits"]):
        return "", ""
    now = shared_address.digits_of(follow_up.interview.candidate)
    return (ASK, _("Those were not the digits.")) if now and now.tries_left else (NONE_LEFT, "")


def try_to_choose(request, candidate, at):
    """Like `try_digits`, where none were chosen yet."""
    if shared_address.has_private_words(candidate):
        return AT_THE_OFFICE, ""
    if "new_digits" not in request.POST:
        return CHOOSE, ""
    try:
        shared_address.check_digits(request.POST["new_digits"])
    except ValidationError as error:
        return CHOOSE, error.message
    is_kept = shared_address.choose_first(candidate, request.POST["new_digits"], at=at)
    # Somebody chose at the same moment: theirs hold.
    return ("", "") if is_kept else (ASK, "")


def show(request, follow_up, stage, problem):
    """Show the page of the digits, with what was posted in hidden fields: nothing written is lost."""
    candidate = follow_up.interview.candidate
    chosen = shared_address.digits_of(candidate)
    # A button that only switched the language was done already: then the method says GET.
    posted = request.POST.lists() if request.method == "POST" else []
    carried = [(name, text) for name, texts in posted if name not in OWN_FIELDS for text in texts]
    context = {
        **page.frame(follow_up),
        "token": request.link_token,
        "stage": stage,
        "problem": problem,
        "tries_left": chosen.tries_left if chosen else 0,
        "carried": carried or [("act", "open")],
    }
    # A script that saves in the background sees by the status that nothing was saved.
    is_refused = problem or (request.method == "POST" and request.POST.get("act") != "open")
    return render(request, "followups/seeker/digits.html", context, status=403 if is_refused else 200)


def proof_of(follow_up, chosen) -> str:
    return signing.dumps(facts_of(follow_up, chosen), salt=SALT)


def is_proof(proof, follow_up, chosen) -> bool:
    try:
        return signing.loads(proof, salt=SALT, max_age=HOLDS_FOR_SECONDS) == facts_of(follow_up, chosen)
    except signing.BadSignature:
        return False


def facts_of(follow_up, chosen):
    return [follow_up.pk, chosen.candidate_id, chosen.chosen_at.isoformat()]
