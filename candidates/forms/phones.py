"""Phone numbers as people type them."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from workforce.text import clean_line

# One number and perhaps one extension. libphonenumber alone would find a number inside almost any text.
ONE_NUMBER = re.compile(r"^\+?[0-9 ().\-\u2010-\u2013]{7,30}((ext\.?|x|#|,|;ext=) *[0-9]{1,6})?$", re.IGNORECASE)
HOW = _("Type one number with its area code, like 713 555 0142 or 713 555 0142 ext. 7.")


class PhoneFormField(PhoneNumberField):
    """A phone input that takes one number, American unless it begins with +, and keeps its extension."""

    default_error_messages = {"invalid": HOW}

    def to_python(self, value):
        typed = clean_line(value) if isinstance(value, str) else value
        if isinstance(typed, str) and typed and not ONE_NUMBER.match(typed):
            raise ValidationError(HOW, code="invalid")
        number = super().to_python(typed)
        if number and not number.is_valid():
            raise ValidationError(HOW, code="invalid")
        return number
