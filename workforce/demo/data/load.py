"""Loads the demonstration: three months of a region, up to a moment."""

import datetime
import random

from django.db import transaction

from workforce.demo.data import people, scenes
from workforce.demo.data.history import History
from workforce.demo.data.names import Names
from workforce.demo.data.quarter import DAYS_BACK, Quarter

# The same people and fates each time; only the days move with the calendar.
SEED = 2026
RESERVED = (people.COUNSELOR, people.MANAGER, people.REGIONAL_MANAGER, people.ADMINISTRATOR)


@transaction.atomic
def load(at: datetime.datetime):
    """Fill an empty desk with everything that happened until `at`."""
    draw = random.Random(SEED)  # noqa: S311 - nothing here is a secret
    names = Names(draw, taken=RESERVED)
    employers = people.set_up_region()
    teams = people.make_teams(names)
    people.make_managers(teams, names)
    newcomers = people.Newcomers(draw, names)
    stories = scenes.Scenes(draw, at, newcomers, employers).stories(teams)
    stories += Quarter(draw, at, newcomers, employers).stories(teams)
    first_seen = {}
    for story in stories:
        seeker = id(story.seeker)
        first_seen[seeker] = min(story.logged_at, first_seen.get(seeker, story.logged_at))
    newcomers.take_in(first_seen, usually=at - datetime.timedelta(days=DAYS_BACK))
    History(at, draw, scenes.bouncing_addresses()).live_through(stories)
