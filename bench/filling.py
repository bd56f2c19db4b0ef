"""Fills the tables for measuring: one seeker is made by the product, the others are copies, made by the database."""

from django.db import connection, connections, transaction
from django.utils import timezone

from accounts.models import Region, User
from candidates.models import Candidate, Interview
from followups.models import Entry, FollowUp, Nudge
from followups.tests.builders import days, hours, make_candidate, make_follow_up, make_office_at_all_hours, make_user

COUNSELOR = "counselor@bench.example.com"
FILLED = (Candidate, Interview, FollowUp, Nudge, Entry)
EMPTIED = ("candidates_candidate", "followups_claim", "followups_pass")


def fill(number: int):
    """Empty the tables and make `number` seekers with one nudge due each, of an office that sends at all hours."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(EMPTIED)} CASCADE")
        follow_up = make_one()
        # Copies of rows that are right are right: no trigger has to look at each.
        cursor.execute("SET LOCAL session_replication_role = replica")
        copy_all(follow_up, number - 1)
    Region.objects.update(brake_floor=number)
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM ANALYZE {', '.join(model._meta.db_table for model in FILLED)}")


def make_one() -> FollowUp:
    """Return the follow-up whose first reminder has been due for an hour."""
    counselor = User.objects.filter(email=COUNSELOR).first()
    counselor = counselor or make_user(office=make_office_at_all_hours(), email=COUNSELOR, name="Maria Lopez")
    return make_follow_up(make_candidate(counselor), held_at=timezone.now() - days(1) - hours(1))


def copy_all(follow_up: FollowUp, number: int):
    email = "'seeker' || copy || '@bench.example.com'"
    key = f"encode(sha256(({email})::bytea), 'hex')"
    candidate, interview = follow_up.interview.candidate_id, follow_up.interview_id
    copy_rows(Candidate.objects.filter(pk=candidate), number, email=email, email_key=key)
    copy_rows(Interview.objects.filter(pk=interview), number, candidate_id="candidate_id + copy")
    of_interview = {"interview_id": "interview_id + copy", "link_key": "gen_random_uuid()"}
    copy_rows(FollowUp.objects.filter(pk=follow_up.pk), number, **of_interview)
    for rows in (Nudge.objects, Entry.objects):
        copy_rows(rows.filter(follow_up=follow_up), number, follow_up_id="follow_up_id + copy")


def copy_rows(rows, number: int, **values):
    """Copy each of `rows` so many times. `values` are SQL by column, in which `copy` counts the copies from 1.

    Rows that were made together stay together: a copy's number is that of its row, so many times as many further on.
    """
    table, columns = rows.model._meta.db_table, [field.column for field in rows.model._meta.concrete_fields]
    pks = list(rows.values_list("pk", flat=True))
    values = {"id": f"id + copy * {len(pks)}", **values}
    with connections[rows.db].cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)})"
            f" SELECT {', '.join(values.get(column, column) for column in columns)}"
            f" FROM {table}, generate_series(1, %s) copy WHERE id = ANY(%s)",
            [number, pks],
        )
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
