"""The strings that job seekers see, and their catalogues under locale/: found in the code, kept in step with it.

`bin/build-locale` adds what is new to each .po file (to be translated by hand), removes what is gone, writes the .mo.
"""

import ast
from pathlib import Path

import django
import polib
from django.conf import settings
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

LANGUAGES = ("es", "vi")
MODULES = ("followups/seeker/*.py", "followups/nudges/wording.py")
TEMPLATES = ("base_seeker.html", "emails/**/*.*", "followups/seeker/**/*.html")
WITHOUT_CONTEXT = {"_", "gettext", "gettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}


def found() -> set[tuple[str | None, str]]:
    """Return context and text of each string that a seeker can see."""
    return {string for path in files(settings.BASE_DIR, MODULES) for string in in_module(path)} | {
        string
        for path in files(settings.BASE_DIR / "templates", TEMPLATES)
        for string in in_template(path.relative_to(settings.BASE_DIR / "templates"))
    }


def files(folder, patterns):
    return [path for pattern in patterns for path in sorted(folder.glob(pattern))]


def in_module(path):
    """Find the calls of gettext; a text that is not written out there could not be translated."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            if node.func.id in WITHOUT_CONTEXT:
                yield None, texts[0]
            elif node.func.id in WITH_CONTEXT:
                yield texts[0], texts[1]


def in_template(name):
    """Ask the very nodes that translate when the page is shown."""
    nodes = get_template(str(name)).template.nodelist
    for node in nodes.get_nodes_by_type(TranslateNode):
        yield node.message_context and node.message_context.var, str(node.filter_expression.var.literal)
    for node in nodes.get_nodes_by_type(BlockTranslateNode):
        yield node.message_context and node.message_context.var, node.render_token_list(node.singular)[0]


def po_path(language) -> Path:
    return settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"


def build(language):
    """Bring one catalogue in step with the code."""
    catalogue = polib.pofile(str(po_path(language)), wrapwidth=110)
    strings = found()
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    for string, entry in known.items():
        if string not in strings:
            catalogue.remove(entry)
    for context, text in sorted(strings - known.keys(), key=lambda string: string[1]):
        flags = ["python-format"] if "%(" in text else []
        catalogue.append(polib.POEntry(msgctxt=context, msgid=text, flags=flags))
    catalogue.sort(key=lambda entry: (entry.msgid.casefold(), entry.msgctxt or ""))
    catalogue.save()
    catalogue.save_as_mofile(str(po_path(language).with_suffix(".mo")))


if __name__ == "__main__":
    django.setup()
    for language in LANGUAGES:
        build(language)
