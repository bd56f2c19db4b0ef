"""Pages for probes: nobody signs in to read them, and they tell no secret."""

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from followups.nudges import guard
from followups.nudges.clock import database_now


@require_safe
@login_not_required
def healthz(request):
    """The web process answers; nothing else is asked, so pages stay up when the engine is down."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@login_not_required
def readyz(request):
    """One word for each check: the database, its migrations, the engine that sends reminders; 503 if one is not ok."""
    checks = {"database": "ok", "migrations": "unknown", "engine": "unknown"}
    try:
        at = database_now()
        checks["migrations"] = "missing" if are_missing() else "ok"
        checks["engine"] = "silent" if guard.is_silent(at) else "ok"
    except Error:
        # Without the database's tables the engine cannot be asked.
        checks["database"] = "ok" if checks["migrations"] == "missing" else "unreachable"
    lines = "".join(f"{check} {word}\n" for check, word in checks.items())
    return HttpResponse(lines, status=200 if set(checks.values()) == {"ok"} else 503, content_type="text/plain")


def are_missing() -> bool:
    """Tell whether the code knows migrations that this database has not seen."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
