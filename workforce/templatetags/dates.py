"""`{% load dates %}`: days and moments as people say them, with the exact one on hover and for screen readers.

`today` is the day at the reader's office: `{{ interview.held_at|said:today }}` gives "Tue 17 Nov, 6 days ago".
"""

import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html

from workforce import dates

register = template.Library()


@register.filter(expects_localtime=False)
def said(when, today):
    """Write "Tue 17 Nov, 6 days ago"."""
    return marked_up(when, dates.say(when, today)) if when else ""


@register.filter(expects_localtime=False)
def on_day(when, today):
    """Write "Tue 17 Nov", with the year when it is far away."""
    return marked_up(when, dates.say_day(when, today)) if when else ""


@register.filter(expects_localtime=False)
def at_moment(when, today):
    """Write "Tue 17 Nov, 2:30 p.m."."""
    return marked_up(when, dates.say_moment(when, today), hidden="") if when else ""


@register.filter(expects_localtime=False)
def distance(when, today):
    """Write "6 days ago"."""
    return dates.say_distance(when, today) if when else ""


@register.filter(expects_localtime=False)
def in_form(when, form):
    """Write "November 2026" for the form "month", "17 Nov" for "short day of the year"; those of dates.py."""
    return dates.say_in_form(when, form)


def marked_up(when, words, hidden=None):
    """Return `words` as a <time>; `hidden` is read out after them (the time of day, unless the words say it)."""
    if not isinstance(when, datetime.datetime):
        return format_html('<time datetime="{}" title="{}">{}</time>', when.isoformat(), dates.say_exactly(when), words)
    moment = timezone.localtime(when)
    if hidden is None:
        hidden = format_html('<span class="usa-sr-only">, {}</span>', dates.say_time(moment))
    return format_html(
        '<time datetime="{}" title="{}">{}{}</time>',
        moment.isoformat(timespec="minutes"),
        dates.say_exactly(moment),
        words,
        hidden,
    )
