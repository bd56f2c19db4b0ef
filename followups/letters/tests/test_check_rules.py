"""Where each rule begins and ends."""

import pytest
from django.utils import translation

from followups.letters.checks import Facts, findings, word_count
from followups.letters.frame import SAY_IN_ENGLISH

THREE_PEOPLE = ("Pat O’Hara", "Maria Garcia", "Robert Lee")


def found(text, check, greeting="Dear Hiring Manager,", subject="Thank you", **facts):
    facts = Facts(**{"kind": "short", **facts})
    found = findings(text, facts, greeting=greeting, subject=subject)
    return [finding.sentence for finding in found if finding.check == check]


def greeted(greeting, to="Robert Lee", names=THREE_PEOPLE, employer="Gulf Grill"):
    return bool(found("Thanks.", "person", greeting=greeting, to_name=to, names=names, employer=employer))


@pytest.mark.parametrize(
    "name",
    [
        *("Gulf Grill & Sons", "Gulf Grill and Sons", "GULF GRILL & SONS", "gulf grill", "Gulf Grill & Sons, Inc."),
        *(
            "the Gulf Grill",
            "Gulf",
            "GulfGrill & Sons",
            "Gulf Grill & Sons’",
            "Gulf Grill’s",
            "a gulf",
            "the Gulf Coast",
        ),
    ],
)
def test_an_employer_may_be_called_so(name):
    assert found(f"I like {name} a lot.", "employer", employer="The Gulf Grill & Sons LLC") == []


@pytest.mark.parametrize(
    "name", ["Golf Grill & Sons", "Gulf Gril", "gulf gril", "Gulf Grille & Sons", "Guf Grill and Son", "Gulf Girll"]
)
def test_an_employer_may_not_be_called_so(name):
    assert found(f"I like {name} a lot.", "employer", employer="Gulf Grill & Sons") != []


@pytest.mark.parametrize(
    ("employer", "text"),
    [
        ("H-E-B", "I shop at HEB, at H.E.B. and at heb."),
        ("M&M Plumbing", "I like M & M Plumbing and M and M Plumbing."),
        ("7-Eleven", "I buy my coffee at 7 Eleven, at 7-eleven."),
        ("Ross Stores", "I know your Ross store on Main."),
        ("Shell", "Shall we meet? The shelf was full, and Sheila too."),
        ("Macy’s", "I know Macys, Macy's and Macy’s."),
        ("McDonald's", "I know McDonalds and Mc Donald’s."),
        ("Café Común", "I like Cafe Comun."),
        ("Chili's", "I eat chili, and chilies."),
        ("Target", "We hit every target."),
        ("Wendy's", "I told Wendy at the desk."),
        ("Lowe’s", "Lower prices help. Lowers too."),
        ("La Quinta Inn & Suites", "I stayed at La Quinta and at the quiet inn."),
    ],
)
def test_names_that_are_near_other_words_raise_nothing(employer, text):
    assert found(text, "employer", employer=employer) == []


def test_a_name_that_begins_with_a_small_word_is_judged():
    assert found("I like La Qinta Inn a lot.", "employer", employer="La Quinta Inn & Suites") != []


@pytest.mark.parametrize(
    "greeting",
    [
        *("Dear Robert Lee,", "Dear Mr. Lee,", "Dear Robert,", "Dear Bob,", "Dear Rob,", "Hi Bobby!", "Dear Dr. Lee:"),
        *("Dear Hiring Manager,", "To Whom It May Concern:", "Dear Gulf Grill team,", "Good morning,", "Dear Sir,"),
        *("Dear Robert and Maria,", "dear mr. lee", "Dear R. Lee,", "Hello,", "Dear Ms. Lee,", ""),
    ],
)
def test_a_greeting_may_say_so(greeting):
    assert not greeted(greeting)


@pytest.mark.parametrize(
    "greeting", ["Dear Maria,", "Dear Mr. Smith,", "Dear Ms. Garcia,", "Dear Robret Lee,", "Hi Pat,"]
)
def test_a_greeting_may_not_say_so(greeting):
    assert greeted(greeting)


def test_a_wrong_name_is_quoted_as_it_stands():
    found = findings("Thanks.", Facts(kind="short", to_name="Robert Lee"), greeting="Dear Pat Núñez-O’Brien,")

    assert any(finding.words.endswith("the greeting names Pat Núñez-O’Brien.") for finding in found)


def test_a_greeting_to_somebody_of_a_department_is_not_judged():
    assert not greeted("Dear Maria,", to="Human Resources Department")


def test_a_greeting_is_not_judged_where_nobody_is_recorded():
    assert not greeted("Dear Mr. Smith,", to="", names=())


@pytest.mark.parametrize(
    "text",
    [
        "My teacher Mario Lopez taught me.",
        "Mary Stone from the front desk was kind.",
        "I met Ms. Garcia, Maria’s mother.",
        "Thank you, Pat OHara and O'Hara.",
        "I worked in Mariachi bands.",
        "Marie Curie is my hero.",
        "I grew up in Garza County.",
        "Gracia is a fine name.",
        "My friend Lisa Garsia came too.",
    ],
)
def test_other_people_and_things_are_no_misspelt_names(text):
    assert found(text, "person", names=THREE_PEOPLE) == []


@pytest.mark.parametrize(
    "text",
    [
        "I met Maria Garsia.",
        "I met Mr. O’Harra.",
        "Thank you, Ms. gracia.",
        "I met Robret.",
        "Meeting Robret was nice.",
    ],
)
def test_a_misspelt_name_is_found(text):
    assert found(text, "person", names=THREE_PEOPLE) == [text]


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("one", 1), ("a – b", 2), ("Mr. O’Hara’s 7-Eleven", 3), ("x " * 300, 300), ("— …", 0)]
)
def test_words_are_what_stands_between_spaces(text, count):
    assert word_count(text) == count


@pytest.mark.parametrize(("kind", "most"), [("strategic", 300), ("check_in", 150), ("short", 120), ("card", 60)])
def test_a_letter_is_too_long_from_one_word_more_on(kind, most):
    assert found("word " * most, "long", kind=kind) == []
    assert found("word " * (most + 1), "long", kind=kind) != []


@pytest.mark.parametrize(("kind", "least"), [("strategic", 60), ("check_in", 20), ("short", 20), ("card", 8)])
def test_a_letter_is_too_short_up_to_one_word_less(kind, least):
    assert found("word " * least, "short", kind=kind) == []
    assert found("word " * (least - 1), "short", kind=kind) != []


@pytest.mark.parametrize(
    "text",
    [
        "I have cared for patients with diabetes, depression and cancer.",
        "I grew up in my family's bakery, and your family restaurant reminds me of it.",
        "I am over 18 years old as the permit asks.",
        "Your company is 50 years old.",
        "I have a clean driving record and my record of attendance is perfect.",
        "My probation period at the bank ended in May.",
        "I helped at a prison library as a volunteer.",
        "I am authorized to work in the U.S.",
        "I am sick and tired of nothing, I like work.",
        "I have the health card of the county.",
        "Back pain is what your patients have.",
        "I have seen depression and I have treated back pain as an aide.",
        "I have been caring for disabled adults since 2020.",
        "I was working in prison kitchens as a baker for the state.",
        "My mother tongue is Spanish, and my parents' shop taught me to count.",
        "I hold my Child Development Associate certificate.",
        "I was born in Houston.",
        "I am helping refugee families at the church.",
        "I am a resident manager and I was a resident aide.",
        "I have a record of nine years without an accident.",
        "My operation of forklifts is safe.",
    ],
)
def test_what_is_not_of_oneself_is_not_private(text):
    assert found(text, "private") == []


@pytest.mark.parametrize(
    "text",
    [
        "I handled $9,000 in cash and ran the payroll.",
        "I know the benefits of good shoes.",
        "I raised the sales to $400,000 a year.",
        "The customers pay at the door.",
        "I would love to raise the level of the service.",
        "I want to raise money for your shelter.",
        "I count how much each machine makes in an hour.",
        "I made $9,000 a month in sales for the shop.",
        "I saved the store more money than we planned.",
    ],
)
def test_money_of_the_work_is_no_demand(text):
    assert found(text, "money") == []


@pytest.mark.parametrize(
    "text",
    [
        "I cooked at a homeless shelter and helped with evictions at the court.",
        "Some customers cannot pay the rent, and I stay polite.",
        "I can do anything with wood.",
        "I would be glad of the chance.",
    ],
)
def test_a_plain_wish_is_no_begging(text):
    assert found(text, "begging") == []


def test_pay_may_be_spoken_of_where_it_is_the_doubt():
    text = "I asked about the salary and I do not want to give the wrong idea."

    assert found(text, "money", concern="I asked about pay") == []
    assert found(text, "money") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "My last supervisor said that I handle rude customers well.",
        "My old job was not far from here, and my boss was fair.",
        "At my last job the summers were terrible, but we laughed.",
        "My last manager will speak for me.",
        "The place was a mess when I began, and I cleaned it.",
    ],
)
def test_an_earlier_job_may_be_spoken_of(text):
    assert found(text, "blame") == []


@pytest.mark.parametrize(
    "text", ["I have my CDL, OSHA and HVAC cards.", "I know MIG and TIG.", "Great!", "BEST BUY is near."]
)
def test_short_forms_and_recorded_names_are_not_shouted(text):
    assert found(text, "shouting", employer="BEST BUY") == []


def test_that_that_and_had_had_can_be_right():
    assert found("I know that that press had had a new belt, and it was very, very fast.", "repeated") == []


def test_a_card_and_a_letter_by_post_need_no_subject():
    assert found("Thanks.", "subject", subject="", kind="card") == []
    assert found("Thanks.", "subject", subject="", way="post") == []
    assert found("Thanks.", "subject", subject="") == [""]


def test_another_number_than_ones_own_is_let_through():
    text = "My references are at 281 555 0199 and 77002-1234; call 713-555-0142 or +1 (713) 555-0142."

    assert found(text, "contact", phone="7135550142") == []


def test_what_a_check_in_leaves_out_is_no_fault():
    facts = Facts(employer="H-E-B", kind="check_in", concern="I live far away", moment="The big oven")
    text = (
        "I would like to ask if you have decided about the job, in which I am still very interested. Thank you again."
    )

    assert findings(text, facts, greeting="Dear Hiring Manager,", subject="Checking in") == []


@pytest.mark.parametrize("concern", ["", "my criminal record", "my health", "xyz", "the"])
def test_an_answer_is_not_asked_for_where_there_is_nothing_to_say(concern):
    text = "Thank you for the tour of the bakery on Monday and for the story about the big oven. " * 5

    assert found(text, "concern", kind="strategic", concern=concern) == (
        [text.strip()[:85].strip()] if concern == "xyz" else []
    )


def test_findings_come_in_the_order_of_the_letter():
    facts = Facts(employer="Gulf Grill", kind="short")
    text = "I like the the shop. Call me at [number]!! I beg you. I would be glad to come on any day and at any hour."

    found = findings(text, facts, greeting="", subject="")

    assert [finding.check for finding in found] == [
        "greeting",
        "subject",
        "repeated",
        "placeholder",
        "shouting",
        "begging",
    ]


@pytest.mark.parametrize(("language", "words"), [("en", "Add a greeting"), ("es", "saludo"), ("vi", "lời chào")])
def test_how_to_mend_it_is_said_in_the_readers_language(language, words):
    with translation.override(language):
        [finding] = [finding for finding in findings("Hi.", Facts(kind="card")) if finding.check == "greeting"]

    assert words in finding.words


def test_a_number_that_is_nearly_ones_own_is_quoted_beside_the_right_one():
    facts = Facts(kind="card", phone="7135550142")

    [finding] = findings("Call me some day soon at 713-555-0124 please.", facts, greeting="Hello,")

    assert "“713-555-0124”" in finding.words
    assert "713 555 0142" in finding.words


def test_the_is_no_part_of_an_employers_name_and_the_rest_is():
    assert found("I like Gup Store Company a lot.", "employer", employer="The Gulp Store Company") != []


@pytest.mark.parametrize(("employer", "text"), [("Aldi", "I like Aldo a lot."), ("Gap", "I like Gasp and Cap.")])
def test_an_employer_of_few_letters_is_not_judged(employer, text):
    assert found(text, "employer", employer=employer) == []


def test_a_name_of_five_letters_is_judged_on_its_own():
    text = "I wrote to Mariaa, then to Mark."

    assert found(text, "person", names=("Maria Garcia", "Mary Stone")) == [text]


def test_an_answer_may_be_the_phrase_itself():
    answer = "Nothing of that is left. It is over and done with, once and for all."
    text = "Thank you for the tour of the bakery on Monday and for the story about the big oven. " * 5

    facts = {"kind": "strategic", "concern": "zebras", "answer": answer}

    assert found(text, "concern", **facts) != []
    assert found(f"{text} It is over and done with, once and for all.", "concern", **facts) == []


def test_a_number_counts_as_a_detail():
    plain = "Thank you for the interview. " + "I am glad to work and to learn. " * 12

    assert found(plain, "detail", kind="strategic") != []
    assert found(plain + "You told me that 14 trays were late.", "detail", kind="strategic") == []


def test_own_words_that_are_still_to_be_put_into_english_say_who_helps():
    [finding] = [
        each for each in findings(f"I can {SAY_IN_ENGLISH}", Facts(kind="card")) if each.check == "placeholder"
    ]

    assert "what the side note says. Your counselor can help." in finding.words
