from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.models import User

HOMES = {
    User.Role.COUNSELOR: "desk",
    User.Role.MANAGER: "reports",
    User.Role.REGIONAL: "reports",
    User.Role.ADMINISTRATOR: "operations",
}


@require_safe
def home(request):
    """Send each role to the page that it comes for."""
    return redirect(HOMES[request.user.role])
