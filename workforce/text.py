"""Text as people type or paste it, made safe to store, to show and to put into a mail header.

What cannot be seen is removed (zero-width characters, soft hyphens, direction overrides), odd spaces become one
space, and what is never typed on purpose (NUL, other control characters, a line break inside a line) is refused.
"""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

# Zero-width joiner (200D) and variation selectors stay: they hold emoji and some scripts together.
INVISIBLE = re.compile(
    "[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
BREAKS = re.compile("[\\s\u0085\u2028\u2029]+")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def clean_line(text: str) -> str:
    """Return `text` in NFC, trimmed. Raise ValidationError if it holds a line break or control characters."""
    text = text.strip()
    if re.search(r"[\r\n]", text):
        raise ValidationError(_("Type this on one line."), code="lines")
    if CONTROLS.search(text):
        raise ValidationError(_("This has characters that cannot be shown. Type it again by hand."), code="control")
    return BREAKS.sub(" ", unicodedata.normalize("NFC", INVISIBLE.sub("", text))).strip()


def clean_text(text: str) -> str:
    """Return `text` in NFC with its lines kept. Raise ValidationError if it holds control characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(clean_line(line) for line in lines).strip()


def legible(text: str) -> str:
    """Return `text` in NFC without what cannot be shown, for a file that would break on it; nothing is refused."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    shown = (BREAKS.sub(" ", CONTROLS.sub("", INVISIBLE.sub("", line))) for line in lines)
    return unicodedata.normalize("NFC", "\n".join(line.strip() for line in shown))


def legible_line(text: str) -> str:
    """Return what is legible of `text` on one line."""
    return " ".join(legible(text).split("\n")).strip()


# Letters that do not decompose, and apostrophes and hyphens: people type `OBrien-Nunez` for `O’Brien‑Núñez`.
FOLDS = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "'": "", "’": "", "‘": "", "ʼ": "", "‐": "-", "‑": "-", "–": "-"})


def fold(text: str) -> str:
    """Return `text` as it is searched and compared: small letters without accents (`Nguyễn Đức` gives `nguyen duc`)."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(FOLDS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words(text: str) -> str:
    """Return the folded words of `text` with single spaces and no punctuation, to tell what is the same."""
    return " ".join(re.findall(r"\w+", fold(text).replace("&", " and ")))


def id_in(text: str) -> int | None:
    """Return the id that an address names as `text`; None for what can be none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


class LineFormField(forms.CharField):
    """A text input for one line."""

    def to_python(self, value):
        value = super().to_python(value)
        return clean_line(value) if value else value


class ParagraphFormField(forms.CharField):
    """A text area."""

    widget = forms.Textarea

    def to_python(self, value):
        value = super().to_python(value)
        return clean_text(value) if value else value


class LineField(models.CharField):
    """A line of text that its forms clean."""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": LineFormField, **kwargs})


class ParagraphField(models.TextField):
    """Lines of text that their forms clean."""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": ParagraphFormField, **kwargs})
