"""What a PDF says and where, read back with poppler's programs."""

import html
import re
import subprocess


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, in the order of its tags."""
    return poppler("pdftotext", "-raw", "-", "-", given=pdf).removesuffix("\f").split("\f")


def text_of(pdf: bytes) -> str:
    """All that the PDF says, with single spaces."""
    return " ".join(" ".join(pages_of(pdf)).split())


def poppler(*command, given: bytes) -> str:
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout.decode()


def words_of(pdf: bytes):
    """Each word of the first page with its left, top, right and bottom edge in inches from the page's left and top."""
    listed = poppler("pdftotext", "-l", "1", "-bbox", "-", "-", given=pdf)
    for edges, word in re.findall(r"<word ([^>]*)>(.*?)</word>", listed):
        yield html.unescape(word), [float(edge) / 72 for edge in re.findall(r'"([\d.]+)"', edges)]
