"""Logs that can be kept: one record is one line, and no link's token stands in them."""

import logging
import re

TOKEN_IN_PATH = re.compile(r"/(f|u|password/reset/key)/[^/\s\"?]+")


def hide_tokens(text: str) -> str:
    """Return `text` with the token of each seeker's or password's link replaced by dots: `/f/.../`."""
    return TOKEN_IN_PATH.sub(r"/\1/...", text)


class HideTokens(logging.Filter):
    """Rewrites each record so that no link that lets somebody in can be read from a log."""

    def filter(self, record):
        record.msg = hide_tokens(record.getMessage())
        record.args = None
        return True


class OneLineFormatter(logging.Formatter):
    """Writes line breaks of the message as `\\n`; a traceback follows on lines of its own."""

    def formatMessage(self, record):  # noqa: N802 - the name is logging's
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")
