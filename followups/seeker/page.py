"""What the seeker's page shows: no more than the mail does, and the answers known so far."""

import datetime

from django.conf import settings

from followups.letters.advice import LETTER_FITS_FOR
from followups.models import FollowUp, Nudge
from followups.nudges import facts, links, rules, schedule, wording
from followups.nudges.wording import day_words
from followups.seeker import choices
from followups.seeker.moments import DAY, moment_words, reminder_choices
from followups.seeker.result import is_result_wanted
from followups.seeker.writing import writing

FUTURE, RESULT = "future", "result"
LANGUAGE_NAMES = {"en": "English", "es": "Español", "vi": "Tiếng Việt"}


def context(follow_up: FollowUp, at: datetime.datetime, *, noted="", problem="", problem_in="") -> dict:
    """Return the facts of the page: `noted` says what a POST did, `problem` what was wrong with it and in which act."""
    interview = follow_up.interview
    candidate = interview.candidate
    today = interview.office.local_day(at)
    return {
        "state": state_of(follow_up, at),
        "name": candidate.call_name,
        "employer": interview.employer.name if wording.names_employer(interview) else "",
        "job": interview.job_title,
        "day": wording.day_of(interview, today),
        "is_low_interest": interview.interest == interview.Interest.LOW,
        "noted": noted,
        "problem": problem,
        "problem_in": problem_in,
        "token": links.follow_up_token(follow_up),
        **what_to_write(follow_up, at, today),
        **frame(follow_up),
        **answers(follow_up, at),
        **offers(follow_up, at, today),
        **reminders(follow_up, at),
        **the_result(follow_up, at),
    }


def what_to_write(follow_up, at, today) -> dict:
    """What can be written now: a letter once begun, or with its questions answered, is the first thing to do."""
    write = writing(follow_up, at)
    return {
        "write": write,
        "is_begun": bool(write.get("letter") or write.get("has_debrief")),
        "is_late": today > follow_up.interview.held_on + LETTER_FITS_FOR,
    }


def frame(follow_up, proof="") -> dict:
    """What the foot of every page behind a link needs: who asks, and the languages (`followups/seeker/frame.html`)."""
    candidate = follow_up.interview.candidate
    return {
        "counselor": candidate.counselor.name,
        "office": candidate.office,
        "languages": [{"code": code, "name": LANGUAGE_NAMES[code]} for code, _name in settings.LANGUAGES],
        "language": candidate.language,
        "proof": proof,
    }


def state_of(follow_up, at) -> str:
    """Return which page it is: one for each status, one before the interview, one for what a result ended."""
    if follow_up.is_open and at < follow_up.interview.held_at:
        return FUTURE
    return RESULT if follow_up.was_closed_by_outcome else follow_up.status


def answers(follow_up, at) -> dict:
    """What is known, and whether it can still be taken back."""
    return {
        "sent_on": day_words(follow_up.sent_on) if follow_up.sent_on else "",
        "method": choices.METHODS.get(follow_up.method, ""),
        "reason": choices.REASONS.get(follow_up.reason, ""),
        "outcome": choices.OUTCOMES.get(follow_up.outcome, ""),
        "can_undo": follow_up.can_be_undone_by_seeker(at),
        "can_undo_outcome": follow_up.can_outcome_be_undone_by_seeker(at),
    }


def offers(follow_up, at, today) -> dict:
    """The choices behind each button."""
    held_on = follow_up.interview.held_on
    return {
        "methods": choices.METHODS.items(),
        "reasons": choices.REASONS.items(),
        "outcomes": choices.OUTCOMES.items(),
        "other_outcomes": [(value, words) for value, words in choices.OUTCOMES.items() if value != follow_up.outcome],
        "offers_yesterday": held_on < today,
        "offers_earlier": held_on < today - DAY,
        "first_day": held_on.isoformat(),
        "today": today.isoformat(),
        "moments": reminder_choices(follow_up, at),
        "last_day": follow_up.link_ends_at.astimezone(follow_up.interview.office.zone).date().isoformat(),
    }


def reminders(follow_up, at) -> dict:
    """Whether mail goes out about this interview, and the plan: when and where they want to write."""
    candidate = follow_up.interview.candidate
    why_not = rules.not_by_mail(candidate, facts.stops([candidate]))
    wish = schedule.wishes_of(follow_up).filter(planned_at__gt=at).first()
    return {
        "gets_no_mail": why_not == Nudge.Skip.OPTED_OUT,
        "is_stopped": follow_up.reminders_stopped_at is not None,
        "can_be_reminded": not why_not,
        "reminder": moment_words(wish.planned_at, follow_up.interview.office.zone) if wish else "",
        "place": wording.PLACES[wish.place] if wish and wish.place else "",
        "places": places(wish.place) if wish else [],
    }


def places(chosen: str) -> list[tuple]:
    """Return the places to choose from; once one is chosen, the others and none."""
    others = [(place, words) for place, words in wording.PLACES.items() if place != chosen]
    return [*others, (choices.NO_PLACE, choices.JUST_REMIND)] if chosen else others


def the_result(follow_up, at) -> dict:
    """Whether the page begins with the question what came of the interview, and when a mail asks it next."""
    question = follow_up.nudges.planned().filter(kind=Nudge.Kind.OUTCOME).first()
    zone = follow_up.interview.office.zone
    return {
        "asks_for_result": is_result_wanted(follow_up, at),
        "asks_again": day_words(question.try_at.astimezone(zone).date()) if question and question.try_at > at else "",
        "asks_now": question is not None and question.try_at <= at,
        "is_waiting": follow_up.outcome == FollowUp.Outcome.WAITING,
        "is_good_news": follow_up.outcome in (FollowUp.Outcome.OFFER, FollowUp.Outcome.HIRED),
        "link_ends": day_words(follow_up.link_ends_at.astimezone(zone).date()),
    }
