"""A letter that is shared, at the desk: read by all who see the job seeker, written by their counselor."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import audit
from followups.intake import letter_files, letter_page
from followups.intake.forms.letter import STAFF_ACTS
from followups.letters.page import with_facts
from followups.models import Letter
from workforce import dates
from workforce.text import id_in

LOOK = {
    "main": "usa-button",
    "second": "usa-button usa-button--outline",
    "link": "usa-button usa-button--unstyled",
    "input": "usa-input",
    "textarea": "usa-textarea",
    "label": "usa-label",
}


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request, pk):
    """The composer for whoever may write, the letter as it stands for those who only read."""
    user, at = request.user, timezone.now()
    found = find(request, pk)
    can_write = Letter.objects.writable_by(user, at).filter(pk=pk).exists()
    side = side_of(user, found, at, can_write=can_write)
    if request.method == "POST" and not can_write:
        raise Http404
    if request.method == "POST":
        return letter_page.answer(request, found, side, at)
    audit.read(found.follow_up.interview.candidate_id, "letter", by=user, at=at)
    asked = {"noted": request.GET.get("noted", ""), "version": id_in(request.GET.get("version", ""))}
    return letter_page.show(request, found, side, at, **asked)


def listed_letters(follow_up, user) -> list[tuple]:
    """Return each shared letter of an interview with the words that say how far it is, for the interview's page."""
    letters = Letter.objects.visible_to(user).filter(follow_up=follow_up)
    return [(letter, _("sent") if letter.is_sent else _("not sent yet")) for letter in letters]


def to_be_posted(listed: list[tuple]) -> Letter | None:
    """Return a letter whose page prints all that is still to be posted, or None."""
    return next((letter for letter, _words in listed if letter.way == Letter.Way.POST and not letter.is_sent), None)


def find(request, pk) -> Letter:
    return get_object_or_404(with_facts(Letter.objects.visible_to(request.user)), pk=pk)


def side_of(user, found, at, *, can_write) -> letter_page.Side:
    today = timezone.localtime(at).date()
    interview = found.follow_up.interview
    urls = {
        "letter": reverse("letter", args=[found.pk]),
        "pdf": reverse("letter_pdf", args=[found.pk]),
        "docx": reverse("letter_docx", args=[found.pk]),
        "envelope": reverse("letter_envelope", args=[found.pk]),
        "print": reverse("letter_print", args=[found.pk]),
    }
    return letter_page.Side(
        template="followups/letters/desk.html",
        acts=STAFF_ACTS,
        urls=urls,
        look=LOOK,
        say=lambda moment: dates.say_moment(moment, today),
        say_day=lambda day: dates.say_day(day, today),
        by=user,
        frame={"can_write": can_write, "interview": interview},
    )


def giving(kind: letter_files.File, what: str):
    """Return the view that gives a letter as a file; that it was taken out is in the audit trail."""

    @require_safe
    def give(request, pk):
        at, found = timezone.now(), find(request, pk)
        audit.exported([found.follow_up.interview.candidate_id], what, by=request.user, at=at)
        return letter_files.file_of(found, kind, at)

    return give


letter_pdf = giving(letter_files.AS_PDF, "letter as PDF")
letter_docx = giving(letter_files.AS_WORD, "letter as Word file")
letter_envelope = giving(letter_files.ENVELOPE, "envelope of a letter")


@require_safe
def letter_print(request, pk):
    """Letter, card and envelope of all that is shared and still to be posted, and of this one, in one go.

    What went out, or goes by e-mail, would otherwise reach the employer twice.
    """
    at, found = timezone.now(), find(request, pk)
    is_meant = Q(pk=found.pk) | Q(way=Letter.Way.POST, sent_on=None)
    letters = with_facts(Letter.objects.visible_to(request.user)).filter(is_meant, follow_up=found.follow_up_id)
    audit.exported([found.follow_up.interview.candidate_id], "letters to print", by=request.user, at=at)
    return letter_files.all_to_print(list(letters), at)
