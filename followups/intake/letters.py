"""What a button of a letter's page does: keeps what was typed, then does what it says."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from followups.intake.forms.letter import AUTOSAVE, SAVE, LetterForm
from followups.models import FollowUp, Letter, LetterChanged, TransitionNotAllowed


@dataclass(frozen=True)
class Answer:
    """What became of a button: the name of what was done, or why it was not, and the status that says so."""

    noted: str = ""
    refused: str = ""
    is_conflict: bool = False
    status: int = 200


def answer(form: LetterForm, *, by, at) -> Answer:
    """Do what the button says if the form is in order; else keep what of it is."""
    try:
        if form.is_valid():
            return Answer(noted=act(form, by=by, at=at))
        keep_typed(form, by=by, at=at)
        return Answer(status=400)
    except LetterChanged as reason:
        return Answer(refused=str(reason), is_conflict=True, status=409)
    except TransitionNotAllowed as reason:
        return Answer(refused=why_not(form.letter, reason, by=by), status=409)


def act(form: LetterForm, *, by, at) -> str:
    """Keep what was typed, do what the button of the valid form says, and return the name of what was done.

    `by` is None for the job seeker, from the link. Raise LetterChanged if somebody else saved it meanwhile,
    TransitionNotAllowed if the act is not possible now; what was typed is kept before.
    """
    keep_typed(form, by=by, at=at)
    return DONE_BY[form.act](form, by, at)


def keep_typed(form: LetterForm, *, by, at):
    """Save what of the form is in order, also if something else in it is not."""
    if form.changes:
        found = form.cleaned_data
        form.letter.write(form.changes, edition=found["edition"], by=by, at=at, is_new_version=found["both"])


def save(form, by, at):
    return "saved"


def share(form, by, at):
    form.letter.share(at=at)
    return "shared"


def keep_private(form, by, at):
    form.letter.keep_private(at=at)
    return "private"


def comment(form, by, at):
    form.letter.comment(form.cleaned_data["comment"], by=by, at=at)
    return "commented"


def bring_back(form, by, at):
    form.letter.bring_back(form.version, edition=form.letter.edition, by=by, at=at)
    return "brought_back"


def sent(form, by, at):
    source = FollowUp.Source.SEEKER
    if by:
        source = FollowUp.Source.WITNESSED if form.cleaned_data["witnessed"] else FollowUp.Source.COUNSELOR
    way = form.cleaned_data["way"]
    form.letter.write({"way": way}, edition=form.letter.edition, by=by, at=at)
    form.letter.mark_sent(sent_on=form.cleaned_data["sent_on"], source=source, by=by, at=at)
    return "posted" if way == Letter.Way.POST else "sent"


def take_back(form, by, at):
    form.letter.take_back_sent(by=by, at=at)
    return "taken_back"


DONE_BY = {
    SAVE: save,
    AUTOSAVE: save,
    "share": share,
    "keep_private": keep_private,
    "comment": comment,
    "bring_back": bring_back,
    "sent": sent,
    "take_back": take_back,
}


def why_not(letter: Letter, refusal, *, by) -> str:
    """Say why an act was refused: to the job seeker in words of their own page."""
    letter.follow_up.refresh_from_db(fields=["status"])
    if not by and letter.follow_up.status == FollowUp.Status.DECLINED:
        return _("You told us that you decided not to write. Take that back on your page first.")
    if not by and letter.follow_up.status == FollowUp.Status.VOID:
        return _("You told us that the interview did not take place. Take that back on your page first.")
    return str(refusal)
