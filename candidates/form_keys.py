"""The key that a form carries, so that sending it twice does one thing."""

import uuid


def key_of(request) -> uuid.UUID:
    """Return the key that came with the form; a new one for a form that is about to be shown."""
    try:
        return uuid.UUID(request.POST.get("form_key", ""))
    except ValueError:
        return uuid.uuid4()
