"""Every string of the product stands in Spanish, those that job seekers see in Vietnamese too."""

import re

import polib
import pytest

from workforce.tests.catalogues import LANGUAGES, everything, found, of_seekers, po_path

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%%")


def entries(language):
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(po_path(language)))}


def said(entry) -> dict:
    """Return the translation of an entry by its plural form."""
    return entry.msgstr_plural or {0: entry.msgstr}


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


def test_the_strings_of_pages_and_mails_are_found():
    texts = {text for _context, text in of_seekers()}

    assert "Yes, I sent it" in texts
    assert "%(name)s, a few words about your interviews?" in texts
    assert "Hi %(name)s," in texts


def test_the_strings_of_staff_and_their_plurals_are_found():
    strings = everything()

    assert of_seekers().keys() <= strings.keys()
    assert (None, "Log an interview") in strings
    assert strings[None, "%(n)d day ago"].plural == "%(n)d days ago"
    assert strings[None, "%(number)s job seeker"].plural == "%(number)s job seekers"


def test_nothing_is_left_untranslated(language):
    known = entries(language)

    untranslated = [key for key in found(language) if key not in known or not all(said(known[key]).values())]

    assert untranslated == []


def test_no_translation_is_fuzzy_or_left_over(language):
    known, strings = entries(language), found(language)

    assert [key for key, entry in known.items() if entry.fuzzy or entry.obsolete or key not in strings] == []
    assert [key for key, entry in known.items() if (entry.msgid_plural or None) != strings[key].plural] == []


def test_each_translation_keeps_the_facts_of_its_sentence(language):
    changed = [
        words
        for (_context, text), entry in entries(language).items()
        for words in said(entry).values()
        if words and facts(words) not in (facts(text), facts(entry.msgid_plural or text))
    ]

    assert changed == []


def facts(text):
    return sorted(PLACEHOLDER.findall(text))


def test_each_plural_has_the_forms_that_its_language_has(language):
    header = polib.pofile(str(po_path(language))).metadata["Plural-Forms"]
    forms = {"es": {0, 1, 2}, "vi": {0}}[language]

    assert header.startswith(f"nplurals={len(forms)};")
    assert [key for key, entry in entries(language).items() if entry.msgid_plural and {*said(entry)} != forms] == []


def test_the_compiled_catalogue_is_up_to_date(language):
    path = po_path(language)

    compiled = {(entry.msgctxt, entry.msgid): said(entry) for entry in polib.mofile(str(path.with_suffix(".mo")))}

    assert compiled == {key: said(entry) for key, entry in entries(language).items()}
