"""What the list of job seekers shows."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from candidates.models import Candidate
from workforce.text import LineFormField


def offices_of(user):
    if user.is_manager:
        return [(office.pk, office.name) for office in user.own_offices]
    return Office.objects.visible_to(user).values_list("pk", "name")


class ListFilter(forms.Form):
    """Search and filters. What somebody puts into the address that is no choice here counts as not chosen."""

    MINE, OFFICE = "mine", "office"

    q = LineFormField(label=_("Name, e-mail or phone"), max_length=100, required=False)
    scope = forms.ChoiceField(
        label=_("Whose"), choices=[(MINE, _("My job seekers")), (OFFICE, _("The whole office"))], required=False
    )
    office = forms.ChoiceField(label=_("Office"), required=False)
    status = forms.ChoiceField(label=_("Status"), choices=[("", _("All")), *Candidate.Status.choices], required=False)
    language = forms.ChoiceField(label=_("Language"), choices=[("", _("All")), *settings.LANGUAGES], required=False)

    def __init__(self, data, *, user):
        super().__init__(data)
        self.user = user
        if user.is_counselor:
            del self.fields["office"]
            return
        del self.fields["scope"]
        offices = sorted(offices_of(user), key=lambda office: office[1])
        self.fields["office"].choices = [("", _("All offices")), *offices]
        if len(offices) < 2:
            del self.fields["office"]

    @property
    def is_caseload(self):
        """Tell whether the list is the counselor's own caseload, which it is unless they ask for more."""
        return self.user.is_counselor and self.cleaned_data.get("scope") != self.OFFICE

    @property
    def is_narrowed(self):
        return any(self.cleaned_data.get(name) for name in ("q", "office", "status", "language")) or "q" in self.errors

    def filter(self, queryset):
        """Narrow the rows by what was chosen. Call `is_valid` first; an unsearchable text finds nobody."""
        if "q" in self.errors:
            return queryset.none()
        if self.is_caseload:
            queryset = queryset.filter(counselor=self.user)
        for name in ("office", "status", "language"):
            if self.cleaned_data.get(name):
                queryset = queryset.filter(**{name: self.cleaned_data[name]})
        return queryset.search(self.cleaned_data.get("q", ""))
