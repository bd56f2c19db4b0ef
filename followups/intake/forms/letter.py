"""A letter as it is typed and what a button of its page asks for: one form, at the desk and behind the link."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import fields_for_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followups.intake.days import EARLIER, TODAY, YESTERDAY, day_sent
from followups.letters.composer import paragraphs_of
from followups.letters.page import FIELDS
from followups.models import Letter
from workforce.text import ParagraphFormField, clean_text, id_in

LONGEST_TEXT = Letter._meta.get_field("text").max_length
SAVE, AUTOSAVE = "save", "autosave"
# What a button says: its act, and for some what it is about, as in "sent post today" or "bring_back 3".
ACTS = {SAVE, AUTOSAVE, "sent", "take_back", "bring_back"}
STAFF_ACTS, SEEKER_ACTS = ACTS | {"comment"}, ACTS | {"share", "keep_private"}
LABELS = {
    "greeting": gettext_lazy("Greeting"),
    "subject": gettext_lazy("Subject"),
    "to_name": gettext_lazy("Their name"),
    "to_email": gettext_lazy("Their e-mail"),
    "to_address": gettext_lazy("Their postal address"),
    "return_address": gettext_lazy("Your postal address"),
}
MISSING = gettext_lazy("Something was missing. Press one of the buttons.")


class LetterForm(forms.Form):
    """What is typed comes with every button, so none of them loses it; the text as one `paragraph` for each box.

    `changes` is what of it can be saved: one mistyped address does not keep the rest from being kept.
    """

    edition = forms.IntegerField(min_value=1, required=False)
    comment = ParagraphFormField(max_length=1_000, required=False)
    sent_on_email = forms.DateField(required=False)
    sent_on_post = forms.DateField(required=False)
    witnessed = forms.BooleanField(required=False)
    # The page showed what somebody else had saved meanwhile, and says that it stays among the versions.
    both = forms.BooleanField(required=False)

    def __init__(self, data, *, letter, acts, at):
        super().__init__(data)
        self.letter, self.acts, self.at = letter, acts, at
        shown = [name for name in FIELDS if name in data]
        self.fields.update(fields_for_model(Letter, shown, labels=LABELS))
        self.act, _space, self.about = data.get("act", "").partition(" ")
        self.boxes = data.getlist("paragraph") if "paragraph" in data else paragraphs_of(letter.text)
        self.box_errors = {}

    @property
    def changes(self) -> dict:
        """What was typed and is in order."""
        if not self.cleaned_data.get("edition"):
            return {}
        return {name: self.cleaned_data[name] for name in (*FIELDS, "text") if name in self.cleaned_data}

    @property
    def typed(self) -> dict:
        """What stands in the fields: as it was typed, in order or not."""
        return {name: self.data.get(name, getattr(self.letter, name)) for name in FIELDS}

    def clean(self):
        found = super().clean()
        is_typed = "paragraph" in self.data or any(name in self.data for name in FIELDS)
        if self.act not in self.acts or (is_typed and not found.get("edition")):
            raise ValidationError(MISSING)
        if "paragraph" in self.data:
            self.clean_boxes()
        if self.act == "comment" and not found.get("comment") and "comment" not in self.errors:
            self.add_error("comment", _("Type what you want to say about the letter."))
        if self.act == "sent":
            self.clean_day()
        if self.act == "bring_back":
            self.find_version()
        return found

    def clean_boxes(self):
        cleaned = []
        for number, text in enumerate(self.boxes, start=1):
            try:
                cleaned += paragraphs_of(clean_text(text))
            except ValidationError as error:
                self.box_errors[number] = error.message
        text = "\n\n".join(cleaned)
        if len(text) > LONGEST_TEXT:
            self.add_error(None, _("The letter is far too long to be kept. Make it shorter."))
        elif self.box_errors:
            self.add_error(None, _("One paragraph could not be saved."))
        else:
            self.cleaned_data["text"] = text

    def clean_day(self):
        """Read "post today": the way it went, and the day."""
        way, _space, day = self.about.partition(" ")
        if way not in Letter.Way.values or day not in (TODAY, YESTERDAY, EARLIER):
            raise ValidationError(MISSING)
        interview = self.letter.follow_up.interview
        today = interview.office.local_day(self.at)
        sent_on = day_sent(day, self.cleaned_data.get(f"sent_on_{way}"), today)
        if not sent_on or not interview.held_on <= sent_on <= today:
            raise ValidationError(
                _("Choose the day on which it went out: not before the interview, and not ahead of time.")
            )
        self.cleaned_data |= {"way": way, "sent_on": sent_on}

    def find_version(self):
        self.version = self.letter.versions.filter(number=id_in(self.about)).first()
        if not self.version:
            raise ValidationError(_("There is no such version of this letter."))
