"""From the debrief's answers to the draft of a letter, by templates and rules: nothing is claimed that was not said.

A letter is English. Beside each paragraph stands its meaning in the language that is active, and as a side note what
the seeker said in another language; in the letter a placeholder in [brackets] keeps its place.
"""

import datetime
from dataclasses import dataclass, replace

from django.utils.translation import get_language

from candidates.models import Contact, Interview
from followups.letters import frame
from followups.letters.advice import INTERVIEWERS, goes_through_recruiter
from followups.letters.english import is_english, is_surely_english
from followups.letters.frame import Setting
from followups.letters.own_words import as_title
from followups.letters.said import Own, Said, why_lines
from followups.models import Debrief, FollowUp, Letter

THANKS, WHY, CONCERN, STRENGTH, NEXT = "thanks", "why", "concern", "strength", "next"
WORDS_ON_A_CARD = 60
# A letter that would be longer leaves out what is only polite.
WORDS_IN_A_LETTER = 250
LONGEST_SUBJECT, LONGEST_GREETING = 150, 200
HIRING_MANAGER, RECRUITER = "Hiring Manager", "Recruiter"
INTEREST_LINES = {
    Interview.Interest.HIGH: [frame.VERY_INTERESTED],
    Interview.Interest.MEDIUM: [frame.INTERESTED],
}


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: its part in the letter, what it says, what that means, and what is still to be put in English.

    `meaning` is "" where English is read anyway; `note` is "" where nothing is to be translated.
    """

    part: str
    text: str
    meaning: str
    note: str


@dataclass(frozen=True)
class Draft:
    """A letter to begin with."""

    greeting: str
    subject: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True)
class Case:
    """What a letter is drafted from, besides the answers."""

    interview: Interview
    debrief: Debrief | None
    contact: Contact | None
    contacts: tuple[Contact, ...]
    decides_on: datetime.date | None
    # Without the lines that are only polite.
    is_brief: bool = False

    @property
    def is_to_interviewer(self) -> bool:
        return self.contact is not None and self.contact.role in INTERVIEWERS

    @property
    def is_to_helper(self) -> bool:
        """Whether it goes to somebody who did not interview, so far as that is known."""
        return self.is_passed_on or (self.contact is not None and not self.is_to_interviewer)

    @property
    def is_passed_on(self) -> bool:
        is_to_recruiter = self.contact is None or self.contact.role == Contact.Role.RECRUITER
        return is_to_recruiter and goes_through_recruiter(self.contacts, self.debrief)

    @property
    def setting(self) -> Setting:
        met = [contact for contact in self.contacts if contact.role in INTERVIEWERS]
        helpful = [contact.name for contact in met if contact.particularly_helpful]
        return Setting.of(self.interview, self.decides_on, [contact.name for contact in met], helpful)

    def said(self, question: str) -> Said:
        """Return an answer; from a page in another language, "buen equipo" is not taken for English in doubt."""
        is_seekers = self.debrief is not None and self.debrief.filled_by_id is None
        is_in_doubt = is_seekers and self.interview.candidate.language != "en"
        return Said.to(question, self.debrief, is_english=is_surely_english if is_in_doubt else is_english)


def draft_of(
    follow_up: FollowUp,
    debrief: Debrief | None,
    kind: str,
    contact: Contact | None = None,
    on: datetime.date | None = None,
) -> Draft:
    """Return the draft of one message to one contact (None: nobody's name is known), as it is written on a day.

    Its meanings are in the language that is active. A day of deciding that is over by `on` is left out.
    """
    interview = follow_up.interview
    decides_on = debrief and debrief.decides_on
    if decides_on and decides_on < (on or interview.held_on):
        decides_on = None
    contacts = tuple(interview.contacts.all())
    case = Case(interview, debrief, contact, contacts, decides_on)
    return DRAFTS[kind](case)


def strategic(case: Case) -> Draft:
    """Thanks with something specific, why this job, the concern, what was left unsaid, the next step."""
    draft = letter(case, subject_of(case), strategic_parts(case))
    if draft.words > WORDS_IN_A_LETTER and not case.is_brief:
        return strategic(replace(case, is_brief=True))
    return draft


def strategic_parts(case: Case) -> list[tuple]:
    moment, why, concern, strength = [case.said(question) for question in ("moment", "why", "concern", "strength")]
    after_why, *aheads = ["", "", ""] if case.is_brief else [frame.WHY_AFTER, frame.CONCERN_AHEAD, frame.STRENGTH_AHEAD]
    moment_lines = moment.lines(lead=frame.OWN_MOMENT, if_nothing=frame.SAY_MOMENT)
    why_said = why_lines(why, lead=frame.OWN_WHY, after=after_why, if_nothing=frame.SAY_WHY)
    concern_lines = concern.lines(lead=frame.OWN_CONCERN, ahead=aheads[0], if_nothing=frame.SAY_CONCERN)
    strength_lines = strength.lines(lead=frame.OWN_STRENGTH, ahead=aheads[1], if_nothing=frame.SAY_STRENGTH)
    return [
        (THANKS, [*thanks(case), *moment_lines, *helpful(case)], moment),
        (WHY, why_said, why),
        (CONCERN, concern_lines, concern),
        (STRENGTH, strength_lines, strength),
        (NEXT, [frame.TALK_AGAIN, *decides(case), *passed_on(case), frame.THANKS_AGAIN, frame.LOOK_FORWARD], None),
    ]


def short(case: Case) -> Draft:
    """Thanks and good wishes, no more."""
    moment = case.said("moment")
    moment_lines = moment.lines(lead=frame.OWN_MOMENT)
    parts = [
        (THANKS, [first_thanks(case), *moment_lines, *helpful(case)], moment),
        (NEXT, [frame.BEST_WISHES, *passed_on(case)], None),
    ]
    return letter(case, subject_of(case), parts)


def check_in(case: Case) -> Draft:
    """Asks where things stand, some days after the interview; what was left unsaid comes along."""
    moment, strength = case.said("moment"), case.said("strength")
    strength_lines = strength.lines(lead=frame.OWN_STRENGTH, ahead=frame.STRENGTH_AHEAD)
    interest = INTEREST_LINES.get(case.interview.interest, [])
    about_then = [frame.THANKS_ONCE_MORE, *moment.lines(lead=frame.OWN_MOMENT), *helpful(case)]
    parts = [
        (THANKS, [frame.CHECKING_IN, *about_then], moment),
        (STRENGTH, strength_lines, strength),
        (NEXT, [*interest, frame.HOW_IT_STANDS, *passed_on(case), frame.LOOK_FORWARD], None),
    ]
    job = as_title(case.interview.job_title)
    return letter(case, f"Following up on my {job} interview", [part for part in parts if part[1]])


def card(case: Case) -> Draft:
    """A few words that fit on a card, however long the names are."""
    was_helpful = case.contact is not None and case.contact.particularly_helpful
    close = frame.CARD_CLOSE_TO_HELPFUL if was_helpful else frame.CARD_CLOSE
    if case.is_to_interviewer:
        tries = [frame.CARD_TO_INTERVIEWER, frame.CARD_SHORT_TO_INTERVIEWER]
    else:
        tries = [frame.CARD_TO_HELPER, frame.CARD_SHORT]
    cards = [letter(case, "", [(THANKS, [first, close], None)]) for first in tries]
    return next((fits for fits in cards if fits.words <= WORDS_ON_A_CARD), cards[-1])


DRAFTS = {
    Letter.Kind.STRATEGIC: strategic,
    Letter.Kind.SHORT: short,
    Letter.Kind.CHECK_IN: check_in,
    Letter.Kind.CARD: card,
}


# What the kinds share


def letter(case: Case, subject: str, parts: list[tuple]) -> Draft:
    setting = case.setting
    paragraphs = tuple(paragraph(part, lines, said, setting) for part, lines, said in parts)
    return Draft(greeting_of(case), " ".join(subject.split())[:LONGEST_SUBJECT], paragraphs)


def paragraph(part: str, lines: list, said: Said | None, setting: Setting) -> Paragraph:
    reads_english = (get_language() or "en").startswith("en")
    text, meaning = [
        " ".join(line.words if isinstance(line, Own) else fill(line) for line in lines)
        for fill in (setting.say, setting.mean)
    ]
    return Paragraph(part, text, "" if reads_english else meaning, said.foreign if said else "")


def greeting_of(case: Case) -> str:
    """Return `Dear Pat O’Hara,`: the name as it is recorded, since a guessed title offends."""
    name = " ".join(case.contact.name.split()) if case.contact else ""
    name = name or (RECRUITER if case.is_passed_on else HIRING_MANAGER)
    return f"Dear {name[: LONGEST_GREETING - len('Dear ,')]},"


def subject_of(case: Case) -> str:
    """Return the subject of a letter of thanks, with the day where there is room for it."""
    day, job = case.interview.held_on, as_title(case.interview.job_title)
    subject = f"Thank you for the {job} interview"
    dated = f"{subject} on {day:%B} {day.day}"
    return dated if len(dated) <= LONGEST_SUBJECT else subject


def thanks(case: Case) -> list[str]:
    """Return the lines a letter begins with; a recruiter hears no thanks for the talk that others had."""
    is_polite = not case.is_brief and not case.is_to_helper
    return [first_thanks(case), frame.TIME_TAKEN] if is_polite else [first_thanks(case)]


def first_thanks(case: Case) -> str:
    if case.is_to_helper:
        return frame.THANKS_TO_HELPER
    return frame.THANKS_TO_INTERVIEWER if case.contact else frame.THANKS_WITHOUT_NAME


def helpful(case: Case) -> list[str]:
    """Return the line for who was particularly helpful, as far as a letter like this one reaches them."""
    if case.contact and case.contact.particularly_helpful:
        return [frame.HELPFUL]
    has_others = any(contact.particularly_helpful and contact.role in INTERVIEWERS for contact in case.contacts)
    return [frame.HELPFUL_OTHERS] if case.is_passed_on and has_others else []


def decides(case: Case) -> list[str]:
    return [frame.DECIDES] if case.decides_on else []


def passed_on(case: Case) -> list[str]:
    if not case.is_passed_on:
        return []
    has_names = any(contact.role in INTERVIEWERS for contact in case.contacts)
    return [frame.PASS_ON if has_names else frame.PASS_ON_WITHOUT_NAMES]
