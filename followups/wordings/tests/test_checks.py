"""What a text may hold: known placeholders and plain words, and nothing that anything could execute."""

import re

import pytest

from candidates.tests.badinput import naughty
from followups.models import Wording
from followups.nudges.wording import fill
from followups.wordings.checks import faults

NUDGE, PLAN = Wording.Kind.NUDGE, Wording.Kind.PLAN


def faults_of(text, part="text", kind=NUDGE):
    return " ".join(faults(part, text if part != "text" else f"{{interview}} {text}", kind))


@pytest.mark.parametrize(
    "text",
    [
        "Write today, {name}.",
        "{employer}, {job}, {day}, {counselor}, {office}.",
        "100 % sure; %s",
        "Tea < coffee <3",
        "",
    ],
)
def test_known_placeholders_and_plain_words_are_taken(text):
    assert faults_of(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        *(
            "{0}",
            "{}",
            "{name.__class__}",
            "{name!r}",
            "{name:>99}",
            "{ name }",
            "{Name}",
            "{{ x }}",
            "{% load i18n %}",
        ),
        *("{%", "}{", "{", "}", "{{name}}", "{{interview}", "${name}}", "{# x #}", "{employr}", "{naïve}", "{name\n}"),
    ],
)
def test_braces_hold_a_known_placeholder_or_are_refused(text):
    assert faults_of(text)


def test_an_unknown_placeholder_is_named_with_the_one_that_was_meant():
    assert faults_of("{employr}") == "{employr} is not known. Did you mean {employer}?"


def test_an_unknown_placeholder_is_named_with_those_that_there_are():
    known = "{name}, {interview}, {employer}, {job}, {day}, {counselor}, {office}"

    assert faults_of("{zzz}") == f"{{zzz}} is not known. You can use {known}."


def test_a_text_says_which_interview_it_is_about():
    assert "{interview} is missing" in faults("text", "Write today.", NUDGE)[0]


@pytest.mark.parametrize("placeholder", ["{employer}", "{job}", "{interview}", "{day}"])
def test_a_subject_names_nobody_but_the_job_seeker(placeholder):
    assert "cannot stand in the subject" in faults_of(f"{{name}}, {placeholder}", "subject")
    assert faults_of("{name}, shall we?", "subject") == ""


def test_a_button_holds_no_placeholder():
    assert faults_of("Answer, {name}", "button") == "{name}: a button holds no placeholder."


def test_only_a_plan_says_where():
    assert "only known in the reminder of a plan" in faults_of("{place}")
    assert faults_of("{place}", kind=PLAN) == ""


@pytest.mark.parametrize(
    "text",
    [
        *("https://example.org", "HTTP://x", "www.example", "bit.ly/abc", "example.com", "javascript://x"),
        *("mailto:maria", "maria@example.org", "[here](https://example.org)"),
    ],
)
@pytest.mark.parametrize("part", ["subject", "text", "button"])
def test_a_web_or_mail_address_is_refused(text, part):
    assert "address out" in faults_of(text, part)


@pytest.mark.parametrize("text", ["<b>now</b>", "</p>", "<!-- x -->", "<script>alert(1)</script>", "<IMG src=x>"])
@pytest.mark.parametrize("part", ["subject", "text", "button"])
def test_a_tag_is_refused(text, part):
    assert "plain words" in faults_of(text, part)


@pytest.mark.parametrize(
    "text", [*naughty().values(), "{% load %} {{ x }}", "{name.__class__}", "%s %(name)s", "}{", "{0}"]
)
def test_filling_in_executes_nothing(text):
    values = {"name": "{employer}{{ x }}%s"}
    if re.search(r"\{[^{}]*\}", text):
        with pytest.raises(KeyError):
            fill(text, values)
    else:
        assert fill(f"{text} {{name}}", values) == f"{text} {{employer}}{{{{ x }}}}%s"
