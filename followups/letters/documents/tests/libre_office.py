"""Opens documents with LibreOffice, several in one start."""

import os
import shutil
import subprocess

import pytest


def converted(documents: dict[str, bytes], into: str, folder) -> dict[str, bytes]:
    """Return what LibreOffice makes of each document; `into` is one of its filters, such as `pdf`."""
    program = shutil.which("soffice")
    if not program:
        pytest.fail("Install libreoffice-writer-nogui: this test runs it. bin/test does so by itself.", pytrace=False)
    read, made, home = (folder / name for name in ("read", "made", "home"))
    read.mkdir()
    for name, document in documents.items():
        (read / f"{name}.docx").write_bytes(document)
    command = [program, "--headless", "--norestore", f"-env:UserInstallation={home.as_uri()}", "--convert-to", into]
    command += ["--outdir", str(made), *map(str, sorted(read.iterdir()))]
    home_of_its_own = os.environ | {"HOME": str(folder)}
    done = subprocess.run(command, env=home_of_its_own, capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, "Error" in done.stderr) == (0, False), done.stderr
    return {path.stem: path.read_bytes() for path in made.iterdir()}
