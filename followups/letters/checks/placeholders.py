import re

from django.utils.translation import gettext as _

from followups.letters.checks.reading import found
from followups.letters.frame import SAY_IN_ENGLISH

# Where a draft keeps a place for what was said in another language.
OWN_WORDS = SAY_IN_ENGLISH.rstrip(".")
PLACEHOLDER = re.compile(
    r"""
      \[[^\[\]]{0,300}+\] | \{[^{}]{0,300}+\} | <[A-Za-z][A-Za-z '/]{1,60}+>  # [what you liked], {name}, <Your Name>
    | [\[\]{}]                                                                # a bracket that lost its other half
    | _{2,}+ | \bX{2,}+\b | \bx{3,}+\b | (?<!\S)\?{2,}+ | \.{5,}+                     # blanks to fill in
    | \b(?:(?:Your|Company|Employer|Business|Interviewer|Manager|Contact|Recipient|Job|Position|First|Last|Full)
        [ ](?:Company|Job|Phone|Full|First|Last|Business)?[ ]?(?:Name|Title|Number|Address)
      | (?:Name|Title)[ ]of[ ](?:Company|Employer|Interviewer|Position|Job)
      | Insert[ ][A-Z]\w{1,20}+ | TBD | [Ll]orem[ ]ipsum)\b
    | \((?:(?:your|company|employer|insert|job|position|interviewer)\ )?
        (?:name|company|employer|date|position|job|title|day|time|phone)\)
    """,
    re.VERBOSE,
)


def placeholders(letter):
    """A blank of the draft is left: brackets of any kind, ___, XX, ???, "Company Name", "(date)".

    Everything in square or curly brackets counts, since nobody writes a letter with them. One finding a sentence.
    Mend it by writing what belongs there, or by taking it out.
    """
    for part, sentences in letter.parts.items():
        for sentence in sentences:
            blank = PLACEHOLDER.search(sentence.text)
            if blank:
                yield found("placeholder", sentence, how_to_fill(blank.group()), part)


def how_to_fill(blank: str) -> str:
    if blank == OWN_WORDS:
        words = _("In place of “%(blank)s”, say in English what the side note says. Your counselor can help.")
    else:
        words = _("Fill in “%(blank)s” with your own words, or take it out.")
    return words % {"blank": blank}
