"""Stories: one interview each, how it was logged, and what the job seeker and the counselor did afterwards."""

import datetime
import random
from dataclasses import dataclass, field

from candidates.models import Candidate, Contact, Employer, Interview
from followups.intake.days import DAY, working_day
from followups.intake.log import Answer
from followups.models import FollowUp
from followups.nudges.window import SendingHours, same_local_time
from workforce.demo.data import acts
from workforce.demo.data.acts import Act
from workforce.demo.data.clock import ZONE, at_desk, awake, hours, local, moment_of

METHODS = {"letter_email": 50, "message": 15, "phone": 10, "letter_post": 10, "card": 8, "in_person": 7}
REASONS = {"not_interested": 35, "already_decided": 30, "no_contact": 20, "withdrew": 10, "other": 5}
RESULTS = {"not_selected": 30, "second_interview": 20, "waiting": 18, "hired": 20, "offer": 10, "withdrew": 2}
RESULTS_WITHOUT = {"not_selected": 58, "waiting": 20, "second_interview": 7, "hired": 7, "offer": 3, "withdrew": 5}
INTERESTS = {"high": 40, "medium": 30, "not_asked": 18, "low": 12}
# With this, one in ten of those asked at logging says yes, whatever the office does.
FOLLOW_UP_UNASKED = 0.05
IN_TIME_DAYS = 5
# Steps that never fall into a rhythm: each week gets its share of every fate.
GOLDEN, SILVER = 0.6180339887, 0.4142135624


@dataclass
class Story:
    """One interview, the answer given when it was logged, and the acts that follow."""

    seeker: Candidate
    employer: Employer
    job_title: str
    held_at: datetime.datetime
    logged_at: datetime.datetime
    interest: str = Interview.Interest.NOT_ASKED
    answer: Answer = field(default_factory=Answer)
    met: list[Contact] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)

    @property
    def held_on(self):
        return local(self.held_at).date()

    @property
    def logged_on(self):
        return local(self.logged_at).date()

    @property
    def is_logged_after(self):
        return self.logged_at > self.held_at

    @property
    def gets_mail(self):
        return bool(self.seeker.email and self.seeker.consent_on)

    @property
    def first_mail_at(self):
        """When the first reminder is to be expected."""
        sending = SendingHours.of(self.seeker.office)
        moment = sending.first_moment(max(self.held_at + hours(24), self.logged_at))
        if self.answer.asked == FollowUp.Asked.NOT_YET:
            return max(moment, sending.first_moment_of_next_day(self.logged_at))
        return moment

    @property
    def second_mail_at(self):
        third_day = same_local_time(self.held_at, 3, ZONE)
        return SendingHours.of(self.seeker.office).first_moment(max(third_day, self.first_mail_at + hours(1)))


class Teller:
    """Makes up what became of interviews, so that a given share is followed up in time."""

    def __init__(self, draw: random.Random):
        self.draw, self.told = draw, 0

    def tell(self, seeker, employer, job_title, held_at, share) -> Story:
        story = Story(seeker, employer, job_title, held_at, self.logged_at(held_at), self.one_of(INTERESTS))
        self.told += 1
        fate = self.fate(share)
        if story.is_logged_after and fate is not self.declined and self.draw.random() < 0.4:
            look_on = working_day(story.logged_on, self.draw.choice((1, 1, 2)))
            story.answer = Answer(asked=FollowUp.Asked.NOT_YET, look_on=look_on)
        fate(story, share)
        if fate is not self.void:
            self.add_result(story, fate)
        return story

    def logged_at(self, held_at):
        """Most interviews are logged on the same day or the next, some beforehand, a few when it is too late."""
        chance = self.draw.random()
        if chance < 0.08:
            return at_desk(held_at - hours(self.draw.uniform(20, 80)), self.draw)
        for share, soonest, latest in ((0.60, 1, 5), (0.88, 16, 30), (0.97, 40, 75), (1, 140, 260)):
            if chance < share:
                return at_desk(held_at + hours(self.draw.uniform(soonest, latest)), self.draw)

    def fate(self, share):
        """Return how the next story goes on."""
        chance, second = self.told * GOLDEN % 1, self.told * SILVER % 1
        if chance < 0.03:
            return self.void
        if chance < 0.10:
            return self.declined
        if second < share:
            return self.in_time
        rest = (second - share) / (1 - share)
        return self.later if rest < 0.12 else self.said_no if rest < 0.22 else self.silent

    # The fates

    def void(self, story, share):
        story.acts.append(Act(at_desk(max(story.held_at, story.logged_at) + hours(3), self.draw), acts.void))

    def declined(self, story, share):
        reason = self.one_of(REASONS)
        if story.is_logged_after and self.draw.random() < 0.5:
            story.answer = Answer(asked=FollowUp.Asked.NO, reason=reason)
        elif story.gets_mail:
            self.by_link(story, story.first_mail_at, 20, acts.declined(reason))
        else:
            self.at_desk(story, 25, 80, acts.declined(reason))

    def in_time(self, story, share):
        method = self.one_of(METHODS)
        is_soon = story.is_logged_after and story.logged_on - story.held_on <= IN_TIME_DAYS * DAY
        if is_soon and self.draw.random() < FOLLOW_UP_UNASKED / share:
            sent_on = self.draw.choice((story.held_on, story.logged_on))
            story.answer = Answer(asked=FollowUp.Asked.YES, method=method, sent_on=sent_on)
        elif story.gets_mail and self.draw.random() < 0.8:
            mail_at = story.first_mail_at if self.draw.random() < 0.7 else story.second_mail_at
            last_at = moment_of(story.held_on + IN_TIME_DAYS * DAY, "21:00")
            self.by_link(story, min(mail_at, last_at - hours(2)), 14, self.sent(method), last_at=last_at)
        else:
            self.at_desk(story, 26, 90, acts.sent(method, days_before=1, witnessed=self.draw.random() < 0.2))

    def later(self, story, share):
        act = acts.sent(self.one_of(METHODS))
        if story.gets_mail and self.draw.random() < 0.4:
            self.by_link(story, story.held_at + 15 * DAY, 30, act)
        else:
            self.at_desk(story, 24 * 6, 24 * 14, act)

    def said_no(self, story, share):
        self.at_desk(story, 24 * 6, 24 * 13, acts.declined(self.one_of(REASONS)))

    def silent(self, story, share):
        chance = self.draw.random()
        if chance < 0.35:
            at = at_desk(story.held_at + hours(self.draw.uniform(24 * 5, 24 * 9)), self.draw)
            story.acts.append(Act(at, acts.not_yet(working_day(local(at).date(), self.draw.choice((1, 2, 3))))))
        elif chance < 0.45:
            self.at_desk(story, 24 * 15, 24 * 20, acts.missed)
        elif chance < 0.49 and story.gets_mail:
            self.by_link(story, story.first_mail_at, 20, acts.stop_reminders)

    def add_result(self, story, fate):
        """Let some say what came of it, more often those who followed up."""
        is_followed_up = fate in (self.in_time, self.later)
        if self.draw.random() > (0.5 if is_followed_up else 0.25):
            return
        result = self.one_of(RESULTS if is_followed_up else RESULTS_WITHOUT)
        if story.gets_mail and self.draw.random() < 0.5:
            self.by_link(story, story.held_at + 15 * DAY, 30, acts.outcome(result))
        else:
            self.at_desk(story, 24 * 8, 24 * 24, acts.outcome(result))
        if result == FollowUp.Outcome.HIRED:
            self.at_desk(story, 24 * 25, 24 * 30, acts.found_work)

    # How they are told

    def by_link(self, story, mail_at, most_hours, do, last_at=None):
        """The job seeker presses a button within some hours of the mail, sooner rather than later."""
        at = awake(mail_at + hours(0.05 + most_hours * self.draw.random() ** 2), self.draw)
        story.acts.append(Act(min(at, last_at) if last_at else at, do, by_link=True))

    def at_desk(self, story, soonest, latest, do):
        """The counselor hears it within so many hours of the interview, once that is logged."""
        at = max(story.held_at + hours(self.draw.uniform(soonest, latest)), story.logged_at + hours(0.5))
        story.acts.append(Act(at_desk(at, self.draw), do))

    def sent(self, method):
        return acts.sent(method, days_before=self.draw.choice((0, 0, 0, 1)))

    def one_of(self, weighted: dict):
        [chosen] = self.draw.choices(list(weighted), list(weighted.values()))
        return chosen
