"""Every page of staff in Spanish: nothing on it is still said in English."""

import re

import pytest
from django.db import transaction

from accounts.models import User
from workforce.tests.access_table import lines, posted
from workforce.tests.page_text import words_of
from workforce.tests.people import ROLES, make_region
from workforce.tests.rows import all_rows
from workforce.tests.test_access import address_of, same_browser
from workforce.tests.test_reading import crawl, starts_of

pytestmark = pytest.mark.pages
# The same in both languages: the product, what mail programs and addresses call things, words that Spanish shares.
SHARED = re.compile(
    r"The Follow-Up Desk|Message-ID|manage\.py \w+|Error:|ABCDE-FGHJK|English|Español"
    r"|\b(plan|no|PDF|Word|iPhone|Android|Houston|Chicago)\b"
    r"|Arizona \(Phoenix\)|Alaska \(Anchorage\)|Guam \(Hagåtña\)|Samoa \(Pago Pago\)|[ap]\.m\.|[AP]M\b"
)
# Whoever writes the sample of a mail.
MADE_UP = {"Maria Lopez", "Workforce Solutions Pasadena", "1 Main St", "Pasadena, TX 77506"}
# They speak the languages of job seekers, and are not only for staff.
PUBLIC = re.compile("/(advice|go)/")
# Letters are in English, and setting them takes long.
DOCUMENT = re.compile(r"\.(pdf|docx)$")
WORD = re.compile(r"[^\W\d_]{2,}")


def names_that_are_known():
    """Return a pattern for everything that somebody typed, the longest first: names, addresses, texts."""
    found = MADE_UP | {
        text for rows in all_rows().values() for row in rows for value in row for text in texts_in(value)
    }
    # Not the codes of choices, which are small letters.
    long = sorted((text for text in found if len(text) > 2 and re.search(r"[^a-z_]", text)), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, long)))


def texts_in(value):
    """Return the texts of a field, also of one that keeps several."""
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return [text for part in parts for text in texts_in(part)]
    return value.split("\n") if isinstance(value, str) else []


def sayings(answer, names):
    """Return each text of a page that says more than names, and what is the same in both languages."""
    said = {words: names.sub(" ", words) for words in words_of(answer)}
    return {words for words, left in said.items() if WORD.search(SHARED.sub(" ", left))}


def speak(region, language):
    User.objects.update(language=language)
    for user in region.users.values():
        user.language = language


def pages_of(region, role, language):
    """Return the words of each page that a role can reach, by its path."""
    speak(region, language)
    client = region.client_of(role)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    starts = [path for path in starts_of(region) if not DOCUMENT.search(path)]
    answers = {path: answer for path, _from, answer in crawl(client, starts, leave=DOCUMENT)}
    assert [path for path, answer in answers.items() if answer.status_code >= 500] == []
    pages = {path: answer for path, answer in answers.items() if is_page(answer) and not PUBLIC.match(path)}
    names = names_that_are_known()
    return {path: sayings(answer, names) for path, answer in pages.items()}


def is_page(answer):
    return answer["Content-Type"].startswith("text/html")


def answers_of(region, role, language, typed):
    """Return the words of what each form of a role answers to what was `typed`, by its line of the table."""
    speak(region, language)
    client, found = region.client_of(role), {}
    for name in forms_of(role):
        with transaction.atomic():
            path, browser = address_of(name, region), same_browser(client)
            answer = browser.post(path, typed(name, region.ids), follow=True)
            found[name] = sayings(answer, names_that_are_known()) if is_page(answer) else set()
            transaction.set_rollback(True)
    return found


def forms_of(role):
    """Return the lines of the table with a form that only staff may send, save the one that switches the language."""
    forms = [(name, cells) for name, method, cells in lines() if method == "POST" and cells[0] == "L"]
    answered = [name for name, cells in forms if cells[ROLES.index(role)].startswith(("2", "3"))]
    return [name for name in answered if name != "language"]


def same_in_both(english, spanish):
    """Return what is said in the same words in both languages, each with a page that says it."""
    return {words: path for path, said in english.items() for words in said & spanish.get(path, set())}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["anonymous", "own", "manager", "administrator"])
def test_no_page_is_left_in_english(role):
    region = make_region()

    english, spanish = (pages_of(region, role, language) for language in ("en", "es"))

    assert english.keys() - spanish.keys() == set()
    assert same_in_both(english, spanish) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["own", "administrator"])
@pytest.mark.parametrize("typed", [lambda name, ids: {}, posted], ids=["empty", "rightly"])
def test_no_answer_to_a_form_is_left_in_english(role, typed):
    region = make_region()

    english, spanish = (answers_of(region, role, language, typed) for language in ("en", "es"))

    assert same_in_both(english, spanish) == {}
