"""Plain functions that make rows for tests; a test names only the facts that it depends on."""

import datetime
import itertools

from accounts.models import Office, User
from candidates.models import Candidate, Contact
from followups.intake.log import Answer, Logged, log_interview
from followups.models import FollowUp

numbers = itertools.count(1)

# A Monday without a holiday near it; offices keep Houston's time.
MONDAY = datetime.datetime(2026, 10, 5, 15, tzinfo=datetime.UTC)  # 10:00 in Houston
PASSWORD = "the-follow-up-desk"


def days(number):
    return datetime.timedelta(days=number)


def hours(number):
    return datetime.timedelta(hours=number)


def make_office(name=None, **facts):
    facts = {"county": "Harris", "phone": "713 555 0100", "postal_address": "1 Main St, Houston, TX 77002", **facts}
    number = next(numbers)
    facts.setdefault("email", f"office{number}@example.org")
    return Office.objects.create(name=name or f"Office {number}", **facts)


def make_office_at_all_hours(**facts):
    """An office that sends at any time, so that a test need not think of the clock."""
    at_all_hours = {"sends_from": datetime.time(0), "sends_until": datetime.time(0), "sending_days": "1234567"}
    return make_office(**{**at_all_hours, "sends_on_holidays": True, **facts})


def make_user(role=User.Role.COUNSELOR, office=None, **facts):
    number = next(numbers)
    facts = {"name": f"User {number}", "email": f"user{number}@example.org", **facts}
    user = User(role=role, **facts)
    user.set_password(PASSWORD)
    user.save()
    if office is None and role in (User.Role.COUNSELOR, User.Role.MANAGER):
        office = make_office_at_all_hours()
    if office:
        user.offices.add(office)
    return user


def make_candidate(counselor=None, consent=True, **facts):
    counselor = counselor or make_user(office=facts.get("office"))
    number = next(numbers)
    facts = {
        "full_name": f"Seeker {number}",
        "call_name": f"Seeker{number}",
        "email": f"seeker{number}@example.com",
        "office": counselor.home_office,
        **facts,
    }
    if consent:
        facts = {"consent_on": MONDAY.date(), "consent_by": counselor, **facts}
    return Candidate.objects.create(counselor=counselor, **facts)


def make_interview(candidate=None, held_at=MONDAY, logged_at=None, by=None, **facts):
    candidate = candidate or make_candidate()
    contacts = [Contact(name=name) for name in facts.pop("met", [])]
    logged = Logged(
        candidate=candidate,
        employer_name=facts.pop("employer", "Gulf Grill & Sons"),
        job_title=facts.pop("job_title", "Line cook"),
        held_at=held_at,
        contacts=contacts,
        answer=Answer(**facts.pop("answer", {})),
        **facts,
    )
    return log_interview(logged, by=by or candidate.counselor, at=logged_at or held_at)


def make_follow_up(candidate=None, held_at=MONDAY, **facts):
    """An open follow-up, logged when the interview was held unless `logged_at` says otherwise."""
    return FollowUp.objects.select_related("interview__office").get(
        interview=make_interview(candidate, held_at=held_at, **facts)
    )


def make_done(candidate=None, sent_after=1, **facts):
    """A follow-up whose message went out `sent_after` days after the interview."""
    follow_up = make_follow_up(candidate, **facts)
    held_at = follow_up.interview.held_at
    follow_up.complete(
        sent_on=follow_up.interview.held_on + days(sent_after),
        method=FollowUp.Method.LETTER_EMAIL,
        source=FollowUp.Source.COUNSELOR,
        by=follow_up.interview.candidate.counselor,
        at=held_at + days(sent_after),
    )
    return follow_up
