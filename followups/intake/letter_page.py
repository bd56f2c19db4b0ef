"""The page of a letter, the same at the desk and behind the link: what it shows, and how it answers a button."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from accounts.models import User
from followups.intake import letters
from followups.intake.forms.letter import AUTOSAVE, LetterForm
from followups.letters import page
from followups.models import Letter


def redirected(url: str, _show: Callable) -> HttpResponse:
    return HttpResponseRedirect(url, status=303)


@dataclass(frozen=True)
class Side:
    """Where the page stands: its template and classes, its addresses by name, and who presses its buttons.

    `by` is None for the job seeker. `say` and `say_day` put a moment and a day in words. `go_on` ends an act: it gets
    the address to go to, and what shows the page at once.
    """

    template: str
    acts: set[str]
    urls: dict[str, str]
    look: dict[str, str]
    say: Callable
    say_day: Callable
    by: User | None = None
    frame: dict = field(default_factory=dict)
    go_on: Callable = redirected


def show(request, letter: Letter, side: Side, at, *, status=200, **said):
    """Show the whole page; `said` is what a button did, or why it did not."""
    version = said.pop("version", None)
    known = {name: said.pop(name) for name in ("form", "noted") if name in said}
    context = page.context(letter, at, say=side.say, by=side.by, version=version, **known)
    context["sent_words"] = side.say_day(letter.sent_on) if letter.sent_on else ""
    context["is_typing"] = side.frame["can_write"] and not letter.is_sent
    context["unsaved"] = "" if context["is_typing"] else unsaved_of(letter, known.get("form"))
    context |= {"urls": side.urls, "look": side.look, **side.frame, **said}
    return render(request, side.template, context, status=status)


def answer(request, letter: Letter, side: Side, at):
    """Do what the button says; show the page again if it could not be done, with all that was typed."""
    form = LetterForm(request.POST, letter=letter, acts=side.acts, at=at)
    done = letters.answer(form, by=side.by, at=at)
    if form.act == AUTOSAVE:
        return show_live(request, letter, side, at, form, done)
    if done.noted:
        return go_on(request, letter, side, at, form, done.noted)
    said = {"refused": done.refused, "conflict": conflict_of(letter, side, done)}
    return show(request, letter, side, at, form=form, status=done.status, **said)


def unsaved_of(letter, form) -> str:
    """Return what was typed in a letter that takes no more text, if it is another one than went out."""
    text = form.changes.get("text", "") if form else ""
    return "" if text == letter.text else text


def go_on(request, letter, side, at, form, noted):
    """Go to the page as it is now; a comment that was begun and not sent stays on it."""

    def show_now():
        return show(request, letter, side, at, noted=noted, begun_comment=begun)

    begun = form.data.get("comment", "") if form.act != "comment" else ""
    return show_now() if begun else side.go_on(f"{side.urls['letter']}?noted={noted}", show_now)


def show_live(request, letter, side, at, form, done):
    """Answer the script that saves while somebody types: what stands beside the boxes, and whether it was saved."""
    context = page.live(letter, at, form) | {"look": side.look, "urls": side.urls, **side.frame}
    context |= {
        "is_seeker": side.by is None,
        "refused": done.refused,
        "conflict": conflict_of(letter, side, done),
        "is_saved": bool(done.noted),
    }
    return render(request, "followups/letters/live.html", context, status=done.status)


def conflict_of(letter, side, done):
    return page.conflict(letter, side.say, side.by) if done.is_conflict else None
