from dataclasses import dataclass
from functools import cached_property

from followups.letters.checks.finding import Finding
from followups.letters.checks.sentences import Sentence, sentences_of, words_of
from followups.letters.facts import Facts


@dataclass(frozen=True)
class Reading:
    """A letter cut up once, for all checks; `facts` is what the record says."""

    text: str
    greeting: str
    subject: str
    facts: Facts

    @cached_property
    def sentences(self) -> list[Sentence]:
        return sentences_of(self.text)

    @cached_property
    def parts(self) -> dict[str, list[Sentence]]:
        """The sentences of each part; greeting and subject count as one sentence each."""
        return {"greeting": whole(self.greeting), "subject": whole(self.subject), "text": self.sentences}

    @cached_property
    def last_paragraph(self) -> Sentence | None:
        """The first sentence of the last paragraph: most say the next step there."""
        start = self.text.rstrip().rfind("\n\n")
        return next((sentence for sentence in self.sentences if sentence.start > start), None)

    @cached_property
    def known(self) -> frozenset[str]:
        """The words of the record: whoever writes one of them means it."""
        facts = self.facts
        recorded = " ".join((facts.employer, facts.job, facts.seeker, facts.to_name, *facts.names))
        return frozenset(key for word in words_of(recorded) for key in (word.key, word.bare))


def whole(line):
    return [Sentence(0, len(line), line, words_of(line))] if line.strip() else []


def found(check: str, sentence: Sentence, words: str, part: str = "text") -> Finding:
    return Finding(check, sentence.start, sentence.end, sentence.text, words, part)


def at_end(check: str, text: str, words: str, part: str = "text") -> Finding:
    """A finding about what is missing altogether: it has a place but no sentence."""
    return Finding(check, len(text), len(text), "", words, part)
