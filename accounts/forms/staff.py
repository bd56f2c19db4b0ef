"""A member of staff as an administrator sets them up, and finding one."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from workforce.text import LineFormField

OFF = {"autocomplete": "off"}
NEED_AN_OFFICE = (User.Role.COUNSELOR, User.Role.MANAGER)


class OfficesField(forms.ModelMultipleChoiceField):
    """Offices to tick, with their counties."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, office):
        return f"{office.name} ({office.county})"


class StaffForm(forms.ModelForm):
    """Who somebody is, what they do, where, and whether they may sign in. Everything else is theirs alone."""

    class Meta:
        model = User
        fields = ["name", "email", "role", "offices", "language", "is_active"]
        field_classes = {"offices": OfficesField}
        widgets = {"offices": forms.CheckboxSelectMultiple}
        error_messages = {
            "name": {"required": _("Type their name.")},
            "email": {"required": _("Type their e-mail address.")},
            "role": {"required": _("Choose what they do.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["offices"].queryset = Office.objects.all()
        self.fields["email"].help_text = _("They sign in with it, and answers to reminders reach them there.")
        self.fields["language"].help_text = _("Of their pages. They can change it in the menu under their name.")
        # Whoever leaves it out leaves it as it is.
        self.fields["language"].required = False
        self.fields["is_active"].help_text = _(
            "Take the tick off when somebody leaves: they are signed out at once, and their password no longer works."
        )
        for name in ("name", "email"):
            self.fields[name].widget.attrs |= OFF
        if not self.instance.pk:
            del self.fields["is_active"]

    def clean_email(self):
        """Sign-in looks for small letters. Asked here so that the complaint stands beside the field."""
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Somebody already signs in with this e-mail address."))
        return email

    def clean(self):
        super().clean()
        needs_office = self.cleaned_data.get("role") in NEED_AN_OFFICE
        if needs_office and "offices" not in self.errors and not self.cleaned_data.get("offices"):
            self.add_error("offices", _("Choose at least one office: counselors and managers belong to one."))
        return self.cleaned_data


class StaffFilter(forms.Form):
    """Finds staff by name or e-mail."""

    q = LineFormField(label=_("Name or e-mail"), required=False, max_length=100)

    def filter(self, staff):
        text = self.cleaned_data.get("q", "")
        return staff.filter(Q(name__icontains=text) | Q(email__icontains=text)) if text else staff
