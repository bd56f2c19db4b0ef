"""Is this job seeker here already?"""

from django.db.models import Q

from candidates.models import Candidate
from workforce.addresses import address_key
from workforce.text import words

SHOWN = 5


def twins_of(candidate: Candidate, user) -> list[Candidate]:
    """Return those whom the user may see with the same e-mail address, or the same name and phone."""
    same = Q()
    if candidate.email:
        same |= Q(email_key=address_key(candidate.email))
    if candidate.phone:
        same |= Q(phone=candidate.phone)
    if not same:
        return []
    found = Candidate.objects.visible_to(user).filter(same).exclude(pk=candidate.pk).select_related("office")[:50]
    return [other for other in found if is_twin(candidate, other)][:SHOWN]


def is_twin(candidate: Candidate, other: Candidate) -> bool:
    """Tell whether two records look like one person. A shared phone alone does not: families have one."""
    if candidate.email and address_key(candidate.email) == other.email_key:
        return True
    return words(candidate.full_name) == words(other.full_name)
