"""What a browser sends from the page of the debrief: what stood there when it was opened, and what was typed."""

from followups.intake.forms.debrief import DebriefForm
from followups.models import FollowUp

WORDS = "The head cook showed me the smoker and let me taste the brisket."


def opened(follow_up, at) -> dict:
    """Return what the untouched form sends."""
    form = DebriefForm(follow_up=fresh(follow_up), at=at)
    shown = {name: form[name].value() for name in form.fields}
    before = {f"initial-{name}": shown[name] for name, field in form.fields.items() if field.show_hidden_initial}
    sent = {name: value for name, value in {**shown, **before}.items() if value not in (None, False)}
    return {name: value if isinstance(value, list) else str(value) for name, value in sent.items()}


def filled(follow_up, at, **changes) -> DebriefForm:
    """Return the form as somebody sends it who changed this and that."""
    return DebriefForm({**opened(follow_up, at), **changes}, follow_up=fresh(follow_up), at=at)


def fresh(follow_up):
    return FollowUp.objects.select_related("interview__office", "interview__candidate").get(pk=follow_up.pk)
