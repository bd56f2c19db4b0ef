"""A small region with one person of each kind, seen from one job seeker: for tests of who may do what."""

import datetime
from dataclasses import dataclass

from django.test import Client
from django.utils import timezone

from accounts.models import User
from candidates.models import Cover
from followups.cadences.tests.posted import give_own_cadence
from followups.models import Claim, CounselorTask, Delivery, Heartbeat, Hold, Pause, Suppression, Wording
from followups.nudges import guard, schedule
from followups.nudges.links import follow_up_token, unsubscribe_token
from followups.tests.builders import make_candidate, make_done, make_follow_up, make_office, make_user
from followups.tests.letter_building import make_letter

# What nobody may read but those who may see the job seeker. Employers belong to all.
NAME, EMAIL, PHONE = "Nguyễn Thị Ánh", "anh.nguyen@example.com", "+17135550142"
SECRETS = (NAME, EMAIL, "713 555 0142", "Night baker", "her knee hurts")

# Seen from the job seeker: their counselor, one who covers, a colleague, a counselor elsewhere, and so on.
ROLES = ("anonymous", "own", "cover", "same", "other", "manager", "elsewhere", "regional", "administrator")
READERS = ("own", "cover", "same", "manager", "regional")


@dataclass
class Region:
    """The users by their part in ROLES, and what addresses need."""

    users: dict[str, User]
    args: dict[str, list]
    ids: dict[str, int]

    def client_of(self, role) -> Client:
        """Return a browser in which that person is signed in."""
        client = Client(raise_request_exception=True)
        if role != "anonymous":
            client.force_login(self.users[role])
        return client


def make_region() -> Region:
    """One job seeker with an open follow-up at one office, and everybody around them."""
    office, second, far = make_office("Pasadena"), make_office("Deer Park"), make_office("Galveston")
    users = make_users(office, far)
    give_own_cadence(second)
    users["manager"].offices.add(second)
    candidate = make_candidate(users["own"], full_name=NAME, call_name="Ánh", email=EMAIL, phone=PHONE)
    Cover.begin(candidate, by=users["cover"], at=timezone.now())
    held_at = timezone.now() - datetime.timedelta(days=2)
    follow_up = make_follow_up(
        candidate, held_at=held_at, logged_at=timezone.now(), employer="Gulf Grill & Sons", job_title="Night baker"
    )
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    schedule.remind_at(follow_up, moment=tomorrow, place="library", by=None, at=timezone.now())
    closed = make_done(candidate, held_at=held_at, logged_at=timezone.now(), employer="Bayou Clinic")
    letter, private_letter, other_letter = make_letters(follow_up, make_follow_up(make_candidate(users["other"])))
    ids = {
        "letter": letter.pk,
        "private_letter": private_letter.pk,
        "candidate": candidate.pk,
        "interview": follow_up.interview_id,
        "follow_up": follow_up.pk,
        "closed": closed.pk,
        "office": office.pk,
        "second": second.pk,
        "staff": users["own"].pk,
        "text": make_text(office).pk,
        "regions_text": Wording.objects.filter(office=None).earliest("pk").pk,
        **make_stops(candidate, office, users["administrator"]),
    }
    return Region(users, args_of(ids, follow_up, other_letter), ids)


def args_of(ids, follow_up, other_letter) -> dict[str, list]:
    """What stands in the addresses that take something."""
    token = follow_up_token(follow_up)
    return {name: [pk] for name, pk in ids.items()} | {
        "link": [token],
        "opt_out": [unsubscribe_token(follow_up.interview.candidate.email_key)],
        "mail": ["20261123120000000-0123abcd"],
        "key": ["1", "no-such-key"],
        "forged": ["x" * 44],
        "advice": ["why-follow-up"],
        "no_advice": ["no-such-page"],
        "link_advice": [token, "why-follow-up"],
        "link_no_advice": [token, "no-such-page"],
        "forged_advice": ["x" * 44, "why-follow-up"],
        "link_letter": [token, ids["letter"]],
        "link_private_letter": [token, ids["private_letter"]],
        "link_other_letter": [token, other_letter.pk],
        "forged_letter": ["x" * 44, ids["letter"]],
        "": [],
    }


def make_letters(follow_up, other):
    """A letter that the job seeker shares, one that they keep to themselves, and one of somebody else."""
    shared = make_letter(follow_up, kind="short", shared_at=timezone.now())
    return shared, make_letter(follow_up, kind="card"), make_letter(other, kind="short")


def make_text(office):
    """A text of a mail that an office approved and nothing uses yet."""
    text = Wording.objects.create(office=office, kind=Wording.Kind.NUDGE, name="Kind reminder")
    said = {"subject": "{name}, shall we?", "text": "{interview} Write today.", "button": "Answer"}
    text.versions.create(number=1, texts=dict.fromkeys(("en", "es", "vi"), said), made_at=timezone.now())
    return text


def make_users(office, far):
    roles = {
        **dict.fromkeys(("own", "cover", "same"), (User.Role.COUNSELOR, office)),
        "other": (User.Role.COUNSELOR, far),
        "manager": (User.Role.MANAGER, office),
        "elsewhere": (User.Role.MANAGER, far),
        "regional": (User.Role.REGIONAL, None),
        "administrator": (User.Role.ADMINISTRATOR, None),
    }
    return {name: make_user(role, office=at, name=f"The {name}") for name, (role, at) in roles.items()}


def make_stops(candidate, office, administrator):
    """An engine that lives but holds, a task and the pauses, by their ids."""
    at = timezone.now()
    task = CounselorTask.objects.create(candidate=candidate, kind=CounselorTask.Kind.CORRECT_ADDRESS, made_at=at)
    Suppression.objects.create(address_key=candidate.email_key, reason=Suppression.Reason.BOUNCED, since=at)
    Heartbeat.objects.create(pk=1, at=at, system=guard.this_system())
    guard.hold(Hold.Kind.VOLUME, at, "400 reminders are due at once.", 400)
    by = {"since": at, "paused_by": administrator}
    own_pause = Pause.objects.create(candidate=candidate, reason="her knee hurts", **by)
    pause = Pause.objects.create(office=office, reason="Flood", **by)
    everywhere = Pause.objects.create(reason="Mail server moves", **by)
    pauses = {"pause": pause.pk, "everywhere": everywhere.pk, "own_pause": own_pause.pk}
    return {"task": task.pk, "hold": Hold.objects.get().pk, "lost": make_lost_mail(candidate, at).pk, **pauses}


def make_lost_mail(candidate, at):
    """A mail of which nobody knows whether it arrived."""
    claim = Claim.objects.create(claimed_at=at, lease_until=at, finished_at=at)
    settled = {"state": Delivery.State.UNKNOWN, "created_at": at, "sending_at": at, "settled_at": at}
    return Delivery.objects.create(
        claim=claim, candidate=candidate, address_key=candidate.email_key, day=at.date(), **settled
    )
