"""What the page of a letter shows, at the desk and behind the link."""

import datetime
from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followups.letters.composer import composer_of, paragraphs_of
from followups.letters.documents.mailto import mailto_of, plain_text
from followups.models import FollowUp, Letter, LetterComment, LetterVersion

FIELDS = ("greeting", "subject", "to_name", "to_email", "to_address", "return_address", "way")
# What a button did, by the name that stands in the address of the page that is shown next.
NOTED = {
    "saved": gettext_lazy("Saved."),
    "shared": gettext_lazy("Your counselor can now read this letter and tell you what they think of it."),
    "private": gettext_lazy("Now you alone can read this letter."),
    "commented": gettext_lazy("Your comment now stands beside the letter."),
    "sent": gettext_lazy("Noted: the letter went out. Well done!"),
    "posted": gettext_lazy("Noted: it is in the post. Well done!"),
    "taken_back": gettext_lazy("Taken back: the letter has not gone out yet."),
    "brought_back": gettext_lazy("The earlier version is back. What stood here before is kept under Earlier versions."),
}
TITLES = {
    Letter.Kind.STRATEGIC: gettext_lazy("The letter"),
    Letter.Kind.SHORT: gettext_lazy("The short thank-you"),
    Letter.Kind.CHECK_IN: gettext_lazy("The short check-in letter"),
    Letter.Kind.CARD: gettext_lazy("The thank-you card"),
}


def with_facts(letters: QuerySet) -> QuerySet:
    """Load what a letter's page and its files show."""
    interview = "follow_up__interview"
    people = (f"{interview}__candidate__counselor", f"{interview}__candidate__office")
    return letters.select_related("contact", *people, f"{interview}__employer", f"{interview}__office")


def context(letter: Letter, at: datetime.datetime, *, say: Callable, by=None, form=None, noted="", version=None):
    """Return what the page of a letter shows; `form` is one that was refused, and holds what was typed.

    `say` puts a moment in the words of the page; `by` is None on the job seeker's own; `version` is the number of an
    earlier one to be shown.
    """
    typed = form.typed if form else {name: getattr(letter, name) for name in FIELDS}
    versions = list(letter.versions.select_related("saved_by"))
    return {
        "letter": letter,
        "title": TITLES[letter.kind],
        "employer": letter.follow_up.interview.employer.name,
        "is_seeker": by is None,
        "seeker": letter.follow_up.interview.candidate.full_name,
        "language": letter.follow_up.interview.candidate.language,
        "typed": typed,
        "form": form,
        "composer": composer_in(letter, form, typed, is_whole=True),
        "paragraphs": paragraphs_of(letter.text),
        "versions": [facts_of_version(one, say, by) for one in versions],
        "seen": next((facts_of_version(one, say, by) for one in versions if one.number == version), None),
        "comments": [(comment, say(comment.at)) for comment in letter.comments.select_related("by")],
        "noted": NOTED.get(noted, ""),
        **days(letter, at),
        **door(letter, at),
    }


def live(letter: Letter, at: datetime.datetime, form) -> dict:
    """Return what changes on the page while somebody types: beside each box, the checks, and the ways out."""
    composer = composer_in(letter, form, form.typed, is_whole=False)
    language = letter.follow_up.interview.candidate.language
    seen = {"letter": letter, "form": form, "composer": composer, "typed": form.typed, "language": language}
    return seen | {"seeker": letter.follow_up.interview.candidate.full_name} | door(letter, at)


def composer_in(letter, form, typed, *, is_whole):
    """Return the letter in its boxes, as they are typed; on a whole page with an empty one to add a paragraph."""
    texts = list(form.boxes) if form else paragraphs_of(letter.text)
    if is_whole and (not texts or texts[-1].strip()):
        texts.append("")
    said = {name: typed[name] for name in ("greeting", "subject")}
    return composer_of(letter, texts, errors=form.box_errors if form else None, **said)


def facts_of_version(version: LetterVersion, say, by) -> dict:
    """Return a version as its line in the list shows it, and its paragraphs."""
    seeker = _("You") if by is None else version.letter.follow_up.interview.candidate.call_name
    return {
        "number": version.number,
        "query": f"?version={version.number}",
        "is_draft": version.number == 1,
        "when": say(version.saved_at),
        "who": version.saved_by.name if version.saved_by else seeker,
        "greeting": version.greeting,
        "subject": version.subject,
        "paragraphs": paragraphs_of(version.text),
    }


def conflict(letter: Letter, say, by) -> dict:
    """Return the letter as somebody else saved it meanwhile, to be shown beside what was typed."""
    last = letter.versions.select_related("saved_by").order_by("number").last()
    facts = facts_of_version(last, say, by)
    if by is None and not last.saved_by:
        facts["who"] = _("You, in another window or on another device")
    return facts | {"greeting": letter.greeting, "subject": letter.subject, "paragraphs": paragraphs_of(letter.text)}


def days(letter: Letter, at: datetime.datetime) -> dict:
    """Return the days on which it may have gone out, for the buttons that say so."""
    office, held_on = letter.follow_up.interview.office, letter.follow_up.interview.held_on
    today = office.local_day(at)
    return {
        "offers_yesterday": held_on < today,
        "offers_earlier": held_on < today - datetime.timedelta(days=1),
        "first_day": held_on.isoformat(),
        "today": today.isoformat(),
    }


def door(letter: Letter, at: datetime.datetime) -> dict:
    """Return what takes the letter out of the product by mail or by the clipboard."""
    return {
        "mailto": mailto_of(letter),
        "mailto_without_text": mailto_of(letter, with_text=False),
        "plain_text": plain_text(letter, letter.follow_up.interview.office.local_day(at)),
    }


def news_of(follow_up: FollowUp) -> LetterComment | None:
    """Return what the counselor wrote about a letter since the job seeker last changed it; None if there is nothing.

    Only about a letter that is still shared, and has not gone out.
    """
    comments = LetterComment.objects.filter(
        letter__follow_up=follow_up, letter__shared_at__isnull=False, letter__sent_on=None
    )
    for comment in comments.select_related("letter", "by").order_by("-at", "-pk"):
        if not comment.letter.versions.filter(saved_by=None, saved_at__gt=comment.at).exists():
            return comment
    return None
