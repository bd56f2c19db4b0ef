"""A phrase to pick, and the filling of its placeholders."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as translated

PLACEHOLDER = re.compile(r"\{(\w+)\}(\.?)")


@dataclass(frozen=True)
class Phrase:
    """One thing to say: its name in the database, its label in lists, and its English as it stands in the letter."""

    name: str
    label_english: str
    english: str

    @property
    def label(self):
        """The few words to pick it by, in the language that is active when they are shown."""
        return translated(self.label_english)

    @property
    def meaning(self):
        """What the English says, in the language that is active when it is shown."""
        return translated(self.english)


def filled(template: str, values: dict[str, str]) -> str:
    """Return `template` with its placeholders filled; what a value holds is never read as one.

    A value that ends its sentence itself ("Smith Inc.") takes no second full stop.
    """

    def value(found):
        words = " ".join(values[found[1]].split())
        return words if words.endswith((".", "!", "?")) else words + found[2]

    return PLACEHOLDER.sub(value, template)
