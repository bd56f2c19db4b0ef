"""The last weeks on Maria Lopez's desk, told one by one, so that every list of it has something to show.

Days are working days, counted back from today. What is `fresh` falls due while the demonstration starts.
"""

import datetime
import random
from collections.abc import Callable
from typing import NamedTuple

from candidates.models import Candidate, Employer
from followups.intake.days import DAY, working_day
from followups.intake.log import Answer
from followups.models import FollowUp
from workforce.demo.data import acts, debriefs
from workforce.demo.data.acts import Act
from workforce.demo.data.clock import at_desk, awake, hours, local, moment_of
from workforce.demo.data.names import Name, address_of
from workforce.demo.data.people import Newcomers, Team
from workforce.demo.data.places import AT_ALL_HOURS, HOME
from workforce.demo.data.stories import Story

# Just logged, at each office that sends at all hours, when the demonstration is loaded: by Maria, and by the others.
FRESH_FOR_HER, FRESH_FOR_OTHERS = 2, 1
FAMILY_ADDRESS = "familia.delgado@example.com"


class Scene(NamedTuple):
    """An interview so many working days ago, and what happened after it (a function of the stage below)."""

    ago: int
    clock: str
    interest: str
    employer: str
    job_title: str
    then: Callable
    name: Name | None = None
    facts: dict | None = None


class Stage:
    """What happens in scenes: each method adds acts to a story."""

    def __init__(self, draw: random.Random, at: datetime.datetime):
        self.draw, self.at, self.today = draw, at, local(at).date()

    def day(self, ahead: int) -> datetime.date:
        return working_day(self.today, ahead)

    def silence(self, story):
        """Nobody has said anything yet."""

    def half_written(self, story):
        """Told the counselor about it right after it was logged, and began the letter with her."""
        story.met = debriefs.met_at_the_grill()
        at = at_desk(story.logged_at + hours(0.1), self.draw)
        story.acts.append(Act(at, debriefs.debriefed(debriefs.IN_HER_OWN_LANGUAGE)))

    def writes_at_home(self, story):
        """Answered the questions from the first mail, and keeps the letter to herself so far."""
        story.met = debriefs.met_at_the_supply()
        at = awake(story.first_mail_at + hours(0.3), self.draw)
        story.acts.append(Act(at, debriefs.debriefed(debriefs.IN_ENGLISH), by_link=True))

    def look_today(self, story):
        self.not_yet(story, self.today)

    def look_soon(self, story):
        self.not_yet(story, self.day(2))

    def look_is_over(self, story):
        self.not_yet(story, self.day(-1), noted=-3)

    def not_yet(self, story, look_on, noted=-1):
        at = moment_of(self.day(noted), "09:40")
        story.acts.append(Act(at, acts.not_yet(look_on)))

    def wants_reminder_now(self, story):
        """Asked for a reminder that falls due within the first two looks of the dispatcher."""
        self.wants_reminder(story, self.at + datetime.timedelta(seconds=self.draw.randrange(15, 80)))

    def wants_reminder_tomorrow(self, story):
        """Planned to write tomorrow evening at the library."""
        self.wants_reminder(story, moment_of(self.today + DAY, "18:00"), "library")

    def wants_reminder(self, story, moment, place=""):
        story.acts.append(Act(story.first_mail_at + hours(0.4), acts.remind_at(moment, place), by_link=True))

    def sent_by_link(self, story):
        at = awake(story.first_mail_at + hours(self.draw.uniform(0.1, 5)), self.draw)
        story.acts.append(Act(at, acts.sent(FollowUp.Method.LETTER_EMAIL), by_link=True))

    def sent_after_second(self, story):
        at = awake(story.second_mail_at + hours(self.draw.uniform(0.1, 3)), self.draw)
        story.acts.append(Act(at, acts.sent(FollowUp.Method.MESSAGE), by_link=True))

    def told_at_desk(self, story):
        at = at_desk(story.held_at + hours(26), self.draw)
        story.acts.append(Act(at, acts.sent(FollowUp.Method.CARD, witnessed=True)))

    def told_by_phone(self, story):
        at = at_desk(story.held_at + hours(47), self.draw)
        story.acts.append(Act(at, acts.sent(FollowUp.Method.PHONE, days_before=1)))

    def declined_by_link(self, story):
        at = awake(story.first_mail_at + hours(2), self.draw)
        story.acts.append(Act(at, acts.declined(FollowUp.Reason.NOT_INTERESTED), by_link=True))

    def not_held(self, story):
        story.acts.append(Act(at_desk(story.held_at + hours(3), self.draw), acts.void))

    def in_hospital(self, story):
        pause = acts.pause_reminders("In hospital until the end of the month; the family called")
        story.acts.append(Act(at_desk(story.held_at + hours(4), self.draw), pause))

    def wants_no_mail(self, story):
        story.acts.append(Act(awake(story.first_mail_at + hours(1), self.draw), acts.unsubscribe, by_link=True))


ANH = Name("Nguyễn Thị Ánh", "Ánh", "vi")
NUNEZ = Name("Siobhán O’Brien-Núñez", "Siobhán", "en")
GLORIA, MATEO = Name("Gloria Delgado Ríos", "Gloria", "es"), Name("Mateo Delgado Ríos", "Mateo", "es")
BOUNCES = Name("Curtis Landry", "Curtis", "en")
FAMILY = {"email": FAMILY_ADDRESS, "agreed": True}

SCENES = (
    # Overdue
    Scene(4, "10:00", "high", "Gulf Grill & Sons", "Line cook", Stage.half_written, ANH),
    Scene(2, "09:30", "high", "H&B Marine Supply", "Inside sales associate", Stage.writes_at_home, NUNEZ),
    Scene(3, "14:00", "medium", "Red Bluff Cold Storage", "Forklift operator", Stage.silence),
    Scene(6, "11:00", "high", "Strawberry Road Family Clinic", "Medical assistant", Stage.silence),
    Scene(8, "13:30", "medium", "Salt Grass ISD", "School bus driver", Stage.look_is_over),
    Scene(3, "15:00", "high", "Bayou Bakery", "Counter clerk", Stage.silence, None, {"email": ""}),
    Scene(5, "10:30", "not_asked", "Vince Bayou Refining", "Safety attendant", Stage.silence, None, {"agreed": False}),
    Scene(4, "09:00", "low", "Mercado Tres Hermanos", "Cashier", Stage.silence, BOUNCES),
    Scene(7, "14:30", "medium", "Goose Creek Rehab & Care", "Caregiver", Stage.in_hospital),
    Scene(5, "16:00", "medium", "Magnolia Park Electric", "Electrician’s helper", Stage.wants_no_mail),
    Scene(2, "13:00", "high", "Hobby Lane Inn & Suites", "Front desk agent", Stage.wants_reminder_now),
    # Today
    Scene(3, "10:00", "high", "Buffalo Bend Health Center", "Billing specialist", Stage.look_today),
    Scene(4, "13:30", "medium", "Gulf Grill & Sons", "Shift leader", Stage.look_today, GLORIA, FAMILY),
    Scene(2, "11:00", "low", "Northline Discount Furniture", "Stock associate", Stage.look_today),
    Scene(13, "09:30", "medium", "H&B Marine Supply", "Parts clerk", Stage.told_at_desk, None, {"email": ""}),
    # Waiting
    Scene(2, "14:30", "high", "Lone Heron Air & Heat", "HVAC apprentice", Stage.wants_reminder_tomorrow),
    Scene(3, "09:00", "medium", "Six Bayous Property Management", "Receptionist", Stage.look_soon, MATEO, FAMILY),
    Scene(4, "15:30", "medium", "Tabbs Ferry Logistics", "Shipping clerk", Stage.look_soon),
    Scene(0, "08:30", "high", "Ship Channel Freight Forwarders", "Dispatcher", Stage.silence),
    Scene(-1, "10:00", "high", "Vince Bayou Refining", "Lab technician", Stage.silence),
    Scene(-2, "14:00", "medium", "Bayou Bakery", "Delivery driver", Stage.silence),
    Scene(-2, "09:30", "not_asked", "Phở Sao Mai", "Server", Stage.silence),
    Scene(-4, "13:00", "high", "Cedar Point Polymers", "Process operator trainee", Stage.silence),
    # Answered
    Scene(3, "09:00", "high", "Strawberry Road Family Clinic", "Front desk clerk", Stage.sent_by_link),
    Scene(4, "11:00", "high", "Pear Orchard Urgent Care", "Phlebotomist", Stage.sent_by_link),
    Scene(6, "10:00", "medium", "“Tía Rosa” Cocina", "Prep cook", Stage.sent_after_second),
    Scene(7, "15:00", "high", "Salt Grass ISD", "Teacher’s aide", Stage.told_by_phone),
    Scene(8, "09:30", "medium", "Okoro & Daughters Staffing", "Data entry clerk", Stage.sent_by_link),
    Scene(9, "13:00", "high", "Dike Road Terminals", "Lab technician", Stage.sent_by_link),
    Scene(5, "14:00", "low", "Bellaire Lotus Supermarket", "Cashier", Stage.declined_by_link),
    Scene(6, "16:00", "not_asked", "Seawall Crab House", "Dishwasher", Stage.not_held),
    Scene(11, "10:30", "high", "Mainland Bay Medical Group", "Certified nurse aide", Stage.sent_by_link),
    Scene(14, "11:00", "medium", "Red Bluff Cold Storage", "Inventory clerk", Stage.told_by_phone),
    Scene(15, "14:00", "high", "Clear Lake Sail & Rope", "Warehouse associate", Stage.sent_after_second),
)


class Scenes:
    """Turns scenes into stories of new job seekers."""

    def __init__(self, draw: random.Random, at: datetime.datetime, newcomers: Newcomers, employers: list[Employer]):
        self.draw, self.at, self.newcomers = draw, at, newcomers
        self.employers = {employer.name: employer for employer in employers}
        self.stage = Stage(draw, at)

    def stories(self, teams: list[Team]) -> list[Story]:
        home = next(team for team in teams if team.place.town == HOME)
        told = [self.story(scene, home.office, home.counselors[0]) for scene in SCENES]
        told += [story for team in teams if team.place.town in AT_ALL_HOURS for story in self.fresh(team)]
        return [story for story in told if story.logged_at <= self.at]

    def story(self, scene: Scene, office, counselor) -> Story:
        held_at = moment_of(self.stage.day(-scene.ago), scene.clock)
        logged_at = at_desk(held_at + hours(0.7), self.draw) if scene.ago >= 0 else self.days_before(2)
        seeker = self.seeker(scene, office, counselor)
        story = Story(
            seeker, self.employers[scene.employer], scene.job_title, held_at, logged_at, scene.interest, Answer()
        )
        scene.then(self.stage, story)
        return story

    def days_before(self, days):
        return at_desk(moment_of(self.stage.day(-days), "10:20"), self.draw)

    def seeker(self, scene, office, counselor) -> Candidate:
        if scene.facts:
            return self.newcomers.next(office, counselor, scene.name, **{"agreed": True, **scene.facts})
        return self.newcomers.with_mail(office, counselor, scene.name)

    def fresh(self, team: Team):
        """Yield interviews of the last days that were logged a moment ago, so that a reminder is due at once."""
        for number, counselor in enumerate(team.counselors):
            is_hers = team.place.town == HOME and number == 0
            for _number in range(FRESH_FOR_HER if is_hers else FRESH_FOR_OTHERS):
                story = self.two_days_ago(team, counselor)
                story.logged_at = self.at - datetime.timedelta(seconds=self.draw.randrange(10, 100))
                yield story
        if team.place.town != HOME:
            story = self.two_days_ago(team, team.counselors[0])
            self.stage.wants_reminder_now(story)
            yield story

    def two_days_ago(self, team, counselor) -> Story:
        # Two working days ago is more than 24 hours at any time of day.
        scene = self.draw.choice([scene for scene in SCENES if scene.ago > 0])
        clock = self.draw.choice(("09:00", "10:30", "11:00", "13:30", "15:00"))
        again = scene._replace(ago=2, clock=clock, then=Stage.silence, name=None, facts=None)
        return self.story(again, team.office, counselor)


def bouncing_addresses() -> set[str]:
    return {f"{address_of(BOUNCES.full)}@example.com"}
