"""Whose interview it was: somebody whom the counselor looks after, or a job seeker who is new."""

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.forms.seeker import SeekerForm
from candidates.models import Candidate
from workforce.text import LineFormField, fold

SHOWN = 10


class PickForm(forms.Form):
    """Finds the job seeker by what was typed, with or without the script that fills in `candidate`.

    After cleaning `found` is the job seeker, or `matches` are those whom the text could mean.
    """

    seeker = LineFormField(
        label=_("Job seeker"),
        max_length=150,
        required=False,
        help_text=_("Type part of the name, the e-mail or the phone number."),
    )
    candidate = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**63 - 1)
    match = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    def __init__(self, *args, user, at, is_new, url, **kwargs):
        super().__init__(*args, **kwargs)
        self.writable = Candidate.objects.writable_by(user, at).select_related("office", "counselor")
        self.is_new, self.found, self.matches, self.has_more = is_new, None, [], False
        self.fields["seeker"].widget.attrs |= {
            "autocomplete": "off",
            "autofocus": not self.is_bound,
            "data-typeahead-url": url,
            "data-typeahead-into": "candidate",
            "data-typeahead-count": _("{n} job seekers found"),
            "data-typeahead-list": _("Job seekers"),
        }

    def clean(self):
        super().clean()
        text = self.cleaned_data.get("seeker")
        if text:
            self.find(text)
        elif not self.is_new and "seeker" not in self.errors:
            self.add_error("seeker", _("Type who it was, or add a new job seeker below."))
        return self.cleaned_data

    def find(self, text):
        self.found = self.picked(text) or self.only_match(text)
        if self.is_new and (self.found or self.matches):
            self.found, self.matches = None, []
            sentence = _("Empty this field if the job seeker is new, or empty the fields of the new job seeker.")
            self.add_error("seeker", sentence)
        elif self.matches:
            self.add_error("seeker", _("Several job seekers match. Choose one."))
        elif not self.found and not self.is_new:
            self.add_error("seeker", _("None of your job seekers matches. Check the spelling, or add a new one below."))

    def picked(self, text):
        """Return the one that the script filled in, unless the text was changed afterwards."""
        chosen = self.writable.filter(pk=self.cleaned_data.get("candidate")).first()
        return chosen if chosen and fold(chosen.full_name) == fold(text) else None

    def only_match(self, text):
        matches = list(self.writable.search(text)[: SHOWN + 1])
        chosen = [row for row in matches if row.pk == self.cleaned_data.get("match")]
        exact = [row for row in matches if fold(row.full_name) == fold(text)]
        for few in (chosen, exact, matches):
            if len(few) == 1:
                return few[0]
        self.matches, self.has_more = matches[:SHOWN], len(matches) > SHOWN
        return None


class NewSeekerForm(SeekerForm):
    """A new job seeker in the middle of logging an interview: counts only once something is typed into it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix="new", empty_permitted=True, use_required_attribute=False, **kwargs)

    def has_changed(self):
        return bool({"full_name", "call_name", "email", "phone", "agreed"} & set(self.changed_data))
