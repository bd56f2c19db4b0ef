"""What a page says to its readers: its texts and the attributes read out, without parts in another language."""

from html.parser import HTMLParser

SAID = ("aria-label", "title", "placeholder", "alt", "content", "value")
NOT_SAID = ("style", "script", "code", "textarea")
EMPTY = ("br", "hr", "img", "input", "link", "meta", "source", "wbr")


class Reader(HTMLParser):
    """Collects the words of a page that are in the language that the page says it is in."""

    def __init__(self):
        super().__init__()
        self.open, self.language, self.words = [], None, []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "html":
            self.language = attrs.get("lang")
        is_other = tag in NOT_SAID or attrs.get("lang", self.language) != self.language
        if not is_other and not self.is_elsewhere():
            self.words += [value for name, value in attrs.items() if value and is_said(tag, name, attrs)]
        if tag not in EMPTY:
            self.open.append((tag, is_other))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not self.is_elsewhere():
            self.words.append(" ".join(data.split()))

    def is_elsewhere(self):
        return any(is_other for _tag, is_other in self.open)


def is_said(tag, name, attrs) -> bool:
    """Tell whether people see or hear an attribute; what stands in a field is theirs."""
    if name in ("content", "value"):
        return tag == "input" and attrs.get("type") in ("submit", "button")
    return name in SAID or (name.startswith("data-") and not name.startswith("data-hx-") and " " in attrs[name])


def words_of(answer) -> list[str]:
    """Return each piece of text of a page, in their order."""
    reader = Reader()
    reader.feed(answer.content.decode())
    return reader.words
