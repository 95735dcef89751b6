"""Every page, wide and narrow, light and dark, against axe-core; nothing scrolls sideways on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.conftest import main_of, settled

Launcher = pytest.FixtureRequest

PAGES = (
    "",
    "chat",
    "practice?exercise=gradient.compute.1.1.0",
    "quiz",
    "code?task=softmax",
    "coverage",
    "topic?topic=gradient",
    "placement",
    "notes",
    "library",
    "settings",
)
SERIOUS = ("serious", "critical")


def violations(found: dict[str, Any]) -> list[str]:
    """The serious ones, each with its first place."""
    return [
        f"{one['id']} ×{len(one['nodes'])}: {one['nodes'][0]['html'][:160]}"
        for one in found["violations"]
        if one["impact"] in SERIOUS
    ]


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("width", "scheme"), [(1180, "light"), (390, "light"), (1180, "dark")], ids=["wide", "narrow", "dark"]
)
def test_no_page_has_a_serious_violation_or_scrolls_sideways(
    browser: Browser, launcher: Launcher, width: int, scheme: str
) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.set_default_timeout(60_000)
    found: dict[str, list[str]] = {}
    for name in PAGES:
        page.goto(f"{app.url}/{name}")
        expect(main_of(page).get_by_role("heading").first).to_be_visible(timeout=60_000)
        settled(page)
        wrong = violations(Axe().run(page).response)
        if page.evaluate("document.scrollingElement.scrollWidth > window.innerWidth"):
            wrong.append("the page scrolls sideways")
        if wrong:
            found[name or "today"] = wrong
    context.close()
    assert found == {}
