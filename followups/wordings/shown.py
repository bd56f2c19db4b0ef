"""A mail on a page: what was sent, or what a text would send to a made-up job seeker. Its links lead nowhere."""

import datetime
from dataclasses import dataclass

from django.conf import settings

from accounts.models import Office, User
from candidates.models import Candidate, Employer, Interview
from followups.models import FollowUp, Nudge, Wording, WordingVersion
from followups.nudges import mails

NO_LINK = f"{settings.SITE_URL}/…"


@dataclass(frozen=True)
class Shown:
    """A mail as a page shows it: its headers, the values that it is laid out from, and its text part."""

    sender: str
    subject: str
    content: dict
    text: str


def show(content: dict) -> Shown:
    """Return the mail with this content, written by the templates of the mails, without a link that works."""
    urls = dict.fromkeys([block["follow_up"] for block in content["blocks"]], NO_LINK) | {"unsubscribe": NO_LINK}
    return Shown(mails.sender_of(content), content["subject"], content, mails.parts(content, urls)["text"])


@dataclass(frozen=True)
class Sample:
    """One language of a text as a job seeker would get it, with and without the employer's name."""

    language: str
    mail: Shown
    without_employer: Shown


def samples(texts: dict, kind: str, office: Office | None, at: datetime.datetime) -> list[Sample]:
    """Return the mail in each language, for a job seeker who is made up. Nothing is saved."""
    return [
        Sample(str(name), *(show(sample_content(texts, kind, office, code, named, at)) for named in (True, False)))
        for code, name in settings.LANGUAGES
    ]


def sample_content(texts, kind, office, language, names_employer, at) -> dict:
    nudge = Nudge(
        follow_up=FollowUp(pk=0, interview=sample_interview(office, language, names_employer, at)),
        position=1,
        kind=Nudge.Kind.ASKED_FOR if kind == Wording.Kind.PLAN else Nudge.Kind.NUDGE,
        place=Nudge.Place.LIBRARY if kind == Wording.Kind.PLAN else "",
        version=WordingVersion(texts=texts),
    )
    return mails.content_of([nudge], at=at)


def sample_interview(office, language, names_employer, at) -> Interview:
    """Return an interview of yesterday that no table holds."""
    office = office or Office(
        name="Workforce Solutions Pasadena", phone="713 555 0100", postal_address="1 Main St\nPasadena, TX 77506"
    )
    candidate = Candidate(
        call_name="Ánh", language=language, office=office, counselor=User(name="Maria Lopez"), names_employer=True
    )
    held_at = at - datetime.timedelta(days=1)
    return Interview(
        candidate=candidate,
        employer=Employer(name="Gulf Grill & Sons"),
        office=Office(names_employer=names_employer),
        job_title="Line cook",
        held_at=held_at,
        held_on=office.local_day(held_at),
    )
