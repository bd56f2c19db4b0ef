"""The questions of the debrief, in words that a counselor can read aloud; the seeker's page asks the same."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from candidates.models import Contact, Interview
from followups.letters import phrases
from followups.models import Debrief


@dataclass(frozen=True)
class Question:
    """What is asked, a line of help, and the phrases to pick from, by their names."""

    asked: str
    help: str
    known: dict

    @property
    def choices(self) -> list[tuple]:
        return [(phrase.name, phrase.label) for phrase in self.known.values()]


QUESTIONS = {
    "moment": Question(
        _("What was a good moment of the interview?"),
        _("Something you talked about, saw or tried there. It shows that the letter is for them alone."),
        phrases.MOMENTS,
    ),
    "why": Question(_("Why do you want this job?"), _("One good reason is enough."), phrases.WHYS),
    "concern": Question(
        _("What may they worry about?"),
        _("Write what to say. Nothing about health, records or family."),
        phrases.CONCERNS,
    ),
    "strength": Question(
        _("What did you not get to say?"),
        _("Something you know, can do or like that helps in this job."),
        phrases.STRENGTHS,
    ),
}
INTERESTS = {
    Interview.Interest.HIGH: _("Very much"),
    Interview.Interest.MEDIUM: _("It would be fine"),
    Interview.Interest.LOW: _("Not much"),
    Interview.Interest.NOT_ASKED: _("No answer"),
}
ROLES = {
    Contact.Role.INTERVIEWER: _("interviewer"),
    Contact.Role.HIRING_MANAGER: _("hiring manager"),
    Contact.Role.ASSISTANT: _("assistant or front desk"),
    Contact.Role.RECRUITER: _("recruiter"),
    Contact.Role.OTHER: _("somebody else there"),
}


@dataclass(frozen=True)
class Answer:
    """What was said to one question: the phrase that was picked, and their own words."""

    asked: str
    picked: str
    words: str


def answers_of(debrief: Debrief) -> list[Answer]:
    """Return what was said, in the order of the questions; nothing for those that were left open."""
    answers = [
        Answer(question.asked, picked_in(debrief, name), getattr(debrief, f"{name}_words"))
        for name, question in QUESTIONS.items()
    ]
    return [answer for answer in answers if answer.picked or answer.words]


def picked_in(debrief: Debrief, name: str) -> str:
    """Return the phrase that was picked for a question, in the active language."""
    phrase = QUESTIONS[name].known.get(getattr(debrief, name))
    return str(phrase.label) if phrase else ""
