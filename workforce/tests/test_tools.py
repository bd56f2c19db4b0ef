"""The tools that test and measure: what they add up, what they keep, what they are made of."""

import email
import hashlib
import json
import smtplib
from collections import Counter
from email import policy

import pytest

from bench import __main__ as bench
from bench import batch_prototype, due_steps, filling, naive, plain_mail
from bench.figures import Figure, keep, table
from bench.sink import Sink
from followups.models import Delivery, FollowUp, Nudge
from followups.nudges import dispatch, mails, wording
from followups.nudges.clock import database_now
from workforce.tests import axe, run


def test_axe_core_is_the_file_that_was_published():
    listed = (axe.SOURCE.parent / "SHA256SUMS").read_text().split()

    assert hashlib.sha256(axe.SOURCE.read_bytes()).hexdigest() == listed[listed.index("axe.min.js") - 1]


@pytest.mark.parametrize(
    ("codes", "code"),
    [([0, 0, 0], 0), ([0, 5, 0], 0), ([5, 5, 5], 5), ([0, 1, 0], 1), ([5, 5, 2], 2), ([0, 0, 143], 143)],
)
def test_one_bad_part_makes_the_whole_run_bad(codes, code):
    assert run.result(codes) == code


def test_the_sum_of_a_run_counts_errors_as_failed():
    counts = [Counter(tests=10, failures=1, errors=2, skipped=0), Counter(tests=5, skipped=1), Counter()]

    assert run.summary(counts, 61.4).startswith("==== 11 passed, 3 failed, 1 skipped in 61s")


def test_a_report_that_was_never_written_counts_nothing(tmp_path):
    assert run.count(tmp_path / "none.xml") == Counter()


@pytest.mark.parametrize(
    ("facts", "ok"),
    [
        ({"value": 12, "reference": 10, "target": "<= 1.25"}, True),
        ({"value": 13, "reference": 10, "target": "<= 1.25"}, False),
        ({"value": 60, "reference": 100, "target": ">= 0.7"}, False),
        ({"value": 6, "target": "<= 6"}, True),
    ],
)
def test_a_figure_is_judged_by_its_ratio_or_else_by_itself(facts, ok):
    assert Figure("pages-list", unit="ms", **facts).ok is ok


def test_a_new_figure_replaces_the_old_one_and_leaves_the_others(tmp_path):
    file = tmp_path / "var" / "bench.json"
    keep([Figure("a", 1, "ms", "<= 1"), Figure("b", 1, "ms", "<= 1")], file)

    keep([Figure("b", 2, "ms", "<= 1")], file)

    assert [(entry["name"], entry["value"], entry["ok"]) for entry in json.loads(file.read_text())] == [
        ("a", 1, True),
        ("b", 2, False),
    ]


def test_the_figures_that_were_kept_make_a_table(tmp_path):
    file = tmp_path / "bench.json"
    keep([Figure("a-rate", 12, "mails/s", ">= 2", 10), Figure("b", 1.5, "ms", "<= 2")], file)

    assert table(file).splitlines()[2:] == [
        "| a-rate | 12 mails/s | 10 | 1.2 | >= 2 | **missed** |",
        "| b | 1.5 ms |  |  | <= 2 | met |",
    ]


MEASUREMENTS = ("nudges-rate", "nudges-rate-two", "nudges-whole")


@pytest.mark.parametrize(
    ("words", "asked_for"),
    [
        ([], list(MEASUREMENTS)),
        (["nudges"], list(MEASUREMENTS)),
        (["nudges-rate"], ["nudges-rate", "nudges-rate-two"]),
        (["nudges-rate-two"], ["nudges-rate-two"]),
        (["nudges-whole-twice", "due-steps"], ["nudges-whole"]),
        (["pages"], []),
    ],
)
def test_only_what_was_asked_for_is_measured(words, asked_for):
    assert bench.asked_for(MEASUREMENTS, words) == asked_for


def test_a_bench_that_there_is_not_is_refused_before_anything_starts(capsys):
    assert bench.main(["nudges", "nugdes-rate"]) == 2

    assert "no bench nugdes-rate" in capsys.readouterr().err


def test_the_sink_tells_what_it_took_and_what_came_twice():
    message = "Message-ID: <{0}@example.org>\r\nX: y\r\n\r\nHello\r\n"
    with Sink() as sink, smtplib.SMTP("127.0.0.1", sink.port) as smtp:
        for number, recipient in enumerate(["a@example.org", "b@example.org", "b@example.org"]):
            smtp.sendmail("o@example.org", [recipient], "X: y\r\n" + message.format(min(number, 1)))
        taken = sink.taken()
        sink.forget()

        assert (taken["messages"], taken["twice"], taken["recipients"]) == (3, 1, 2)
        assert sink.taken()["messages"] == 0


GOOD_PLAN = {"Plan": {"Node Type": "Limit", "Plans": [{"Node Type": "Index Scan", "Index Name": due_steps.INDEX}]}}


@pytest.mark.parametrize(
    ("plan", "faults"),
    [
        (GOOD_PLAN, set()),
        (GOOD_PLAN | {"JIT": {}}, {"JIT"}),
        ({"Plan": {"Node Type": "Gather", "Plans": [GOOD_PLAN["Plan"]]}}, {"Gather"}),
        ({"Plan": {"Node Type": "Seq Scan"}}, {"Seq Scan", f"without {due_steps.INDEX}"}),
    ],
)
def test_a_plan_reads_the_partial_index_alone(plan, faults):
    assert due_steps.faults(plan) == faults


@pytest.fixture
def filled(transactional_db):
    """Three seekers as they are measured: one that the product made, and two copies."""
    filling.fill(3)
    return list(Nudge.objects.filter(position=1).select_related(*batch_prototype.WHAT_A_MAIL_TELLS))


def send_naively():
    naive.look.apply()
    return Delivery.objects.count()


DESIGNS = {
    "ours": lambda: dispatch.run(database_now).mails["sent"],
    "prototype": lambda: batch_prototype.run(database_now),
    "naive": send_naively,
}


@pytest.mark.postgres
@pytest.mark.parametrize("design", DESIGNS)
def test_each_design_sends_each_copy_its_mail_once(settings, monkeypatch, smtp_server, filled, design):
    monkeypatch.setattr(naive.send, "delay", naive.send)

    sent = DESIGNS[design]()

    assert sent == 3
    assert len({mail.envelope_to[0] for mail in smtp_server.messages}) == len(smtp_server.messages) == 3
    assert set(Nudge.objects.filter(position=1).values_list("state", flat=True)) == {Nudge.State.SENT}
    assert not FollowUp.objects.with_step_due(database_now()).exists()


@pytest.mark.postgres
def test_the_other_designs_send_the_very_mail_that_ours_sends(filled):
    wording.give_versions(filled)
    at = database_now()
    delivery = batch_prototype.make_delivery(filled[0].follow_up.interview.candidate, None, at)

    theirs = read(plain_mail.write(delivery, filled[:1], at))
    ours = read(mails.build(delivery, filled[:1], at=at).as_bytes())

    assert headers_of(theirs) == headers_of(ours)
    assert parts_of(theirs) == parts_of(ours)


def read(message):
    return email.message_from_bytes(message, policy=policy.default)


def headers_of(mail):
    """The headers but for the line between the parts, which Django makes up each time."""
    return {name: value.strip() for name, value in mail.items() if name != "Content-Type"}


def parts_of(mail):
    return [part.get_content().strip() for part in mail.iter_parts()]
