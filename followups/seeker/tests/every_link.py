"""Every address behind a job seeker's link, found in the urlconf: a new one is tried like the others."""

from django.urls import get_resolver, reverse
from django.utils import timezone

from followups.letters.begin import begin
from followups.models import Debrief, Letter
from followups.nudges import links, schedule
from followups.seeker.tests.builders import make_linked
from followups.tests.builders import days, make_candidate

BEHIND_A_LINK = "f/<str:token>/"
# What others at a shared address may see: no more than the mails do.
NOT_PRIVATE = {"seeker", "seeker_advice", "seeker_plan_ics"}
SECRET = "zanzibar"


def patterns() -> dict:
    """Return the pattern of every address behind a link, by its name."""
    found = [entry for entry in get_resolver().url_patterns if str(entry.pattern).startswith(BEHIND_A_LINK)]
    return {entry.name: entry.pattern for entry in found}


def names() -> list[str]:
    return list(patterns())


def of_letters() -> list[str]:
    """Return the names of those that take the number of a letter."""
    return [name for name, pattern in patterns().items() if "pk" in pattern.converters]


def path_of(name, token, letter):
    """Return the address by its name. An argument of a new kind has to be given a value here."""
    values = {"token": token, "pk": letter.pk, "slug": "why-follow-up"}
    return reverse(name, kwargs={argument: values[argument] for argument in patterns()[name].converters})


def paths(follow_up, letter, token=None) -> dict[str, str]:
    token = token or links.follow_up_token(follow_up)
    return {name: path_of(name, token, letter) for name in names()}


def make_written(days_ago=1, **facts):
    """A follow-up with all that can stand behind its link, and its letter."""
    candidate = make_candidate(call_name="Ánh", **facts)
    follow_up = make_linked(days_ago=days_ago, candidate=candidate, met=["Pat O’Hara"])
    Debrief.objects.create(follow_up=follow_up, moment_words=f"We spoke about {SECRET}.")
    at = timezone.now()
    contact = follow_up.interview.contacts.get()
    letter = begin(follow_up, Letter.Kind.STRATEGIC, contact, Letter.Way.EMAIL, by=None, at=at)
    letter.write({"text": f"Dear {SECRET}.", "to_name": f"Pat {SECRET}"}, edition=letter.edition, by=None, at=at)
    letter.share(at=at)
    letter.comment(f"I like {SECRET}.", by=candidate.counselor, at=at)
    if days_ago < 50:
        schedule.remind_at(follow_up, moment=at + days(1), place="home", by=None, at=at)
    return follow_up, letter
