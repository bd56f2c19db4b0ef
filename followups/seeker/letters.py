"""The seeker's letters behind the link: the page on which one is written, and its files."""

from functools import partial, wraps

from django.urls import reverse

from followups.intake import letter_files, letter_page
from followups.intake.forms.letter import SEEKER_ACTS
from followups.letters.page import with_facts
from followups.nudges.wording import day_words
from followups.seeker import page
from followups.seeker.door import behind_digits, go_on, unknown_link
from followups.seeker.moments import moment_words
from workforce.text import id_in

LOOK = {
    "main": "button",
    "second": "button button--second",
    "link": "button button--link",
    "input": "",
    "textarea": "",
    "label": "",
}


def with_letter(view):
    """Call `view(request, letter, at)` with a letter of the very follow-up that the link stands for."""

    @behind_digits
    @wraps(view)
    def find(request, follow_up, at, pk):
        letter = with_facts(follow_up.letters.all()).filter(pk=pk).first()
        return view(request, letter, at) if letter else unknown_link(request)

    return find


@with_letter
def seeker_letter(request, letter, at):
    """The composer. A GET changes nothing."""
    side = side_of(request, letter)
    if request.method == "POST":
        return letter_page.answer(request, letter, side, at)
    asked = {"noted": request.GET.get("noted", ""), "version": id_in(request.GET.get("version", ""))}
    return letter_page.show(request, letter, side, at, **asked)


def side_of(request, letter) -> letter_page.Side:
    args = [request.link_token, letter.pk]
    urls = {
        "letter": reverse("seeker_letter", args=args),
        "pdf": reverse("seeker_letter_pdf", args=args),
        "docx": reverse("seeker_letter_docx", args=args),
        "envelope": reverse("seeker_letter_envelope", args=args),
        "home": reverse("seeker", args=[request.link_token]),
    }
    zone = letter.follow_up.interview.office.zone
    return letter_page.Side(
        template="followups/letters/seeker.html",
        acts=SEEKER_ACTS,
        urls=urls,
        look=LOOK,
        say=lambda moment: moment_words(moment, zone),
        say_day=day_words,
        frame={**page.frame(letter.follow_up, request.proof), "can_write": True},
        go_on=partial(go_on, request),
    )


def giving(kind: letter_files.File):
    """Return the view that gives a letter as a file."""

    @with_letter
    def give(request, letter, at):
        return letter_files.file_of(letter, kind, at)

    return give


seeker_letter_pdf = giving(letter_files.AS_PDF)
seeker_letter_docx = giving(letter_files.AS_WORD)
seeker_letter_envelope = giving(letter_files.ENVELOPE)
