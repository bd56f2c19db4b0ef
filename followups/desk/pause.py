"""Who may pause the reminders of one job seeker."""

from accounts.models import User
from candidates.models import Candidate


def may_pause(user: User, candidate: Candidate, at) -> bool:
    """Tell whether the user may: the counselor, one who covers, or a manager of the office."""
    if user.is_manager:
        return user.offices.filter(pk=candidate.office_id).exists()
    return candidate.is_writable_by(user, at)
