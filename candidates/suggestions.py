"""What is offered while somebody types: the best few, those that begin with the words first."""

from django.core.exceptions import ValidationError
from django.db.models import Case, Count, Value, When

from candidates.models import Employer
from candidates.templatetags.phones import spoken
from workforce.text import clean_line, fold, words

SHOWN = 8
LONGEST = 100


def searchable(text: str) -> str:
    """Return what was typed as it may be searched for; "" for what nobody types."""
    try:
        return clean_line(text[:LONGEST])
    except ValidationError:
        return ""


def first(**condition):
    """Order rows for which the condition holds before the others."""
    return Case(When(**condition, then=Value(0)), default=Value(1))


def candidates(queryset, text: str) -> list[dict]:
    """Return those of the queryset whom the text finds, with what tells two of one name apart."""
    text = searchable(text)
    if not text:
        return []
    begins = first(search_text__startswith=fold(text))
    found = queryset.search(text).select_related("office").order_by(begins, "search_text", "pk")[:SHOWN]
    return [{"id": row.pk, "label": row.full_name, "detail": detail_of(row)} for row in found]


def detail_of(candidate) -> str:
    parts = [spoken(candidate.phone), candidate.email, candidate.office.name]
    return " · ".join(filter(None, parts))


def employers(text: str) -> list[dict]:
    """Return the employers that the text finds, the most met first among those that begin with it."""
    key = words(searchable(text))
    if not key:
        return []
    found = Employer.objects.search(key).annotate(met=Count("interviews"))
    begins = first(name_key__startswith=key)
    rows = found.order_by(begins, "-met", "name", "city")[:SHOWN]
    return [{"id": row.pk, "label": row.name, "detail": row.city} for row in rows]
