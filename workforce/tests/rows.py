"""What stands in the database, to tell whether a request changed anything."""

from django.apps import apps
from django.contrib.sessions.models import Session

from accounts.models import AuditEntry

# Reading a page writes these two, and only these.
WRITTEN_BY_READING = (AuditEntry, Session)


def all_rows() -> dict[str, list]:
    """Return the rows of each table, save those that reading writes."""
    models = [model for model in apps.get_models() if model not in WRITTEN_BY_READING and model._meta.managed]
    return {model._meta.label: sorted(model._default_manager.values_list(), key=str) for model in models}
