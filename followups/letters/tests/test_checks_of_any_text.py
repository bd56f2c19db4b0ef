"""Whatever somebody types, the checks answer, name the place, and take a time that grows with the length alone."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followups.letters.checks import CHECKS, Facts, findings
from followups.letters.checks.reading import Reading

FACTS = Facts(
    employer="Gulf Grill & Sons",
    names=("Pat O’Hara", "Nguyễn Thị Ánh"),
    to_name="Pat O’Hara",
    job="Line cook",
    concern="I live far away",
    moment="You showed me the smoker.",
    seeker="Trần Văn Đức",
    phone="7135550142",
    email="duc@example.com",
)
LENGTH = 10_000
# The slowest of these takes 0.2 s, 10,000 characters of usual letters half of that.
AT_MOST = 2  # seconds of the processor
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
bits = st.sampled_from(
    [
        "Dear ",
        "Mr.",
        "...",
        "[",
        "]",
        "{",
        "\n\n",
        "Gulf Gril",
        "O’",
        "’s",
        "&",
        "!!",
        "___",
        "a",
        " ",
        "Ánh",
        "é",
        "🙂",
        "‮ab",
        "٣",
    ]
)
patched = st.lists(st.one_of(bits, st.text(max_size=8)), max_size=60).map("".join)
HOSTILE = {
    "brackets": "[" * LENGTH,
    "open brackets with words": "[a " * (LENGTH // 3),
    "dots": "." * (LENGTH - 1) + "a",
    "marks": "!?" * (LENGTH // 2) + "a",
    "quotes after a dot": "." + "”" * LENGTH + "a",
    "empty lines": "\n" * LENGTH + "a",
    "blank lines": " \n\t" * (LENGTH // 3),
    "spaces": "a" + " " * LENGTH + "b",
    "one word": "a" * LENGTH,
    "capitals": "A" * LENGTH,
    "apostrophes": "a'" * (LENGTH // 2),
    "hyphens": "a-" * (LENGTH // 2),
    "dots between": "a." * (LENGTH // 2),
    "short sentences": "Go on. " * (LENGTH // 7),
    "underscores": "_" * LENGTH,
    "x": "X" * LENGTH + "y",
    "digits": "1" * LENGTH,
    "digits and hyphens": "1-" * (LENGTH // 2),
    "at": "a@" * (LENGTH // 2),
    "addresses": "a@b.c." * (LENGTH // 6),
    "dollars": "need $1,1" * (LENGTH // 9),
    "my last": "my last " * (LENGTH // 8),
    "i am": "i am not so " * (LENGTH // 12),
    "thank you": "thank you a a " * (LENGTH // 14),
    "employer": "Gulf Gril and Son " * (LENGTH // 18),
    "half an employer": "Gulf " * (LENGTH // 5),
    "names": "Pat OHarra " * (LENGTH // 11),
    "different words": " ".join(f"Gulf{number}Gril" for number in range(LENGTH // 12)),
    "closings": "\nbest" * (LENGTH // 5),
    "combining": "a" + "\u0301" * LENGTH,
    "emoji": "🙂" * LENGTH,
    "right to left": "שלום " * (LENGTH // 5),
    "vietnamese": "tôi muốn làm việc " * (LENGTH // 18),
}


def quoted(finding, **parts):
    return parts[finding.part][finding.start : finding.end]


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(text, patched), greeting=patched, subject=patched, kind=st.sampled_from(["strategic", "card"]))
def test_any_text_is_checked_and_every_finding_quotes_it(text, greeting, subject, kind):
    facts = Facts(**{**FACTS.__dict__, "kind": kind})

    found = findings(text, facts, greeting=greeting, subject=subject)

    parts = {"text": text, "greeting": greeting, "subject": subject}
    assert [quoted(finding, **parts) for finding in found] == [finding.sentence for finding in found]
    assert all(0 <= finding.start <= finding.end <= len(parts[finding.part]) for finding in found)
    assert all(finding.words for finding in found)


@settings(max_examples=80, deadline=None)
@given(names=st.lists(text, max_size=3), employer=text, job=text, concern=text, moment=text)
def test_any_record_can_be_compared_with(names, employer, job, concern, moment):
    recorded = {"names": tuple(names), "to_name": "".join(names[:1]), "seeker": job, "phone": job, "email": employer}
    facts = Facts(employer=employer, job=job, concern=concern, moment=moment, answer=moment, **recorded)

    found = findings(f"Thank you, {employer} {names}. {concern} {moment}", facts, greeting=f"Dear {names},")

    assert all(finding.words for finding in found)


@settings(max_examples=80, deadline=None)
@given(text=patched)
def test_the_same_text_always_gets_the_same_findings(text):
    assert findings(text, FACTS) == findings(text, FACTS)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_makes_the_checks_slow(text):
    started = time.process_time()

    findings(text, FACTS, greeting=text[:200], subject=text[:150])

    assert time.process_time() - started < AT_MOST


def test_no_record_makes_the_checks_slow():
    many = tuple(f"Pat{number} " + "Oharra " * 20 for number in range(20))
    facts = Facts(employer="a b " * 37, names=many, to_name=many[0], concern="far away " * 60, moment="You told. " * 60)
    started = time.process_time()

    findings("Oharas b a. " * (LENGTH // 12), facts, greeting="Dear " + "Ohara " * 30)

    assert time.process_time() - started < AT_MOST


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_check_says_its_rule(check):
    assert check.__doc__
    assert list(check(Reading("", "", "", FACTS))) is not None
