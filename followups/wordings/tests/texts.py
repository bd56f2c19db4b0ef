"""A text that nothing is wrong with, and the form that sends it."""

from django.utils import timezone

from followups.models import Wording
from followups.wordings import acts
from followups.wordings.forms import field_name

TEXTS = {
    "en": {"subject": "{name}, shall we?", "text": "{interview} Write today.", "button": "Answer"},
    "es": {"subject": "{name}, ¿vamos?", "text": "{interview} Escriba hoy.", "button": "Responda"},
    "vi": {"subject": "{name}, bắt đầu nhé?", "text": "{interview} Hãy viết hôm nay.", "button": "Trả lời"},
}


def form_data(name="Friendly reminder", **facts):
    """What a browser sends; `text_en=…` takes the place of a part."""
    said = {field_name(part, code): text for code, parts in TEXTS.items() for part, text in parts.items()}
    return {"name": name, **said, **facts}


def make_wording(office=None, by=None, kind=Wording.Kind.NUDGE, name="Friendly reminder"):
    return acts.add(kind=kind, office=office, name=name, texts=TEXTS, by=by, at=timezone.now())
