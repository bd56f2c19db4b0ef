"""What is to be mended in a letter: deterministic rules, each with the sentence and how to mend it.

`CHECKS` lists them in the order in which they are shown; each is a function that takes a `Reading` and yields
findings, and its docstring is its rule. A check must raise nothing on any of the good letters of
`followups/letters/tests/corpus/` and find what is planted in the bad ones: a false alarm in front of a job seeker costs
more than a miss. Nothing says that a letter comes late.
"""

from followups.letters.checks.employer import misspelt_employer
from followups.letters.checks.finding import Finding
from followups.letters.checks.frame import no_greeting, no_subject, twice_framed, wrong_contact
from followups.letters.checks.language import not_english
from followups.letters.checks.manner import begging, blame, money, private, repeated, shouting
from followups.letters.checks.people import greeting_to_another, misspelt_person
from followups.letters.checks.placeholders import placeholders
from followups.letters.checks.reading import Reading
from followups.letters.checks.size import too_long, too_short, word_count
from followups.letters.checks.substance import no_answer, no_detail
from followups.letters.facts import Facts, facts_of

__all__ = ["CHECKS", "Facts", "Finding", "facts_of", "findings", "word_count"]

CHECKS = (
    *(no_greeting, no_subject, placeholders, greeting_to_another, misspelt_person, misspelt_employer),
    *(no_detail, no_answer, too_long, too_short, not_english, private, money, begging, blame),
    *(shouting, repeated, twice_framed, wrong_contact),
)
PARTS = ("greeting", "subject", "text")


def findings(text: str, facts: Facts, greeting: str = "", subject: str = "") -> list[Finding]:
    """Return what is to be mended, in the order in which it stands; at one place in the order of CHECKS."""
    letter = Reading(text, greeting, subject, facts)
    found = [finding for check in CHECKS for finding in check(letter)]
    return sorted(found, key=lambda finding: (PARTS.index(finding.part), finding.start))
