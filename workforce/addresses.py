"""E-mail addresses: which ones mail can be sent to, and how two of them are told to be the same."""

import hashlib
import hmac
import re
from functools import lru_cache

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from workforce.text import clean_line

LOCAL_PART_LENGTH = 64
IN_ANGLES = re.compile(r"^.*<([^<>\s]+@[^<>\s]+)>$")

validate_shape = EmailValidator(message=_("Enter one e-mail address, like name@example.com."), allowlist=[])


@lru_cache(maxsize=4096)
def clean_email(text: str) -> str:
    """Return the address with its domain in ASCII. Raise ValidationError with a sentence that helps to mend it."""
    # A pasted trailing line break is harmless; one inside would forge a header.
    if re.search(r"[\r\n\u2028\u2029]", text.strip()):
        raise ValidationError(_("Enter one e-mail address, like name@example.com."), code="invalid")
    address = clean_line(text)
    pasted = IN_ANGLES.match(address)
    if pasted:
        raise ValidationError(_("Enter only the address: %(address)s"), code="display", params={"address": pasted[1]})
    local, _at, domain = address.rpartition("@")
    if not local.isascii():
        raise ValidationError(
            _("Our mail cannot reach an address with accents before the @. Ask for another one."), code="ascii"
        )
    address = f"{local}@{ascii_domain(domain)}"
    if len(local) > LOCAL_PART_LENGTH or "[" in domain or "." not in domain:
        raise ValidationError(validate_shape.message, code="invalid")
    validate_shape(address)
    return address


def ascii_domain(domain: str) -> str:
    """Return an international domain in the form that mail servers know (`bücher.test` gives `xn--bcher-kva.test`)."""
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


def address_key(email: str) -> str:
    """Return what stands for an address where the address itself must not be kept: 64 hex digits, whatever its case.

    An HMAC under a key of its own, so that it cannot be guessed from a list of addresses (DESIGN section 7).
    """
    normalised = email.strip().casefold().encode()
    return hmac.new(settings.SUPPRESSION_KEY.encode(), normalised, hashlib.sha256).hexdigest()


class EmailFormField(forms.EmailField):
    """An e-mail input that refuses what no mail server delivers."""

    default_validators = []

    def to_python(self, value):
        value = super().to_python(value)
        return clean_email(value) if value else value


class EmailField(models.EmailField):
    """An address that mail can be sent to."""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": EmailFormField, **kwargs})
