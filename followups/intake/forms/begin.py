"""Which letter to begin: to whom, what and by which way."""

from django import forms
from django.utils.translation import gettext_lazy as _

from followups.intake.what_to_send import KIND_NAMES, WAYS, unnamed_of
from followups.letters.begin import begin
from followups.models import Letter

CHOOSE = _("Choose one.")


def choice(label, choices):
    errors = {"required": CHOOSE, "invalid_choice": CHOOSE}
    return forms.ChoiceField(label=label, choices=choices, error_messages=errors)


class BeginForm(forms.Form):
    """The button of an advised message sends the same as somebody who chooses for themselves."""

    contact = forms.ChoiceField(
        label=_("Who is it for?"),
        required=False,
        error_messages={"invalid_choice": _("This person was taken off the list. Choose again.")},
    )
    kind = choice(_("What will you send?"), KIND_NAMES.items())
    way = choice(_("How will it go?"), WAYS.items())

    def __init__(self, data=None, *, follow_up):
        super().__init__(data)
        self.follow_up = follow_up
        self.contacts = {str(row.pk): row for row in follow_up.interview.contacts.all()}
        named = [(pk, row.name) for pk, row in self.contacts.items()]
        self.fields["contact"].choices = [*named, ("", unnamed_of(follow_up))]
        # Who was met is shown first, and not the nameless one that an empty field would choose.
        self.fields["contact"].initial = next(iter(self.contacts), "")

    def begin(self, *, by, at) -> Letter:
        """Begin the letter, or return the one that was begun already."""
        found = self.cleaned_data
        return begin(self.follow_up, found["kind"], self.contacts.get(found["contact"]), found["way"], by=by, at=at)
