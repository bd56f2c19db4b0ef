"""Words in the code that people would see, and that nobody could translate: outside gettext and its tags."""

import ast
import re
from html.parser import HTMLParser

from workforce.tests.catalogues import CALLS, called, names_of_gettext

ATTRIBUTES = ("aria-label", "aria-description", "title", "placeholder", "alt", "label")
LATE = ("_lazy", "_noop")
SILENT = ("style", "script", "code")
# What translates, and names of styles; all other tags and values stand for something and say nothing themselves.
TRANSLATED = re.compile(
    r"{% blocktranslate\b.*?{% endblocktranslate %}|{% comment .*?{% endcomment %}"
    r"|{% block page_class %}.*?{% endblock %}",
    re.S,
)
TAG = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.S)
# A text inside a tag, such as {% include … with title="No job seekers yet" %} or {{ name|default:"nobody" }}.
IN_A_TAG = re.compile(r"""(?<!_\()(["'])((?:(?!\1).)*)\1""")
SENTENCE = re.compile(r"^[A-Z].*[a-z]{2}")
WORD = re.compile(r"[^\W\d_]{2,}")
# What forms and fields say; their values are read by people.
KEYWORDS = ("label", "help_text", "empty_label", "verbose_name", "violation_error_message", "full_label")
MESSAGES = ("success", "info", "warning", "error")
SPEAKING = ("ValidationError", "add_error", "Notice", *(f"messages.{kind}" for kind in MESSAGES))


class Text(HTMLParser):
    """Collects text and attributes that are read out."""

    def __init__(self):
        super().__init__()
        self.silent, self.found = 0, []

    def handle_starttag(self, tag, attrs):
        self.silent += tag in SILENT
        self.found += [value for name, value in attrs if name in ATTRIBUTES and value]

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT

    def handle_data(self, data):
        if not self.silent:
            self.found.append(data)


def in_template(source: str) -> list[str]:
    """Return the words of a template that stand outside the tags that translate."""
    without = TRANSLATED.sub("", source)
    reader = Text()
    reader.feed(TAG.sub("¤", without))
    said = [text.strip() for text in reader.found if WORD.search(text.replace("¤", " "))]
    tags = [tag for tag in TAG.findall(without) if not tag.startswith("{#") and "translate" not in tag.split()[1:2]]
    return said + [text for tag in tags for _quote, text in IN_A_TAG.findall(tag) if SENTENCE.search(text)]


def in_python(source: str) -> list[str]:
    """Return the words of a module that go to people as they stand: to messages, errors of forms, labels, choices."""
    return [text for node in ast.walk(ast.parse(source)) for text in said_by(node)]


def translated_once(source: str) -> list[str]:
    """Return the calls that translate while a module is read, for good, and not for each reader: gettext for lazy."""
    tree = ast.parse(source)
    names = names_of_gettext(tree)
    early = [node for node in ast.walk(tree) if called(node) in names and not names[called(node)].endswith(LATE)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)]
    bodies = [each for function in functions for part in body_of(function) for each in ast.walk(part)]
    return [ast.unparse(node) for node in early if node not in bodies]


def body_of(function):
    return function.body if isinstance(function.body, list) else [function.body]


def not_written_out(source: str) -> list[str]:
    """Return the calls of gettext for words that stand elsewhere, unless the module marks them with gettext_noop."""
    tree = ast.parse(source)
    names = names_of_gettext(tree)
    if "gettext_noop" in names.values() and "gettext_noop" in {names.get(called(node)) for node in ast.walk(tree)}:
        return []
    calls = [node for node in ast.walk(tree) if called(node) in names]
    return [ast.unparse(call) for call in calls if not is_written_out(call, names)]


def is_written_out(call, names):
    words = call.args[: len(CALLS[names[called(call)]])]
    return all(isinstance(word, ast.Constant) for word in words)


def said_by(node):
    """Return the words that a call, or the choices of a class, give to people without translating them."""
    if isinstance(node, ast.Call):
        values = [keyword.value for keyword in node.keywords if keyword.arg in KEYWORDS]
        is_speaking = any(called(node).endswith(name) for name in SPEAKING)
        values += node.args[-1:] if is_speaking else []
    elif isinstance(node, ast.ClassDef) and any("Choices" in ast.unparse(base) for base in node.bases):
        values = [each.value.elts[-1] for each in node.body if is_choice(each)]
    else:
        return []
    return [text for value in values for text in written_out(value)]


def is_choice(statement) -> bool:
    return isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Tuple)


def written_out(value):
    """Return what stands there in letters: a string, or the strings of one with values in it."""
    parts = value.values if isinstance(value, ast.JoinedStr) else [value]
    texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return [text for text in texts if WORD.search(text)]
