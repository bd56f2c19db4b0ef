"""Reading the bounce mailbox: fetch, understand, act, and only then put the message away.

A crash in between makes the same message be read again, and so may two readers at once: acting twice is harmless.
"""

import imaplib
import logging
from collections import Counter
from collections.abc import Callable

from django.db import InterfaceError, OperationalError

from followups.bounces import report
from followups.bounces.fate import Fate, act_on
from followups.bounces.mailbox import CannotRead, Mailbox
from workforce.environment import ImapMailbox

log = logging.getLogger(__name__)

HANDLED = "Handled"
FOR_A_PERSON = "Not understood"
STAYS = (Fate.TOO_EARLY, Fate.BROKEN)


def read_mailbox(address: ImapMailbox, now: Callable) -> Counter:
    """Act on each message of the mailbox and put it away; return how many met which fate. Raise CannotRead."""
    fates = Counter()
    try:
        with Mailbox(address) as mailbox:
            for number, raw in mailbox.messages():
                fate = handle(raw, now)
                fates[fate] += 1
                if fate not in STAYS:
                    mailbox.put(number, FOR_A_PERSON if fate == Fate.FOR_A_PERSON else HANDLED)
    except (OSError, imaplib.IMAP4.error) as error:
        raise CannotRead(f"the connection broke off ({type(error).__name__}) after: {in_words(fates)}") from error
    return fates


def handle(raw: bytes, now: Callable) -> Fate:
    """Act on one message; one that cannot be noted stays for the next time."""
    try:
        return act_on(report.read(raw), now())
    except (OperationalError, InterfaceError) as error:
        raise CannotRead(f"the database cannot be reached ({type(error).__name__})") from error
    except Exception as error:
        # Its text could name an address.
        log.error("A mail that came back could not be noted: %s", type(error).__name__)
        return Fate.BROKEN


def in_words(fates: Counter) -> str:
    """Return the counts as a line: they alone are told, nothing of the messages."""
    return ", ".join(f"{count} {fate.value}" for fate, count in sorted(fates.items())) or "no mail came back"
