"""The tools that test and measure: what they add up, what they keep, what they are made of."""

import hashlib
import json
from collections import Counter

import pytest

from bench.figures import Figure, keep
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
