"""Every string that a job seeker can see stands in Spanish and Vietnamese, and the compiled catalogues hold it."""

import re

import polib
import pytest

from workforce.tests.seeker_strings import LANGUAGES, found, po_path


def strings_of(catalogue):
    return {(entry.msgctxt, entry.msgid): entry.msgstr for entry in catalogue if not entry.obsolete}


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


def test_the_strings_of_pages_and_mails_are_found():
    texts = {text for _context, text in found()}

    assert "Yes, I sent it" in texts
    assert "%(name)s, a few words about your interviews?" in texts
    assert "Hi %(name)s," in texts


def test_nothing_that_a_seeker_sees_is_left_untranslated(language):
    translated = {string for string, words in strings_of(polib.pofile(str(po_path(language)))).items() if words}

    assert found() - translated == set()


def test_no_translation_is_fuzzy_or_left_over(language):
    catalogue = polib.pofile(str(po_path(language)))

    assert [entry.msgid for entry in catalogue if entry.fuzzy or entry.obsolete] == []
    assert strings_of(catalogue).keys() - found() == set()


def test_each_translation_keeps_the_facts_of_its_sentence(language):
    for (_context, text), words in strings_of(polib.pofile(str(po_path(language)))).items():
        assert sorted(re.findall(r"%\(\w+\)s", words)) == sorted(re.findall(r"%\(\w+\)s", text)), text


def test_the_compiled_catalogue_is_up_to_date(language):
    path = po_path(language)

    compiled = strings_of(polib.mofile(str(path.with_suffix(".mo"))))

    assert compiled == strings_of(polib.pofile(str(path)))
