"""Phone numbers as people read them, and as links that a phone dials."""

from django import template
from django.utils.html import format_html

register = template.Library()


@register.filter
def spoken(number):
    """Return a number as it is read out: `713 555 0142 ext. 7`, with its country code if it is not an American one."""
    if not number:
        return ""
    digits = str(number.national_number)
    if number.country_code != 1 or len(digits) != 10:
        return number.as_international
    ending = f" ext. {number.extension}" if number.extension else ""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}{ending}"


@register.filter
def phone_link(number):
    """Return a number as a link that dials it, extension and all."""
    if not number:
        return ""
    ending = f";ext={number.extension}" if number.extension else ""
    link = f"tel:+{number.country_code}{number.national_number}{ending}"
    return format_html('<a class="nowrap" href="{}">{}</a>', link, spoken(number))
