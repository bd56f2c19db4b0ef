"""Approving a text, saying it in new words, and retiring it."""

import datetime

from django.db import transaction

from accounts.models import Office, User
from followups.models import Wording, WordingVersion
from followups.wordings.uses import in_use


class ChangedMeanwhile(Exception):
    """Somebody else changed the text after the page was opened. `version` is what it says now."""

    def __init__(self, version: WordingVersion):
        self.version = version


class StillUsed(Exception):
    """The text is still what something says. `where` names what, a line for each."""

    def __init__(self, where: list[str]):
        self.where = where


@transaction.atomic
def add(*, kind: str, office: Office | None, name: str, texts: dict, by: User, at: datetime.datetime) -> Wording:
    """Make a new approved text."""
    wording = Wording.objects.create(kind=kind, office=office, name=name)
    wording.versions.create(number=1, texts=texts, made_by=by, made_at=at)
    return wording


@transaction.atomic
def change(wording: Wording, *, name: str, texts: dict, seen: int, by: User, at: datetime.datetime) -> bool:
    """Let the text say something else from now on, as a new version; return whether anything is new.

    `seen` is the number of the version that was changed. Raise ChangedMeanwhile if it is not the current one.
    """
    wording = Wording.objects.select_for_update().get(pk=wording.pk)
    current = wording.current
    is_same = (name, texts) == (wording.name, current.texts)
    if is_same:
        return False
    if current.number != seen:
        raise ChangedMeanwhile(current)
    Wording.objects.filter(pk=wording.pk).update(name=name)
    if texts != current.texts:
        wording.versions.filter(is_current=True).update(is_current=False)
        wording.versions.create(number=current.number + 1, texts=texts, made_by=by, made_at=at)
    return True


@transaction.atomic
def retire(wording: Wording, *, user: User, at: datetime.datetime):
    """Offer the text no more. Raise StillUsed if something still says it; retiring it twice is harmless."""
    wording = Wording.objects.select_for_update().get(pk=wording.pk)
    where = in_use(wording, user)
    if where:
        raise StillUsed(where)
    Wording.objects.filter(pk=wording.pk, retired_at=None).update(retired_at=at)
