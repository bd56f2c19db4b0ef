"""Probes."""

from workforce.health import healthz


def test_a_probe_is_answered_without_signing_in_and_without_the_database(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_a_probe_reads_and_never_writes(rf):
    assert healthz(rf.post("/healthz")).status_code == 405
