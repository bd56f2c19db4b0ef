from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from followups.operations import pauses
from workforce.text import LineFormField


class PauseForm(forms.Form):
    """Where reminders are paused and why. Administrators may leave the office out: everywhere."""

    office = forms.ModelChoiceField(
        Office.objects.none(), label=_("Where?"), error_messages={"required": _("Choose the office to pause.")}
    )
    reason = LineFormField(
        label=_("Why?"),
        max_length=200,
        help_text=_("Colleagues see it on their pages. Name no job seeker."),
        error_messages={"required": _("Say in a few words why, so that a colleague understands it.")},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        office = self.fields["office"]
        office.queryset = pauses.offices_paused_by(user)
        if user.is_administrator:
            office.required, office.empty_label = False, _("Everywhere, all offices")
        else:
            office.empty_label = _("Choose an office")
