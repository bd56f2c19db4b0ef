import datetime
import itertools
import re

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from candidates.models import Candidate, Contact, Employer, Interview
from candidates.tests.badinput import naughty
from followups.letters import draft as drafting
from followups.letters import frame
from followups.letters.draft import draft_of
from followups.letters.phrases import CONCERNS, LISTS, MOMENTS, STRENGTHS, WHYS
from followups.models import Debrief, FollowUp, Letter
from followups.tests.builders import days

HELD_ON = datetime.date(2026, 11, 17)
STRATEGIC, SHORT, CHECK_IN, CARD = Letter.Kind.values
PICKED = {"moment": "team", "why": "enjoy", "concern": "gap", "strength": "forklift"}
IN_ENGLISH = {
    "moment_words": "the chef let me taste the gumbo",
    "why_words": "I like to cook for many people",
    "concern_words": "I was out of work for a year, but i took a class",
    "strength_words": "I have a food handler card",
}
PLACEHOLDER = re.compile(r"\[[^\]]+\]")


def contact(name="Pat O’Hara", role="interviewer", **facts):
    return Contact(name=name, role=role, **facts)


class Met(list):
    """The contacts of an interview without a database."""

    def all(self):
        return self


def follow_up_of(*people, language="en", employer="Gulf Grill & Sons", **facts):
    facts = {"job_title": "Line cook", "interest": "high", "held_on": HELD_ON, **facts}
    interview = Interview(pk=1, candidate=Candidate(language=language), employer=Employer(name=employer), **facts)
    # Drafting reads no more of an interview than this, so hundreds of drafts need no database.
    interview._prefetched_objects_cache = {"contacts": Met(people)}
    return FollowUp(interview=interview)


def strategic(to=None, people=None, **answers):
    to = to or contact()
    return draft_of(follow_up_of(*(people or [to])), Debrief(**answers), STRATEGIC, to)


def parts_of(draft):
    return [paragraph.part for paragraph in draft.paragraphs]


def test_a_strategic_letter_has_its_five_parts_in_order():
    draft = strategic(**PICKED)

    assert draft.greeting == "Dear Pat O’Hara,"
    assert draft.subject == "Thank you for the Line Cook interview on November 17"
    assert parts_of(draft) == ["thanks", "why", "concern", "strength", "next"]
    thanks, why, concern, strength, _next = draft.text.split("\n\n")
    assert thanks.startswith(
        "Thank you for meeting with me on Tuesday, November 17 about the Line Cook position at Gulf"
    )
    for text, phrase in [(thanks, "team"), (why, "enjoy"), (concern, "gap"), (strength, "forklift")]:
        assert next(choices[phrase].english for choices in LISTS.values() if phrase in choices) in text


@pytest.mark.parametrize("is_helpful", [True, False])
@pytest.mark.parametrize("employer", ["H-E-B", "Memorial Hermann Southwest Hospital of Greater Houston"])
def test_every_choice_of_phrases_makes_a_letter_of_120_to_250_words_without_placeholder(employer, is_helpful):
    follow_up, to = (
        follow_up_of(contact(), employer=employer, job_title="Cashier"),
        contact(particularly_helpful=is_helpful),
    )
    longest_and_shortest = [
        [min(choices.values(), key=length), max(choices.values(), key=length)] for choices in LISTS.values()
    ]

    drafts = [
        draft_of(follow_up, Debrief(**dict(zip(LISTS, [phrase.name for phrase in picks], strict=True))), STRATEGIC, to)
        for picks in itertools.product(*longest_and_shortest)
    ]

    assert [draft.words for draft in drafts if not 120 <= draft.words <= 250] == []
    assert not any(PLACEHOLDER.search(draft.text) for draft in drafts)


def length(phrase):
    return len(phrase.english.split())


@pytest.mark.parametrize("answers", [IN_ENGLISH, PICKED, {**PICKED, **IN_ENGLISH}], ids=["own", "picked", "both"])
@pytest.mark.parametrize("role", Contact.Role.values)
def test_a_full_debrief_makes_a_full_letter_to_anybody(answers, role):
    people = [contact("Pat O’Hara", role), contact("Kim Lee"), contact("Ann Fox", particularly_helpful=True)]

    draft = strategic(people[0], people, **answers, decides_on=HELD_ON + days(9), through_agency=role == "recruiter")

    assert 120 <= draft.words <= 250
    assert not PLACEHOLDER.search(draft.text)
    assert all(paragraph.note == "" for paragraph in draft.paragraphs)


def test_own_english_words_are_taken_in_as_sentences_after_the_phrase_picked():
    draft = strategic(moment="team", moment_words="we laughed a lot. i felt at home", **{"why_words": "good hours"})

    thanks, why, *_rest = draft.text.split("\n\n")
    assert f"{MOMENTS['team'].english} We laughed a lot. I felt at home." in thanks
    assert why == f"{frame.OWN_WHY} Good hours."


def test_because_runs_on():
    draft = strategic(why_words="Because i live close by")

    assert "I would like to have this job because I live close by." in draft.text


@pytest.mark.parametrize("words", ["Me enseñaron la cocina y el almacén.", "Họ cho tôi xem nhà bếp và nhà kho."])
@pytest.mark.parametrize("picked", ["", "team"])
def test_words_in_another_language_are_a_side_note_and_leave_a_placeholder(words, picked):
    draft = strategic(**{**PICKED, "moment": picked}, moment_words=words)

    thanks = draft.paragraphs[0]
    assert thanks.note == words
    assert words not in draft.text
    assert frame.SAY_IN_ENGLISH in thanks.text
    assert (MOMENTS["team"].english in thanks.text) is bool(picked)


@pytest.mark.parametrize(
    ("language", "filled_by_id", "words", "is_taken_in"),
    [
        ("es", None, "buen equipo", False),
        ("vi", None, "lai xe", False),
        ("es", None, "a good team", True),
        ("es", None, "La Michoacana", True),
        ("es", 1, "food handler card", True),
        ("en", None, "food handler card", True),
    ],
)
def test_short_words_of_a_seeker_who_reads_another_language_are_english_only_if_that_is_sure(
    language, filled_by_id, words, is_taken_in
):
    debrief = Debrief(moment_words=words, filled_by_id=filled_by_id)

    thanks = draft_of(follow_up_of(contact(), language=language), debrief, STRATEGIC, contact()).paragraphs[0]

    assert (words[1:] in thanks.text) is is_taken_in
    assert thanks.note == ("" if is_taken_in else words)


@pytest.mark.parametrize("debrief", [None, Debrief()], ids=["none", "empty"])
def test_without_answers_each_part_holds_a_placeholder(debrief):
    draft = draft_of(follow_up_of(), debrief, STRATEGIC)

    holds = [len(PLACEHOLDER.findall(paragraph.text)) for paragraph in draft.paragraphs]
    assert parts_of(draft) == ["thanks", "why", "concern", "strength", "next"]
    assert holds == [1, 1, 1, 1, 0]


def test_nothing_is_claimed_that_was_not_said():
    said = " ".join(phrase.english for choices in LISTS.values() for phrase in choices.values())

    text = draft_of(follow_up_of(contact()), None, STRATEGIC, contact()).text

    for sentence in re.split(r"(?<=[.:]) |\n\n", text):
        assert sentence not in said
    assert not re.search(r"experience|skill|always|interested|excited|enjoyed", text)


def test_a_phrase_that_is_no_longer_offered_is_left_out():
    assert strategic(moment="gone", **{"why": "enjoy"}).text == strategic(why="enjoy").text


@pytest.mark.parametrize("kind", [STRATEGIC, SHORT, CHECK_IN])
def test_a_helpful_interviewer_is_thanked_in_the_letter_and_another_is_not(kind):
    pat, kim = contact(particularly_helpful=True), contact("Kim Lee")
    follow_up = follow_up_of(pat, kim)

    texts = [draft_of(follow_up, None, kind, to).text for to in (pat, kim)]

    assert [frame.HELPFUL in text for text in texts] == [True, False]
    assert not any(name in text for text in texts for name in ("Pat", "Kim"))


@pytest.mark.parametrize("kind", [STRATEGIC, SHORT, CHECK_IN])
def test_through_an_agency_the_recruiter_is_asked_to_pass_it_on_with_thanks(kind):
    pat, kim, ann, rae = [*map(contact, ("Pat", "Kim")), contact("Ann"), contact("Rae", "recruiter")]
    pat.particularly_helpful = kim.particularly_helpful = True
    draft = draft_of(follow_up_of(pat, kim, ann, rae), Debrief(through_agency=True), kind, rae)

    assert draft.greeting == "Dear Rae,"
    assert "I would be grateful if you passed this letter on to Pat, Kim and Ann." in draft.text
    assert "I would also like to thank Pat and Kim for being so helpful." in draft.text
    assert "meeting with me" not in draft.text


def test_an_interviewer_is_not_asked_to_pass_it_on_even_through_an_agency():
    draft = draft_of(follow_up_of(contact()), Debrief(through_agency=True), STRATEGIC, contact())

    assert "pass" not in draft.text


def test_where_no_recruiters_or_interviewers_name_is_known_the_letter_says_whom_it_means():
    draft = draft_of(follow_up_of(), Debrief(through_agency=True), STRATEGIC)

    assert draft.greeting == "Dear Recruiter,"
    assert "passed this letter on to the people I met at Gulf Grill & Sons." in draft.text


def test_with_nobodys_name_known_it_goes_to_the_hiring_manager():
    draft = draft_of(follow_up_of(contact("Lou", "assistant")), Debrief(), STRATEGIC)

    assert draft.greeting == "Dear Hiring Manager,"
    assert draft.text.startswith("Thank you for the interview on Tuesday, November 17 for the Line Cook position")
    assert "pass" not in draft.text


@pytest.mark.parametrize(
    ("decides_on", "on", "is_said"),
    [
        (HELD_ON + days(9), HELD_ON, True),
        (HELD_ON + days(9), None, True),
        (None, HELD_ON, False),
        (HELD_ON + days(1), HELD_ON + days(1), True),
        (HELD_ON + days(1), HELD_ON + days(2), False),
    ],
)
def test_the_day_they_decide_is_named_while_it_is_still_to_come(decides_on, on, is_said):
    draft = draft_of(follow_up_of(contact()), Debrief(decides_on=decides_on), STRATEGIC, contact(), on)

    assert ("expects to decide by" in draft.text) is is_said


@pytest.mark.parametrize(
    ("interest", "line"),
    [("high", frame.VERY_INTERESTED), ("medium", frame.INTERESTED), ("low", None), ("not_asked", None)],
)
def test_a_check_in_says_no_more_interest_than_there_is(interest, line):
    draft = draft_of(follow_up_of(contact(), interest=interest), None, CHECK_IN, contact())

    assert parts_of(draft) == ["thanks", "next"]
    assert draft.subject == "Following up on my Line Cook interview"
    assert ("interested in" in draft.text) is bool(line)
    assert line is None or line in draft.text
    assert not PLACEHOLDER.search(draft.text)


def test_a_check_in_brings_what_was_left_unsaid():
    draft = draft_of(follow_up_of(contact()), Debrief(**PICKED), CHECK_IN, contact())

    assert parts_of(draft) == ["thanks", "strength", "next"]
    assert STRENGTHS["forklift"].english in draft.text
    assert CONCERNS["gap"].english not in draft.text


def test_a_short_thank_you_is_short_and_wants_nothing():
    draft = draft_of(follow_up_of(contact(), interest="low"), Debrief(**PICKED), SHORT, contact())

    assert parts_of(draft) == ["thanks", "next"]
    assert draft.words < 80
    assert WHYS["enjoy"].english not in draft.text
    assert not PLACEHOLDER.search(draft_of(follow_up_of(contact()), None, SHORT, contact()).text)


@pytest.mark.parametrize(
    ("length", "ends"), [(50, "interview on November 17"), (107, "interview on November 17"), (120, "interview")]
)
def test_the_subject_names_the_day_where_there_is_room_for_it(length, ends):
    draft = draft_of(follow_up_of(contact(), job_title="X" * length), None, STRATEGIC, contact())

    assert draft.subject == f"Thank you for the {'X' * length} {ends}"


@pytest.mark.parametrize("role", Contact.Role.values)
@pytest.mark.parametrize("name", ["H-E-B", "Ó " * 70, "Sisters of the Holy Name of Mary and Joseph of Texas Inc."])
def test_a_card_fits_whatever_the_names(role, name):
    to = contact(role=role, particularly_helpful=True)

    draft = draft_of(follow_up_of(to, employer=name, job_title=name), Debrief(**PICKED), CARD, to)

    assert draft.words <= 60
    assert (draft.subject, parts_of(draft)) == ("", ["thanks"])
    assert not PLACEHOLDER.search(draft.text)


@pytest.mark.parametrize("was_helpful", [True, False])
def test_a_card_says_that_somebody_made_the_day_easier_only_if_they_did(was_helpful):
    to = contact("Lou", "assistant", particularly_helpful=was_helpful)

    draft = draft_of(follow_up_of(to), None, CARD, to)

    assert draft.text.endswith(frame.CARD_CLOSE_TO_HELPFUL if was_helpful else frame.CARD_CLOSE)


def test_a_long_answer_costs_only_what_is_polite():
    words = "I have learned to keep my station clean and my tools sharp through the whole shift."
    own = {f"{question}_words": words for question in LISTS}

    draft = strategic(**PICKED, **own, decides_on=HELD_ON + days(9))

    assert draft.text.count(words) == 4
    assert all(choices[PICKED[question]].english in draft.text for question, choices in LISTS.items())
    assert frame.TIME_TAKEN not in draft.text
    assert draft.words <= 250


@pytest.mark.parametrize(("language", "day"), [("es", "17 de noviembre"), ("vi", "17/11")])
@pytest.mark.parametrize("kind", Letter.Kind.values)
def test_each_paragraphs_meaning_is_beside_it_and_the_letter_stays_english(kind, language, day):
    rae, pat = contact("Rae", "recruiter"), contact("Pat", particularly_helpful=True)
    debrief = Debrief(**PICKED, **IN_ENGLISH, through_agency=True, decides_on=HELD_ON + days(9))
    english = draft_of(follow_up_of(rae, pat, contact("Kim")), debrief, kind, rae)

    with translation.override(language):
        draft = draft_of(follow_up_of(rae, pat, contact("Kim")), debrief, kind, rae)

    assert (draft.text, draft.greeting, draft.subject) == (english.text, english.greeting, english.subject)
    assert day in draft.paragraphs[0].meaning
    for paragraph in draft.paragraphs:
        assert paragraph.meaning not in ("", paragraph.text)
        assert "{" not in paragraph.meaning
    assert [paragraph.meaning for paragraph in english.paragraphs] == [""] * len(english.paragraphs)


@pytest.mark.parametrize("language", ["es", "vi"])
def test_every_sentence_of_the_frame_has_a_meaning_with_the_same_facts(language):
    templates = [value for name, value in vars(frame).items() if name.isupper() and isinstance(value, str)]

    with translation.override(language):
        for template in templates:
            meaning = translation.gettext(template)
            assert meaning != template
            assert sorted(re.findall(r"\{\w+\}", meaning)) == sorted(re.findall(r"\{\w+\}", template))
            assert meaning.startswith("[") is template.startswith("[")


names = st.text(max_size=150)
words = st.text(max_size=500)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_text_in_answers_names_and_employers_makes_a_letter(data):
    answers = {f"{question}_words": data.draw(words) for question in LISTS}
    to = contact(data.draw(names), data.draw(st.sampled_from(Contact.Role.values)), particularly_helpful=True)
    follow_up = follow_up_of(to, contact(data.draw(names)), employer=data.draw(names), job_title=data.draw(names))
    debrief = Debrief(**answers, through_agency=data.draw(st.booleans()))
    kind = data.draw(st.sampled_from(Letter.Kind.values))

    draft = draft_of(follow_up, debrief, kind, data.draw(st.sampled_from([None, to])))

    assert draft.text.split("\n\n") == [paragraph.text for paragraph in draft.paragraphs]
    assert not any("\n" in line for line in [draft.greeting, draft.subject, *(p.text for p in draft.paragraphs)])
    assert len(draft.greeting) <= 200
    assert len(draft.subject) <= 150
    assert draft.greeting.startswith("Dear ")


@pytest.mark.parametrize("kind", [STRATEGIC, CARD])
def test_naughty_strings_as_answers_names_and_employers_make_a_letter(kind):
    for text in naughty().values():
        to = contact(text, particularly_helpful=True)
        debrief = Debrief(**{f"{question}_words": text[:500] for question in LISTS})

        draft = draft_of(follow_up_of(to, employer=text[:150], job_title=text[:120]), debrief, kind, to)

        assert draft.text.count("\n\n") == len(draft.paragraphs) - 1
        assert not re.search(r"[\r\n]", draft.greeting + draft.subject)
        assert len(draft.greeting) <= 200


def test_the_names_of_parts_are_those_of_the_contract():
    named = [drafting.THANKS, drafting.WHY, drafting.CONCERN, drafting.STRENGTH, drafting.NEXT]

    assert named == ["thanks", "why", "concern", "strength", "next"]
