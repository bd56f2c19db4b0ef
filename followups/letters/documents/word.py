"""The letter as a Word document (.docx, US Letter): real styles, and properties that say title and author alone."""

import datetime
import io

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Inches, Pt

from followups.letters.documents.whole import Block, blocks_of
from followups.models import Letter
from workforce.text import legible_line

FONT = "Calibri"
# The longest that a property of a document may be.
LONGEST_PROPERTY = 255
# Each part of a letter: Word's own name of its style, the space before and after it in points.
STYLES = {
    "sender": ("Sender", 0, 24),
    "date": ("Date", 0, 24),
    "address": ("Inside Address", 0, 18),
    "greeting": ("Salutation", 0, 12),
    "paragraph": ("Body Text", 0, 10),
    "closing": ("Closing", 8, 36),
    "name": ("Signature", 0, 0),
}
NOT_OURS = (
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)


def docx_of(letter: Letter, on: datetime.date) -> bytes:
    """Return the letter as it would go out on that day, as a Word document."""
    document = Document()
    forget_the_template(document)
    set_paper(document.sections[0])
    set_styles(document.styles)
    describe(document.core_properties, letter)
    for block in blocks_of(letter, on):
        write(document, block)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def write(document, block: Block):
    """Add one block: its lines are lines of one paragraph."""
    paragraph = document.add_paragraph(style=STYLES[block.part][0])
    run = paragraph.add_run()
    for number, line in enumerate(block.text.split("\n")):
        if number:
            run.add_break()
        run.add_text(line)


def forget_the_template(document):
    """Drop what python-docx's own template says of whoever made it, and its picture of an empty page."""
    for source in (document.part.package, document.part):
        for key, relationship in list(source.rels.items()):
            if relationship.reltype in NOT_OURS:
                del source.rels[key]
    settings = document.settings.element
    # Without these Word looks for spelling mistakes itself, and asks for no repair.
    for name in ("w:proofState", "w:savePreviewPicture", "w:rsids", "w:themeFontLang"):
        for element in settings.findall(qn(name)):
            settings.remove(element)
    for element in settings.iter(qn("w:compatSetting")):
        if element.get(qn("w:name")) == "compatibilityMode":
            element.set(qn("w:val"), "15")


def set_paper(section):
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1)


def set_styles(styles):
    """Give each part of a letter a style of its own: whoever wants another look changes it in one place."""
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.element.rPr.rFonts.set(qn("w:cs"), FONT)
    for part, (name, before, after) in STYLES.items():
        style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.base_style = normal
        shape = style.paragraph_format
        shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.1
        # The name stays with the closing, and the closing with the last paragraph's end.
        shape.keep_with_next, shape.widow_control = part in ("greeting", "closing"), True


def describe(properties, letter: Letter):
    """Say whose document it is, when it was begun and last changed."""
    to = legible_line(letter.to_name) or legible_line(letter.follow_up.interview.employer.name)
    author = legible_line(letter.follow_up.interview.candidate.full_name)[:LONGEST_PROPERTY]
    properties.title = f"Letter to {to}"[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = author
    properties.comments, properties.language = "", "en-US"
    properties.created, properties.modified = (
        moment.astimezone(datetime.UTC).replace(tzinfo=None, microsecond=0)
        for moment in (letter.begun_at, letter.saved_at)
    )
