"""What the tests of the desk's pages share. The pages read the clock, so interviews are counted back from now."""

from django.utils import timezone

from followups.tests.builders import days, make_candidate, make_follow_up, make_user

HTMX = {"HX-Request": "true"}


def ago(number):
    return timezone.now() - days(number)


def make_row(counselor=None, held_days_ago=3, **facts):
    """An open, overdue follow-up of a job seeker of the counselor."""
    candidate = make_candidate(counselor or make_user(), **facts.pop("candidate", {}))
    held_at = ago(held_days_ago)
    return make_follow_up(candidate, held_at=held_at, logged_at=min(held_at, timezone.now()), **facts)


def counselor_of(follow_up):
    return follow_up.interview.candidate.counselor


def url_of(follow_up, act):
    return f"/followups/{follow_up.pk}/{act}/"


def text_of(response):
    return response.content.decode()
