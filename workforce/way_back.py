"""Back to the page that somebody came from, and never to another site."""

from django.utils.http import url_has_allowed_host_and_scheme


def way_back(said: str, default: str) -> str:
    """Return `said` if it is a path of ours, else `default`."""
    is_ours = said.startswith("/") and url_has_allowed_host_and_scheme(said, allowed_hosts=None)
    return said if is_ours else default
