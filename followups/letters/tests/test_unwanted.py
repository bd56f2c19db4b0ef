"""Each way of saying what does not belong in a letter is found, and by the hint that fits it."""

import pytest

from followups.letters.checks import Facts, findings

HINTS = {
    "health": "health",
    "family": "family",
    "age": "age",
    "status": "immigration",
    "record": "arrests",
    "number": "social security",
}


def found_in(text):
    found = findings(text, Facts(kind="card"), greeting="Hello,")
    return [finding for finding in found if finding.check not in ("short", "long")]


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("health", "My anxiety is much better now."),
        ("health", "My knee problems are over."),
        ("health", "My operation went well."),
        ("health", "My health is good again."),
        ("health", "I take medication for it."),
        ("health", "I was very sick in May."),
        ("health", "I’ve been diagnosed but I am fine."),
        ("health", "I have a mild heart condition."),
        ("health", "I had breast cancer in 2019."),
        ("health", "I am six months pregnant."),
        ("family", "I want to feed my family."),
        ("family", "I am happily married and settled."),
        ("family", "My babysitter comes at seven."),
        ("family", "My two boys are in school, and my daughter is two."),
        ("family", "My oldest son will drive me."),
        ("family", "I am a single dad."),
        ("age", "Nobody minds my age."),
        ("age", "I am close to retirement."),
        ("age", "I was born in 1962."),
        ("age", "My birthday is on Monday."),
        ("age", "I just turned 59 years old."),
        ("age", "I'm too old to wait."),
        ("status", "My work permit is here."),
        ("status", "I have my immigration hearing on Monday."),
        ("status", "I got a green card."),
        ("status", "My papers are in order."),
        ("status", "I came here without papers."),
        ("status", "I am a legal resident."),
        ("status", "As an immigrant I work hard."),
        ("record", "I got out of prison in May."),
        ("record", "I spent two years in jail."),
        ("record", "My felony was long ago."),
        ("record", "My background check may show something."),
        ("record", "My record is clean now."),
        ("record", "My probation ends in June."),
        ("record", "I have a record, but only one."),
        ("record", "I was arrested once."),
        ("record", "I have one misdemeanor."),
        ("number", "My social security number is on the form."),
        ("number", "It is 123-45-6789."),
    ],
)
def test_what_is_private_is_found_with_its_hint(topic, text):
    [finding] = found_in(text)

    assert (finding.check, finding.sentence) == ("private", text)
    assert HINTS[topic] in finding.words


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("money", "How much will I make?"),
        ("money", "How much does it pay?"),
        ("money", "I want more money."),
        ("money", "I could use $18 an hour."),
        ("money", "I am asking for $700 a week."),
        ("money", "When can we discuss my salary?"),
        ("money", "The pay should be fair."),
        ("money", "I left for higher wages."),
        ("begging", "I desperately want to work."),
        ("begging", "I am in desperate need of work."),
        ("begging", "I would do anything."),
        ("begging", "I will accept any work."),
        ("begging", "I am almost homeless."),
        ("begging", "We are out of money."),
        ("begging", "I cannot afford my car note."),
        ("begging", "Please give me this chance."),
        ("begging", "We really need the money."),
        ("begging", "I'll gladly work for free."),
        ("begging", "This is my only chance."),
        ("blame", "My old shop was really awful."),
        ("blame", "My crazy boss made me leave."),
        ("blame", "My former boss at the mill was a liar."),
        ("blame", "The last owner simply cheated us."),
        ("blame", "I could not stand my coworkers."),
        ("blame", "The manager of my old store lied to us."),
    ],
)
def test_what_a_good_editor_strikes_out_is_found(check, text):
    assert [(finding.check, finding.sentence) for finding in found_in(text)] == [(check, text)]
