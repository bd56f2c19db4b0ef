"""No words for people stand in the code where nobody could translate them."""

import pytest
from django.conf import settings

from workforce.tests import literals
from workforce.tests.catalogues import APPS, is_shown, templates

# Names that are the same in all languages, and the end of every letter: letters are in English.
ALLOWED = {"Message-ID", "Sincerely,"}


def modules():
    return [path for app in APPS for path in sorted((settings.BASE_DIR / app).rglob("*.py")) if is_shown(path)]


def found(look, paths):
    """Return what `look` finds in these files, each with its place."""
    return {text: str(path) for path in paths for text in look(path.read_text()) if text not in ALLOWED}


def test_no_template_says_anything_outside_the_tags_that_translate():
    pages = [path for path in templates().rglob("*.*") if path.is_file()]

    assert found(literals.in_template, pages) == {}


def test_no_form_message_or_choice_speaks_untranslated_words():
    assert found(literals.in_python, modules()) == {}


def test_no_module_translates_once_for_all_readers():
    assert found(literals.translated_once, modules()) == {}


def test_all_words_that_are_translated_are_written_out_where_they_are_found():
    # The words of its phrases stand in modules of their own, marked there.
    paths = [path for path in modules() if path != settings.BASE_DIR / "followups/letters/phrase.py"]

    assert found(literals.not_written_out, paths) == {}


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>{% translate 'Save' %}</p>", []),
        ("<p>Save</p>", ["Save"]),
        ("<p>{{ n }} letters</p>", ["¤ letters"]),
        ('<a href="/x" aria-label="More of it">{{ text }}</a>', ["More of it"]),
        ('<img alt="{% translate "Seal" %}"><input placeholder="Name">', ["Name"]),
        ('{% include "x.html" with title="No job seekers" kind="info" only %}', ["No job seekers"]),
        ('{{ name|default:"Nobody here" }}{{ name|default:_("Nobody") }}{{ day|date:"j F" }}', ["Nobody here"]),
        ("{% blocktranslate %}Hi {{ name }},{% endblocktranslate %}{# A note. #}<code>x y</code>", []),
    ],
)
def test_untranslated_words_of_a_template_are_found(template, words):
    assert literals.in_template(template) == words


@pytest.mark.parametrize(
    ("module", "words"),
    [
        ("messages.success(request, 'Saved.')", ["Saved."]),
        ("messages.success(request, _('Saved.'))", []),
        ("raise forms.ValidationError(f'{n} is too much')", [" is too much"]),
        ("x = CharField(label='Name', help_text=_('As written.'))", ["Name"]),
        ("class Kind(models.TextChoices):\n    A = 'a', 'First'\n    B = 'b', _('Second')", ["First"]),
    ],
)
def test_untranslated_words_of_a_module_are_found(module, words):
    assert literals.in_python(module) == words


EARLY = "from django.utils.translation import gettext as _, gettext_lazy\n"


@pytest.mark.parametrize(
    ("module", "calls"),
    [
        ("X = _('Name')", ["_('Name')"]),
        ("X = gettext_lazy('Name')", []),
        ("def f():\n    return _('Name')", []),
        ("def f(x=_('Name')):\n    return x", ["_('Name')"]),
        ("X = lambda: _('Name')", []),
    ],
)
def test_translating_while_a_module_is_read_is_found(module, calls):
    assert literals.translated_once(EARLY + module) == calls


def test_words_that_stand_elsewhere_are_found():
    assert literals.not_written_out(EARLY + "def f(x):\n    return _(x) + _('Name')") == ["_(x)"]
