"""Input that breaks things, each with the outcome that is wanted. All of it is invented."""

import json
from pathlib import Path

FOLDER = Path(__file__).parent
MILLION = "@@REPEAT:q:1000000@@"


def emails():
    return json.loads((FOLDER / "emails.json").read_text())


def phones():
    return json.loads((FOLDER / "phones.json").read_text())


def naughty():
    """Return the text for each name; what stands for a million letters is written out."""
    return {name: entry["text"].replace(MILLION, "q" * 1_000_000) for name, entry in naughty_entries().items()}


def naughty_entries():
    return json.loads((FOLDER / "naughty_strings.json").read_text())
