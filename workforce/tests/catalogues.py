"""The translatable strings of the product, found in the code, and the catalogues under locale/, kept in step with them.

`bin/build-locale` adds what is new to each .po file (to be translated by hand), removes what is gone, writes the .mo.
Staff pages exist in Spanish as well as in English, so the Spanish catalogue holds everything; the Vietnamese one holds
what job seekers see, which `seeker_strings.py` lists.
"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import django
import polib
from django.conf import settings
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from workforce.tests import seeker_strings

LANGUAGES = ("es", "vi")
APPS = ("accounts", "candidates", "followups", "workforce")
# How many words the functions of gettext take before the others: the context, the text, its plural.
CALLS = {
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop"), ("text",)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), ("text", "plural")),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ("context", "text")),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ("context", "text", "plural")),
}
# A string inside a tag, as in {{ name|default:_("nobody") }}.
IN_A_TAG = re.compile(r"""\b_\((?:"([^"]+)"|'([^']+)')\)""")


@dataclass(frozen=True)
class Text:
    """One string to translate, as gettext looks it up."""

    text: str
    context: str | None = None
    plural: str | None = None

    @property
    def key(self):
        return self.context, self.text


def found(language) -> dict[tuple, Text]:
    """Return by its key each string that stands in the catalogue of that language."""
    return everything() if language == "es" else of_seekers()


def everything() -> dict[tuple, Text]:
    """Return every string of the product."""
    modules = [path for app in APPS for path in sorted((settings.BASE_DIR / app).rglob("*.py")) if is_shown(path)]
    return by_key(modules, sorted(path for path in templates().rglob("*.*") if path.is_file()))


def of_seekers() -> dict[tuple, Text]:
    """Return every string that a job seeker can see."""
    modules, names = seeker_strings.MODULES, seeker_strings.TEMPLATES
    return by_key(files(settings.BASE_DIR, modules), files(templates(), names))


def templates() -> Path:
    return settings.BASE_DIR / "templates"


def is_shown(path):
    return not {"tests", "migrations"} & set(path.parts)


def files(folder, patterns):
    return [path for pattern in patterns for path in sorted(folder.glob(pattern)) if is_shown(path)]


def by_key(modules, pages) -> dict[tuple, Text]:
    """Return the strings of these files; of one that is said with and without a plural, the one with it."""
    strings = {text for path in modules for text in in_module(path)} | {
        text for path in pages for text in in_page(path)
    }
    return {text.key: text for text in sorted(strings, key=lambda text: text.plural or "")}


def in_module(path):
    """Find the calls of gettext whose words are written out there; others could not be translated."""
    for words, call in calls_in(path):
        said = call.args[: len(words)]
        if all(isinstance(argument, ast.Constant) for argument in said):
            yield Text(**{word: argument.value for word, argument in zip(words, said, strict=True)})


def calls_in(path):
    """Yield each call of gettext in a module, after the words that it takes."""
    tree = ast.parse(path.read_text())
    names = names_of_gettext(tree)
    for node in ast.walk(tree):
        words = CALLS.get(names.get(called(node)))
        if words:
            yield words, node


def names_of_gettext(tree) -> dict[str, str]:
    """Return what a module calls each function of gettext: {"_": "gettext"}."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    said = {alias.asname or alias.name: alias.name for node in imports for alias in node.names}
    return {name: real for name, real in said.items() if real in CALLS} | {
        f"translation.{name}": name for name in CALLS
    }


def called(node) -> str:
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def in_page(path):
    """Ask the very nodes that translate when the page is shown."""
    template = get_template(str(path.relative_to(templates()))).template
    for node in template.nodelist.get_nodes_by_type(TranslateNode):
        yield Text(str(node.filter_expression.var.literal).replace("%", "%%"), context_of(node))
    for node in template.nodelist.get_nodes_by_type(BlockTranslateNode):
        plural = node.render_token_list(node.plural)[0] if node.plural else None
        yield Text(node.render_token_list(node.singular)[0], context_of(node), plural)
    for double, single in IN_A_TAG.findall(template.source):
        yield Text(double or single)


def context_of(node):
    return str(node.message_context.var) if node.message_context else None


def po_path(language) -> Path:
    return settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"


def build(language):
    """Bring one catalogue in step with the code."""
    catalogue = polib.pofile(str(po_path(language)), wrapwidth=110)
    strings = found(language)
    for entry in list(catalogue):
        text = strings.get((entry.msgctxt, entry.msgid))
        if text is None or text.plural != (entry.msgid_plural or None):
            catalogue.remove(entry)
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue}
    forms = int(re.search(r"nplurals=(\d)", catalogue.metadata["Plural-Forms"])[1])
    for text in sorted(strings.values(), key=lambda text: text.text):
        if text.key not in known:
            catalogue.append(new_entry(text, forms))
    catalogue.sort(key=lambda entry: (entry.msgid.casefold(), entry.msgctxt or ""))
    catalogue.save()
    catalogue.save_as_mofile(str(po_path(language).with_suffix(".mo")))


def new_entry(text, forms):
    entry = polib.POEntry(msgctxt=text.context, msgid=text.text, flags=["python-format"] if "%(" in text.text else [])
    if text.plural:
        entry.msgid_plural, entry.msgstr_plural = text.plural, dict.fromkeys(range(forms), "")
    return entry


if __name__ == "__main__":
    django.setup()
    for language in LANGUAGES:
        build(language)
