"""Three months of ordinary interviews at every office, in which following up becomes a habit."""

import bisect
import datetime
import itertools
import random

from candidates.models import Contact, Employer
from followups.intake.days import DAY, is_working_day, working_day
from workforce.demo.data.clock import local, moment_of
from workforce.demo.data.names import COMMUNITIES, address_of
from workforce.demo.data.people import Newcomers, Team
from workforce.demo.data.places import EMPLOYERS, HOME, TITLES
from workforce.demo.data.stories import Story, Teller

DAYS_BACK = 90
DAYS_AHEAD = 7
AT_FIRST, LATELY = 0.17, 0.67
CLOCKS = ("08:30", "09:00", "09:30", "10:00", "10:30", "11:00", "13:00", "13:30", "14:00", "14:30", "15:00", "16:00")
SEEKERS_PER_INTERVIEW = 0.6
# The desk of the counselor who signs in is told by `scenes`: the quarter leaves her last weeks alone.
TOLD_BY_SCENES = 26
ROLES = ("interviewer", "interviewer", "hiring_manager", "hiring_manager", "recruiter", "assistant")


class Quarter:
    """Draws who was interviewed where and when."""

    def __init__(self, draw: random.Random, at: datetime.datetime, newcomers: Newcomers, employers: list[Employer]):
        self.draw, self.at, self.today, self.newcomers = draw, at, local(at).date(), newcomers
        self.teller = Teller(draw)
        self.employers = list(zip(employers, EMPLOYERS, strict=True))
        self.days = [day for day in self.span(-DAYS_BACK, DAYS_AHEAD) if is_working_day(day)]
        self.earlier_days = [day for day in self.days if day < self.today - TOLD_BY_SCENES * DAY]

    def span(self, first, last):
        return [self.today + number * DAY for number in range(first, last + 1)]

    def stories(self, teams: list[Team]) -> list[Story]:
        """Return the stories of all offices in the order of the interviews."""
        planned = [facts for team in teams for facts in self.interviews_of(team)]
        told = []
        for held_at, team, seeker in sorted(planned, key=lambda facts: facts[0]):
            story = self.story(held_at, team, seeker)
            if story.logged_at <= self.at:
                told += [story, *self.second_interview(story, team)]
        return told

    def interviews_of(self, team: Team):
        """Yield when each interview of an office was held, and whose it was."""
        count = team.place.interviews
        days = self.spread(count)
        seekers = self.seekers_of(team, round(count * SEEKERS_PER_INTERVIEW) + 1)
        for number in range(count):
            seeker = seekers[number % len(seekers)] if number < len(seekers) else self.draw.choice(seekers)
            is_hers = team.place.town == HOME and seeker.counselor == team.counselors[0]
            day = self.draw.choice(self.earlier_days) if is_hers else days[number]
            yield moment_of(day, self.draw.choice(CLOCKS)), team, seeker

    def spread(self, count):
        """Return days for so many interviews, evenly spread, but more lately than at first; in any order."""
        weights = itertools.accumulate(0.6 + number / len(self.days) for number in range(len(self.days)))
        until = list(weights)
        points = [(number + self.draw.random()) / count * until[-1] for number in range(count)]
        days = [self.days[bisect.bisect(until, point)] for point in points]
        self.draw.shuffle(days)
        return days

    def seekers_of(self, team: Team, count):
        counselors = team.counselors
        return [self.newcomers.next(team.office, counselors[n % len(counselors)]) for n in range(count)]

    def story(self, held_at, team, seeker) -> Story:
        employer, trade = self.employer_near(team)
        share = self.share(held_at, team, seeker.counselor)
        story = self.teller.tell(seeker, employer, self.draw.choice(TITLES[trade]), held_at, share)
        story.met = self.people_met()
        return story

    def share(self, held_at, team, counselor) -> float:
        """Return how many follow up: few at first, most lately, and not the same everywhere."""
        way = 1 - min(max((self.at - held_at) / (DAYS_BACK * DAY), 0), 1)
        habit = way * way * (3 - 2 * way)
        own = (team.counselors.index(counselor) - (len(team.counselors) - 1) / 2) * -0.04
        return min(max(AT_FIRST + (LATELY - AT_FIRST) * habit + (team.place.lead + own) * (0.4 + way), 0.05), 0.9)

    def employer_near(self, team: Team):
        """Return an employer and its trade, mostly one of the same county."""
        own = [pair for pair in self.employers if pair[1][2] == team.place.county]
        in_town = [pair for pair in own if pair[1][1] == team.place.town]
        near = in_town or own
        chance = self.draw.random()
        employer, (_name, _city, _county, trade) = self.draw.choice(
            near if chance < 0.5 else own if chance < 0.85 else self.employers
        )
        return employer, trade

    def people_met(self) -> list[Contact]:
        return [self.person() for _number in range(self.draw.choice((0, 1, 1, 1, 2, 2)))]

    def person(self) -> Contact:
        [community] = self.draw.choices(list(COMMUNITIES), list(COMMUNITIES.values()))
        name = community(self.draw).full
        email = f"{address_of(name)}@example.net" if self.draw.random() < 0.6 else ""
        helpful = self.draw.random() < 0.2
        return Contact(name=name, role=self.draw.choice(ROLES), email=email, particularly_helpful=helpful)

    def second_interview(self, story: Story, team):
        """Yield another one for the same job, for a few who followed up."""
        if self.draw.random() > 0.04:
            return
        held_at = moment_of(working_day(story.held_on, self.draw.randrange(6, 11)), self.draw.choice(CLOCKS))
        is_hers = team.place.town == HOME and story.seeker.counselor == team.counselors[0]
        if held_at > self.at or is_hers:
            return
        again = self.teller.tell(story.seeker, story.employer, story.job_title, held_at, 0.7)
        if again.logged_at <= self.at:
            yield again
