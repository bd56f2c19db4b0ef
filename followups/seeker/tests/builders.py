"""What the tests of the seeker's pages share: a link to an interview held so many days ago, and its buttons."""

from django.apps import apps
from django.utils import timezone

from followups.nudges import links
from followups.tests.builders import days, make_candidate, make_follow_up


def make_linked(days_ago=2, language="en", call_name="Ánh", **facts):
    """An open follow-up as its mail finds it, counted back from the real clock that the pages read."""
    held_at = timezone.now() - days(days_ago)
    candidate = facts.pop("candidate", None) or make_candidate(language=language, call_name=call_name)
    return make_follow_up(candidate, held_at=held_at, logged_at=min(held_at, timezone.now()), **facts)


def url_of(follow_up):
    return f"/f/{links.follow_up_token(follow_up)}/"


def press(client, follow_up, act, **choice):
    """Press a button, and load the page that the browser is sent to."""
    response = client.post(url_of(follow_up), {"act": act, **choice}, follow=True)
    follow_up.refresh_from_db()
    return response


def everything():
    """Every row of every table."""
    return {model._meta.label: sorted(map(repr, model._base_manager.values())) for model in apps.get_models()}
