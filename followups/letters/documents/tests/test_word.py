"""The letter as a Word document: what it says, what it is made of, and that another program opens it."""

import io
import re
import zipfile

from docx import Document
from docx.shared import Inches
from hypothesis import given, settings
from hypothesis import strategies as st

from candidates.tests.badinput import naughty
from followups.letters.documents.mailto import plain_text
from followups.letters.documents.tests.letters import ON, WRITTEN_AT, by_post, written
from followups.letters.documents.tests.libre_office import converted
from followups.letters.documents.word import docx_of

anything = st.text(st.characters(categories=None), max_size=60)


def opened(letter):
    return Document(io.BytesIO(docx_of(letter, ON)))


def says(document):
    """Return its paragraphs without those that are empty."""
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def in_lines(letter):
    return [line for line in plain_text(letter, ON).split("\n") if line]


def test_it_says_what_the_letter_says_in_the_styles_of_a_letter():
    document = opened(by_post())

    assert "\n".join(says(document)).split("\n") == in_lines(by_post())
    assert [paragraph.style.name for paragraph in document.paragraphs] == [
        *("Sender", "Date", "Inside Address", "Salutation", "Body Text", "Body Text", "Closing", "Signature"),
    ]


def test_nothing_is_formatted_by_hand():
    xml = opened(by_post()).element.xml

    assert "<w:rPr>" not in xml
    assert set(re.findall(r"<w:pPr>\s*<w:(\w+)", xml)) == {"pStyle"}


def test_it_is_us_letter_in_english():
    document = opened(by_post())
    [section] = document.sections

    assert (section.page_width, section.page_height) == (Inches(8.5), Inches(11))
    assert {section.left_margin, section.right_margin, section.top_margin, section.bottom_margin} == {Inches(1)}
    assert 'w:lang w:val="en-US"' in document.styles.element.xml


def test_its_properties_say_title_and_author_and_nothing_of_a_template():
    document = opened(by_post())
    properties = document.core_properties

    assert (properties.title, properties.author, properties.language) == (
        "Letter to Pat O’Hara",
        "Nguyễn Thị Ánh",
        "en-US",
    )
    assert (properties.last_modified_by, properties.comments, properties.created) == ("Nguyễn Thị Ánh", "", WRITTEN_AT)
    files = zipfile.ZipFile(io.BytesIO(docx_of(by_post(), ON)))
    assert not {"docProps/app.xml", "docProps/thumbnail.jpeg", "customXml/item1.xml"} & set(files.namelist())
    assert not [name for name in files.namelist() if b"python" in files.read(name) or b"Macintosh" in files.read(name)]


def test_without_a_name_the_title_names_the_employer():
    assert opened(written(to_name="")).core_properties.title == "Letter to Gulf Grill & Sons"


def test_an_e_mail_has_no_addresses():
    assert says(opened(written()))[0] == "Dear Pat O’Hara,"


@settings(deadline=None, max_examples=60)
@given(seeker=anything, employer=anything, to_name=anything, to_address=anything, greeting=anything, text=anything)
def test_whatever_is_typed_stands_in_it_as_it_can_be_shown(**facts):
    letter = by_post(**facts)

    assert "\n".join(says(opened(letter))).split() == plain_text(letter, ON).split()


def test_libre_office_opens_each_and_reads_the_same(tmp_path):
    letters = {"post": by_post(), "email": written(), "card": written(kind="card")} | {
        name: by_post(
            seeker=text[:150], employer=text[:150], to_name=text[:150], greeting=f"Dear {text[:150]},", text=text
        )
        for name, text in naughty().items()
        if len(text) < 100_000
    }
    documents = {name: docx_of(letter, ON) for name, letter in letters.items()}

    texts = converted(documents, "txt:Text (encoded):UTF8", tmp_path)

    assert {name: texts[name].decode("utf-8-sig").split() for name in letters} == {
        name: plain_text(letter, ON).split() for name, letter in letters.items()
    }


def test_libre_office_prints_a_letter_of_250_words_on_one_page(tmp_path):
    letter = by_post(text="\n\n".join(["I can clean, cook and serve food. " * 7] * 5))

    [pdf] = converted({"letter": docx_of(letter, ON)}, "pdf", tmp_path).values()

    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_a_title_is_one_line_that_is_not_too_long():
    assert opened(written(to_name="q" * 300)).core_properties.title == f"Letter to {'q' * 245}"
    assert opened(written(to_name="a\r\nb")).core_properties.title == "Letter to a b"
