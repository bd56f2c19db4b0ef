"""Rules of the whole project: which way imports run, how long things may be, what there is none of."""

import ast
import subprocess
from pathlib import Path

import pytest

from workforce.demo.environment import ROOT

LONGEST_FILE = 400
LONGEST_TEMPLATE = 80
LONGEST_FUNCTION = 40
VAGUE_NAMES = {"common", "core", "helpers", "helper", "misc", "selectors", "services", "util", "utils"}
# Each part may import itself and those on earlier lines; those on one line do not know each other.
ORDER = [
    [
        *("workforce", "workforce.settings", "workforce.celery", "workforce.environment", "workforce.logs"),
        *("workforce.mail", "workforce.middleware", "workforce.context", "workforce.static", "workforce.text"),
        *("workforce.addresses", "workforce.errors", "workforce.paging", "workforce.way_back", "workforce.wsgi"),
    ],
    ["accounts"],
    ["candidates"],
    ["followups.models", "followups.migrations", "followups"],
    ["followups.nudges", "followups.letters"],
    ["followups.intake"],
    ["followups.bounces"],
    ["followups.seeker", "followups.desk"],
    ["followups.reports", "followups.operations", "followups.cadences", "followups.wordings"],
    ["followups.management"],
    ["workforce.health", "workforce.demo"],
    ["workforce.management"],
    ["workforce.urls", "bench"],
]
OURS = ("workforce", "accounts", "candidates", "followups", "bench")


def our_files(*endings):
    """All files of ours that git knows or would take in; nothing vendored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    # Outside a git folder (an unpacked archive) all files are looked at.
    names = listed.stdout.split("\0") if listed.returncode == 0 else walk()
    paths = [Path(name) for name in names if name.endswith(endings) and "vendor" not in Path(name).parts]
    return sorted({path for path in paths if (ROOT / path).exists()})


def walk():
    hidden = {".venv", "var", "staticfiles", "node_modules", ".git"}
    found = [path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file()]
    return [str(path) for path in found if not hidden & set(path.parts)]


def module_of(path):
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_test(path):
    return "tests" in path.parts or path.name == "conftest.py"


def imports_of(path):
    """All of our modules that a file imports, anywhere in it."""
    module, found = module_of(path), set()
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            start = ".".join(filter(None, [base, node.module]))
            found |= {f"{start}.{alias.name}" for alias in node.names}
    return {name for name in found if name.split(".")[0] in OURS}


def rank_of(module):
    """The place of a module in ORDER, by the longest part that it stands in, and that part's name."""
    ranks = {part: number for number, line in enumerate(ORDER) for part in line}
    words = module.split(".")
    for length in range(len(words), 0, -1):
        part = ".".join(words[:length])
        if part in ranks:
            return ranks[part], part
    raise AssertionError(f"{module} stands in no part that ORDER knows")


def is_allowed(importer, imported):
    (own_rank, own_part), (rank, part) = rank_of(importer), rank_of(imported)
    return (
        part == own_part
        or rank < own_rank
        or (rank == own_rank and own_part == "followups.migrations")
        or rank == 0 == own_rank
    )


def functions_of(path):
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_imports_run_one_way():
    wrong = [
        f"{module_of(path)} imports {imported}"
        for path in our_files(".py")
        if not is_test(path) and path.parts[0] in OURS
        for imported in imports_of(path)
        if not is_allowed(module_of(path), imported)
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("candidates.models.candidate", "accounts.models.User", True),
        ("accounts.models.user", "candidates.models.Candidate", False),
        ("followups.seeker.views", "followups.intake.outcome", True),
        ("followups.seeker.views", "followups.desk.forms", False),
        ("followups.models.follow_up", "followups.nudges.dispatch", False),
        ("accounts.models.user", "workforce.urls", False),
        ("accounts.models.user", "workforce.addresses.normalise", True),
    ],
)
def test_the_rule_of_imports_tells_right_from_wrong(importer, imported, allowed):
    assert is_allowed(importer, imported) is allowed


def test_an_import_inside_a_function_is_seen(tmp_path, monkeypatch):
    (tmp_path / "accounts").mkdir()
    (tmp_path / "accounts" / "late.py").write_text("def f():\n    from followups.models import FollowUp\n")
    monkeypatch.setattr("workforce.tests.test_architecture.ROOT", tmp_path)

    assert imports_of(Path("accounts/late.py")) == {"followups.models.FollowUp"}


def test_the_product_does_not_need_its_tests():
    """They are left out of the image, and so are the measurements."""
    needed = [
        f"{module_of(path)} imports {imported}"
        for path in our_files(".py")
        if not is_test(path) and path.parts[0] in OURS and path.parts[0] != "bench"
        for imported in imports_of(path)
        if "tests" in imported.split(".") or imported.split(".")[0] == "bench"
    ]

    assert needed == []


def test_no_file_is_too_long():
    long = [
        f"{path}: {lines} lines"
        for path in our_files(".py", ".css", ".js", ".html", ".txt", ".sh")
        if not path.name.startswith("requirements") and "migrations" not in path.parts
        for lines in [len((ROOT / path).read_text().splitlines())]
        if lines > (LONGEST_TEMPLATE if path.parts[0] == "templates" else LONGEST_FILE)
    ]

    assert long == []


def test_no_function_is_too_long():
    long = [
        f"{path}: {function.name} has {lines} lines"
        for path in our_files(".py")
        for function in functions_of(path)
        for lines in [function.end_lineno - function.lineno + 1]
        if lines > LONGEST_FUNCTION
    ]

    assert long == []


def test_there_are_no_signal_receivers():
    words = ("django.dispatch", "django.db.models.signals", "django.core.signals", "@receiver", "celery.signals")
    found = [
        f"{path}: {word}"
        for path in our_files(".py")
        if path != Path("workforce/tests/test_architecture.py")
        for word in words
        if word in (ROOT / path).read_text()
    ]

    assert found == []


def test_every_module_says_what_it_is_about():
    vague = [str(path) for path in our_files(".py") if {*path.parts[:-1], path.stem} & VAGUE_NAMES]

    assert vague == []
