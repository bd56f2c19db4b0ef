"""Our scripts, each in a browser on a page of its own."""

import json

import pytest
from django.conf import settings

pytestmark = pytest.mark.browser
STATIC = settings.BASE_DIR / "static"
EMPLOYERS = [{"id": 7, "label": "Gulf Grill & Sons", "detail": "Pasadena"}, {"id": 8, "label": "Gulfton Bakery"}]


@pytest.fixture
def show(page):
    """Shows a page made of `body` with one script of ours, as if from https://desk.test/."""

    def answer(route):
        path = route.request.url.removeprefix("https://desk.test/").split("?")[0]
        if path == "employers":
            route.fulfill(content_type="application/json", body=json.dumps({"results": EMPLOYERS}))
        elif (STATIC / path).is_file():
            route.fulfill(path=STATIC / path)
        else:
            route.fulfill(content_type="text/html", body=page.shown)

    def show(script, body):
        page.shown = f'<!DOCTYPE html><title>x</title><body>{body}<script type="module" src="/js/{script}"></script>'
        page.route("https://desk.test/**", answer)
        page.goto("https://desk.test/")
        return page

    return show


TYPEAHEAD = """<form><label for="e">Employer</label><input type="hidden" name="employer">
<input id="e" data-typeahead-url="/employers" data-typeahead-into="employer"><input id="next"></form>"""
ROWS = """<form><div data-rows="people"><input type="hidden" name="people-TOTAL_FORMS" value="1">
<input type="hidden" name="people-MAX_NUM_FORMS" value="3"><div data-rows-list></div>
<template><p><input name="people-__prefix__-name"></p></template>
<button type="button" data-rows-add hidden>Add</button></div></form>"""
FORM = """<form action="/sent" target="frame" data-submit-once><button>Send</button></form>
<iframe name="frame"></iframe>"""


def test_a_suggestion_is_picked_by_keyboard(show):
    page = show("typeahead.js", TYPEAHEAD)

    page.get_by_role("combobox").press_sequentially("Gul")
    page.get_by_role("option", name="Gulf Grill & Sons").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    assert page.get_by_role("combobox").input_value() == "Gulf Grill & Sons"
    assert page.locator("[name=employer]").input_value() == "7"
    assert page.get_by_role("listbox").count() == 0


def test_tab_takes_the_marked_suggestion_and_goes_on(show):
    page = show("typeahead.js", TYPEAHEAD)

    page.get_by_role("combobox").press_sequentially("Gul")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")

    assert page.locator("[name=employer]").input_value() == "8"
    assert page.evaluate("document.activeElement.id") == "next"


def test_typing_on_forgets_the_chosen_one_and_escape_closes_the_list(show):
    page = show("typeahead.js", TYPEAHEAD)
    page.get_by_role("combobox").press_sequentially("Gul")
    page.get_by_role("option").first.click()

    page.get_by_role("combobox").press_sequentially("f")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Escape")

    assert page.locator("[name=employer]").input_value() == ""
    assert page.get_by_role("combobox").get_attribute("aria-expanded") == "false"
    assert page.get_by_role("combobox").input_value() == "Gulf Grill & Sonsf"


def test_the_number_of_suggestions_is_said(show):
    page = show("typeahead.js", TYPEAHEAD)

    page.get_by_role("combobox").press_sequentially("Gul")
    page.get_by_role("option").first.wait_for()

    assert page.get_by_role("status").text_content() == "2 found"


def test_a_row_is_added_with_names_of_its_own(show):
    page = show("add-rows.js", ROWS)

    page.get_by_role("button", name="Add").click()

    assert page.locator("[name=people-1-name]").evaluate("field => field === document.activeElement")
    assert page.locator("[name=people-TOTAL_FORMS]").input_value() == "2"
    page.get_by_role("button", name="Add").click()
    assert page.get_by_role("button", name="Add").count() == 0


def test_a_form_sent_twice_at_once_is_sent_once(show):
    page = show("submit-once.js", FORM)
    sent = []
    page.on("request", lambda request: sent.append(request.url) if "/sent" in request.url else None)

    page.get_by_role("button").dblclick()
    page.wait_for_timeout(300)

    assert len(sent) == 1


def test_one_menu_is_open_at_a_time_and_escape_gives_the_focus_back(show):
    menu = '<details class="menu"><summary>{0}</summary><button>In {0}</button></details>'
    page = show("menus.js", menu.format("Sent") + menu.format("Later"))

    page.get_by_text("Sent", exact=True).click()
    page.get_by_text("Later", exact=True).click()
    assert page.locator("details[open]").count() == 1
    page.get_by_role("button", name="In Later").focus()
    page.keyboard.press("Escape")

    assert page.locator("details[open]").count() == 0
    assert page.evaluate("document.activeElement.textContent") == "Later"


def test_the_summary_of_errors_takes_the_focus(show):
    page = show("focus.js", '<div tabindex="-1" data-focus-me id="news">Not saved yet</div>')

    page.wait_for_function("document.activeElement !== document.body")
    assert page.evaluate("document.activeElement.id") == "news"


def test_a_password_can_be_shown_but_is_sent_hidden(show):
    page = show(
        "show-password.js",
        '<form><div data-password data-show="Show" data-hide="Hide"><input id="p" type="password"></div></form>',
    )

    page.get_by_role("button", name="Show").click()

    assert page.locator("#p").get_attribute("type") == "text"
    assert page.get_by_role("button", name="Hide").get_attribute("aria-controls") == "p"


KEPT = """<form data-kept-form="debrief-1"><input type="hidden" name="edition" value="1">
<div data-kept-news hidden><button type="button" data-kept-drop>Throw it away</button></div>
<textarea name="words"></textarea><details><summary>More</summary><input name="place"></details>
<label><input type="checkbox" name="helpful" value="7">Pat</label></form>"""


def type_into_kept_form(page):
    page.locator("[name=words]").fill("The oven. ")
    page.get_by_text("More").click()
    page.locator("[name=place]").fill("library")
    page.get_by_label("Pat").check()


def test_what_was_typed_and_not_saved_is_put_back_and_can_be_taken_away(show):
    page = show("kept-form.js", KEPT)
    type_into_kept_form(page)
    page.shown = page.shown.replace('value="1"', 'value="2"')

    page.reload()
    back = [page.locator(f"[name={name}]").input_value() for name in ("words", "place", "edition")]
    is_seen = page.locator("[name=place]").is_visible() and page.get_by_label("Pat").is_checked()
    page.get_by_role("button", name="Throw it away").click()

    assert (back, is_seen) == (["The oven. ", "library", "1"], True)
    assert [page.locator(f"[name={name}]").input_value() for name in ("words", "edition")] == ["", "2"]
    assert page.evaluate("sessionStorage.length") == 0


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("data-kept-form", "data-unsaved data-kept-form"),
        ("<details>", '<input name="new"><details>'),
    ],
    ids=["a form that was refused", "other questions"],
)
def test_nothing_is_put_back_where_it_does_not_belong(show, before, now):
    page = show("kept-form.js", KEPT)
    type_into_kept_form(page)
    page.shown = page.shown.replace(before, now)

    page.reload()

    assert page.locator("[name=words]").input_value() == ""
    assert page.locator("[data-kept-news]").is_hidden()


def test_what_was_saved_meanwhile_is_no_news_but_for_its_hidden_fields(show):
    page = show("kept-form.js", KEPT)
    type_into_kept_form(page)
    saved = {'value="1"': 'value="2"', "></textarea>": ">The oven.</textarea>", '"place"': '"place" value="library"'}
    for before, now in saved.items():
        page.shown = page.shown.replace(before, now)
    page.shown = page.shown.replace('value="7"', 'value="7" checked')

    page.reload()

    assert page.locator("[name=edition]").input_value() == "2"
    assert page.locator("[data-kept-news]").is_hidden()


def test_a_page_that_says_it_was_saved_forgets_it(show):
    page = show("kept-form.js", KEPT)
    type_into_kept_form(page)
    page.shown = page.shown.replace(KEPT, '<p data-forget-form="debrief-1">Saved</p>')

    page.reload()

    assert page.evaluate("sessionStorage.length") == 0
