"""Finding what is due costs the same in a table of ten thousand follow-ups and of ten million, on PostgreSQL."""

import json
import time
from statistics import median

from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench import filling
from bench.figures import Figure
from followups.models import FollowUp
from followups.nudges import claim, guard

SIZES = {"small": 10_000, "middle": 1_000_000, "large": 10_000_000}
DUE = 1_000
# Of a hundred follow-ups so many are open and wait for a step that is still to come.
WAITING = 2
ROUNDS, TIMES = 5, 20
EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON)"
INDEX = "follow_up_step_due"

COPIED = {
    "interview_id": "interview_id + copy",
    # One after the other, so that the index grows at its end: ten million would take an hour at random.
    "link_key": "lpad(to_hex(copy), 32, '0')::uuid",
    "status": "CASE WHEN {is_open} THEN 'open' ELSE 'missed' END",
    "closed_at": "CASE WHEN NOT {is_open} THEN now() END",
    "closed_on": "CASE WHEN NOT {is_open} THEN current_date END",
    "next_step_at": "CASE WHEN {is_due} THEN now() - copy %% 1000 * interval '1 second'"
    " WHEN {is_open} THEN now() + interval '1 hour' + copy %% 1000000 * interval '1 second' END",
}


def measure():
    """Fill a database of each size and ask each for the 500 that are due first, in turn."""
    filling.fill(1)
    try:
        for name, size in SIZES.items():
            make_database(name, size)
        yield from figures(timezone.now())
    finally:
        for name in SIZES:
            drop_database(name)


def figures(at):
    found = in_turn({name: lambda name=name: list(claim.due(at).using(name)[: claim.BATCH]) for name in SIZES})
    [counted] = in_turn({"large": guard.due(at).using("large").count}).values()
    times = {name: milliseconds(plans) for name, plans in found.items()}
    yield Figure("due-steps", times["large"], "ms in 10 million", "<= 2", times["small"])
    yield Figure("due-steps-million", times["middle"], "ms in 1 million", "<= 2", times["small"])
    every = [plan for plans in found.values() for plan in plans]
    yield Figure("due-steps-buffers", max(buffers(plan) for plan in every), "buffers for 500 rows", "<= 510")
    yield Figure("due-steps-count", milliseconds(counted), "ms to count 1,000 in 10 million", "<= 0.5")
    wrong = sorted({fault for plan in [*every, *counted] for fault in faults(plan)})
    yield Figure("due-steps-plan", len(wrong), f"faults in the plan {wrong or ''}".strip(), "<= 0")


def make_database(name, size):
    """Copy the database with its one follow-up, and that follow-up `size` times; 1,000 of the copies are due."""
    began = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {connection.settings_dict['NAME']}")
    connections.databases[name] = connection.settings_dict | {"NAME": name}
    is_due = f"copy %% {size // DUE} = 0"
    words = {"is_due": is_due, "is_open": f"({is_due} OR copy %% 100 < {WAITING})"}
    rows = FollowUp.objects.using(name)
    [copied] = rows.values_list("pk", flat=True)
    with connections[name].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("ALTER TABLE followups_followup SET (autovacuum_enabled = off)")
        filling.copy_rows(rows, size, **{column: value.format(**words) for column, value in COPIED.items()})
        cursor.execute("DELETE FROM followups_followup WHERE id = %s", [copied])
        cursor.execute("VACUUM (FREEZE, ANALYZE) followups_followup")
    print(f"(made {size:,} follow-ups in {time.monotonic() - began:.0f} s)", flush=True)


def drop_database(name):
    if name in connections.databases:
        connections[name].close()
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")


def in_turn(asks) -> dict[str, list[dict]]:
    """Return the plans of each query by the name of its database; a busy moment of the machine hits all alike."""
    plans = {name: [] for name in asks}
    for _round in range(ROUNDS):
        for name, ask in asks.items():
            with CaptureQueriesContext(connections[name]) as caught:
                ask()
            plans[name] += [explain(name, caught.captured_queries[0]["sql"]) for _time in range(TIMES)]
    return plans


def explain(name, sql) -> dict:
    """Return what the database tells of running a query once."""
    with connections[name].cursor() as cursor:
        cursor.execute(f"{EXPLAIN} {sql}")
        [told] = cursor.fetchone()[0]
    return json.loads(told) if isinstance(told, str) else told


def milliseconds(plans) -> float:
    return round(median(plan["Execution Time"] for plan in plans), 3)


def buffers(plan) -> int:
    return plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"]


def faults(plan) -> set[str]:
    """Return what is wrong with a plan: it must read the partial index alone, in one process, without compiling."""
    steps = list(steps_of(plan["Plan"]))
    wrong = {step["Node Type"] for step in steps if step["Node Type"] in ("Seq Scan", "Gather", "Gather Merge")}
    if INDEX not in {step.get("Index Name") for step in steps}:
        wrong.add(f"without {INDEX}")
    return wrong | ({"JIT"} & plan.keys())


def steps_of(step):
    yield step
    for below in step.get("Plans", []):
        yield from steps_of(below)


MEASUREMENTS = {"due-steps": measure}
