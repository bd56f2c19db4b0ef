"""The vendored look: what stands there is what was built, and nothing in it points elsewhere."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.conf import settings

VENDOR = settings.BASE_DIR / "static" / "vendor"
MANIFESTS = sorted(VENDOR.glob("*/manifest.json"))


def files_in(folder: Path):
    return {path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json"}


def test_each_vendored_library_has_a_manifest():
    assert [path.parent for path in MANIFESTS] == sorted(path for path in VENDOR.iterdir() if path.is_dir())


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda path: path.parent.name)
def test_vendored_files_are_those_of_the_manifest(manifest):
    listed = json.loads(manifest.read_text())["sha256"]

    found = {
        path.relative_to(manifest.parent).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files_in(manifest.parent)
    }

    assert found == listed


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda path: path.parent.name)
def test_the_version_is_in_the_path_and_a_licence_beside_it(manifest):
    told = json.loads(manifest.read_text())

    assert manifest.parent.name.endswith(f"-{told['version']}")
    assert told["source"].endswith(f"@{told['version']}")
    assert (manifest.parent / "LICENSE.md").exists()


@pytest.mark.parametrize("sheet", sorted(VENDOR.rglob("*.css")), ids=lambda path: path.name)
def test_a_vendored_sheet_needs_no_file_that_is_not_there(sheet):
    css = sheet.read_text()

    places = {place for place in re.findall(r'url\("?([^")]*)"?\)', css) if place}

    assert "sourceMappingURL" not in css
    assert [place for place in sorted(places) if not (sheet.parent / place).exists()] == []


def test_every_icon_that_a_template_names_is_in_the_sprite():
    [sprite] = VENDOR.glob("uswds-*/icons.svg")
    there = set(re.findall(r'id="(\w+)"', sprite.read_text()))

    templates = [path.read_text() for path in (settings.BASE_DIR / "templates").rglob("*.html")]
    named = {name for text in templates for name in re.findall(r'includes/icon\.html" with name="(\w+)"', text)}

    assert named - there == set()
