"""An approved text as a manager writes it: subject, text and button in each language."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Office, User
from followups.models import Wording
from followups.wordings import checks
from workforce.text import LineFormField, ParagraphFormField

LABELS = {
    checks.SUBJECT: gettext_lazy("Subject"),
    checks.TEXT: gettext_lazy("Text"),
    checks.BUTTON: gettext_lazy("Words on the button"),
}
REQUIRED = {
    checks.SUBJECT: gettext_lazy("Type the subject in %(language)s."),
    checks.TEXT: gettext_lazy("Type the text in %(language)s."),
    checks.BUTTON: gettext_lazy("Type the words on the button in %(language)s."),
}
HINTS = {
    checks.SUBJECT: gettext_lazy("At most 60 letters. {name} may stand in it, the employer may not."),
    checks.TEXT: gettext_lazy("At most 600 letters, {interview} among them. The mail itself says hello."),
    checks.BUTTON: gettext_lazy("At most 40 letters. It leads to the job seeker’s own page."),
}
TOO_LONG = gettext_lazy("At most %(limit_value)d letters; these are %(show_value)d.")


class WordingForm(forms.Form):
    """A text that is there already: its name, and what it says. `seen` is the version that the page showed."""

    name = LineFormField(
        label=gettext_lazy("Name"),
        max_length=80,
        help_text=gettext_lazy("For your colleagues, when they choose it. Job seekers never see it."),
        error_messages={"required": gettext_lazy("Type a name, so that colleagues can choose it.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, wording: Wording | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.wording = wording
        for code, language in settings.LANGUAGES:
            for part in LABELS:
                self.fields[field_name(part, code)] = part_field(part, code, language)

    def languages(self):
        """Return each language with its name and its fields, for the page."""
        return [
            (code, language, [self[field_name(part, code)] for part in LABELS]) for code, language in settings.LANGUAGES
        ]

    @property
    def for_kind(self) -> str:
        return self.wording.kind

    @property
    def for_office(self) -> Office | None:
        return self.wording.office

    def clean(self):
        super().clean()
        self.say_what_is_missing()
        self.check_name()
        for code, _language in settings.LANGUAGES:
            for part in LABELS:
                self.check_part(field_name(part, code), part)
        return self.cleaned_data

    def say_what_is_missing(self):
        missing = [
            str(language)
            for code, language in settings.LANGUAGES
            if not any(self.data.get(self.add_prefix(field_name(part, code)), "").strip() for part in LABELS)
        ]
        if missing:
            words = _("Missing: %(languages)s. Each mail goes out in the job seeker’s language, so a text needs all.")
            self.add_error(None, words % {"languages": ", ".join(missing)})

    def check_name(self):
        same = Wording.objects.in_use().filter(
            kind=self.for_kind, office=self.for_office, name__iexact=self.cleaned_data.get("name", "")
        )
        if same.exclude(pk=self.wording.pk if self.wording else None).exists():
            self.add_error("name", _("Another text of this kind has this name already."))

    def check_part(self, name: str, part: str):
        text = self.cleaned_data.get(name)
        for fault in checks.faults(part, text, self.for_kind) if text else []:
            self.add_error(name, fault)

    @property
    def texts(self) -> dict:
        """What the valid form says, as a version keeps it."""
        return {
            code: {part: self.cleaned_data[field_name(part, code)] for part in LABELS}
            for code, _language in settings.LANGUAGES
        }


class NewWordingForm(WordingForm):
    """A new text: also whose it is, and what for."""

    seen = None
    kind = forms.ChoiceField(
        label=gettext_lazy("What for"),
        choices=[("", gettext_lazy("Choose")), *Wording.Kind.choices],
        error_messages={"required": gettext_lazy("Choose what the text is for.")},
    )
    office = forms.ModelChoiceField(
        Office.objects.none(),
        label=gettext_lazy("For which office"),
        error_messages={"required": gettext_lazy("Choose the office.")},
    )
    field_order = ["office", "kind", "name"]

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        if user.is_regional_manager:
            del self.fields["office"]
        elif user.is_administrator:
            field.queryset, field.required = Office.objects.all(), False
            field.empty_label = _("The region: for every office")
        else:
            field.queryset = user.offices.all()
            field.initial = user.home_office
            field.empty_label = None

    @property
    def for_kind(self):
        return self.cleaned_data.get("kind", "")

    @property
    def for_office(self):
        return self.cleaned_data.get("office")


def field_name(part: str, language: str) -> str:
    return f"{part}_{language}"


def part_field(part: str, code: str, language: str) -> forms.Field:
    attrs = {"lang": code, "autocomplete": "off"}
    is_text = part == checks.TEXT
    make = ParagraphFormField if is_text else LineFormField
    field = make(
        label=LABELS[part],
        help_text=HINTS[part],
        max_length=checks.LONGEST[part],
        widget=forms.Textarea(attrs={"rows": 5, **attrs}) if is_text else forms.TextInput(attrs=attrs),
        error_messages={"required": REQUIRED[part] % {"language": language}, "max_length": TOO_LONG},
    )
    # Beside the field its language stands above it.
    field.full_label = f"{language}, {LABELS[part].lower()}"
    return field


def initial_of(wording: Wording) -> dict:
    """Return what the form shows of a text as it stands."""
    version = wording.current
    said = {field_name(part, code): texts[part] for code, texts in version.texts.items() for part in LABELS}
    return {"name": wording.name, "seen": version.number, **said}
