"""E-mail addresses that were probably mistyped: worth a question, never a refusal."""

import difflib

from django.contrib import messages
from django.utils.translation import gettext as _

# Where most job seekers have their mailbox.
COMMON = (
    *("gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "aol.com", "live.com", "msn.com"),
    *("comcast.net", "att.net", "sbcglobal.net", "verizon.net", "bellsouth.net", "suddenlink.net"),
)
# Real ones that only look like a slip.
REAL = (
    *("mail.com", "ymail.com", "email.com", "gmx.com", "me.com"),
    *("hotmail.es", "yahoo.es", "outlook.es", "yahoo.com.vn"),
)
LIKENESS = 0.75


def likely_meant(email: str) -> str:
    """Return the address that was probably meant (`a@gmail.com` for `a@gmial.con`); "" if this one looks right."""
    local, _at, domain = email.rpartition("@")
    domain = domain.lower()
    if not domain or domain in COMMON or domain in REAL:
        return ""
    meant = difflib.get_close_matches(domain, COMMON, n=1, cutoff=LIKENESS)
    return f"{local}@{meant[0]}" if meant else ""


def ask_about_typo(request, email: str) -> None:
    """Ask on the next page about an address that was probably mistyped."""
    meant = likely_meant(email)
    if meant:
        text = _("Please check the e-mail %(typed)s: is it %(meant)s?")
        messages.warning(request, text % {"typed": email, "meant": meant})
