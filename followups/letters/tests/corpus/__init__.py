"""Letters written by hand, good and bad, to try the checks on.

Each file of `bad/` and `good/` holds several. A letter begins with `===` and a line that says what it is about; then
come the facts of the record, one a line, then an empty line, then the text (lines within a paragraph are joined).
`to` is who it goes to, `met` the people met if there were others, `-` an empty field. What is not said is usual: a
strategic letter by e-mail with a greeting and a subject. Each `fault` is what a check must find: its name and the very
sentence (none for what is missing altogether). Nothing else may be found.
"""

from dataclasses import dataclass
from pathlib import Path

from followups.letters.checks import Facts, findings

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """A letter of the corpus with what must be found in it, as pairs of check and sentence."""

    title: str
    text: str
    facts: Facts
    greeting: str
    subject: str
    faults: list[tuple[str, str]]

    def __str__(self):
        return self.title

    def findings(self):
        return findings(self.text, self.facts, greeting=self.greeting, subject=self.subject)

    def found(self):
        return sorted((finding.check, finding.sentence) for finding in self.findings())


def cases_in(kind: str) -> list[Case]:
    """Return the letters of one folder."""
    files = sorted((FOLDER / kind).glob("*.txt"))
    return [case_of(part) for file in files for part in file.read_text().split("=== ")[1:]]


def case_of(part):
    head, _line, body = part.partition("\n\n")
    title, *lines = head.strip().split("\n")
    pairs = [tuple(word.strip() for word in line.partition(":")[::2]) for line in lines]
    facts = dict(pairs)
    faults = [tuple(word.strip() for word in value.partition(":")[::2]) for name, value in pairs if name == "fault"]
    text = "\n\n".join(" ".join(paragraph.split()) for paragraph in body.strip().split("\n\n"))
    greeting = facts.get("greeting", f"Dear {facts['to'] or 'Hiring Manager'},")
    subject = facts.get("subject", "Thank you for the interview")
    return Case(title, text, facts_in(facts), empty(greeting), empty(subject), sorted(faults))


def facts_in(facts):
    names = facts.get("met", facts["to"]).split("; ")
    plain = {name: facts[name] for name in ("employer", "job", "kind", "way", "concern", "moment") if name in facts}
    own = {name: facts[name] for name in ("seeker", "phone", "email") if name in facts}
    return Facts(**plain, **own, to_name=facts["to"], names=tuple(filter(None, names)))


def empty(value):
    return "" if value == "-" else value
