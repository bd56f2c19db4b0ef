"""Looks for accessibility faults in a page, with axe-core."""

from pathlib import Path

SOURCE = Path(__file__).parent / "vendor" / "axe-core-4.14.1" / "axe.min.js"
# WCAG 2.2 AA and axe's own good practices.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe(page) -> list[str]:
    """Return a line for each fault that axe-core finds in the page as it stands: rule, what is wrong, where."""
    page.evaluate(SOURCE.read_text())
    result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [
        f"{fault['id']}: {fault['help']}: {' '.join(map(str, place['target']))}"
        for fault in result["violations"]
        for place in fault["nodes"]
    ]
