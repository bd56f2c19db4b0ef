"""`{% load reports %}`: numbers of a report with their way to the list behind them. Needs `links` in the context."""

from django import template
from django.utils.html import format_html

register = template.Library()


@register.simple_tag(takes_context=True)
def behind(context, measure, **narrowed):
    """Write the address of the list behind a number; nothing for who may not see it."""
    return context["links"].behind(measure, **narrowed)


@register.simple_tag(takes_context=True)
def count(context, number, measure, **narrowed):
    """Write a count as a link to the interviews that it counts."""
    url = context["links"].behind(measure, **narrowed) if number else ""
    return format_html('<a href="{}">{}</a>', url, number) if url else number


@register.simple_tag(takes_context=True)
def report_url(context, **changed):
    """Write the address of this report with something changed."""
    return context["links"].report(**changed)
