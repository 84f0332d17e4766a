"""Reports that mean harm, or are far too large: nothing of them runs, and every view can be used."""

import gc
import time
from dataclasses import replace

import pytest
from lxml import etree

from tests.support.archives import fill
from tests.support.browsers import opened_page
from tests.support.desk_views import addresses_of
from tests.support.desks import opened_desk, served_desk
from tests.support.linked_archives import fill_linked
from tests.support.parsed_page import Page
from tests.support.quick_reader import read_quickly
from whence.archive.archive import Archive
from whence.records.report import Report
from whence.serving.server import COLLECT_AFTER
from whence.serving.view_table import VIEWS

MARKUP = "<script>ran=1</script><img src=x onerror=ran=1>'\"{{7*7}}"
OVERRIDES = "\u202e\u2067\u202d"
"""They change the direction of what follows, so that words are read that are not there."""
CONTROLS = "\x1b\ufffe\ud800"
"""They steer a terminal, or are no characters."""
HOSTILE = MARKUP + OVERRIDES + CONTROLS
LIMIT_SECONDS = 4
"""Of computing. Beside much other work it took 0.1 to 1.6."""


def hostile(**fields):
    return read_quickly(
        Report(
            text=f"{HOSTILE}\n\n{HOSTILE} said {HOSTILE} leaks. Somebody said {HOSTILE} holds.\n",
            headline=HOSTILE,
            byline=(HOSTILE, HOSTILE),
            published="2031-03-04",
            language='"><blink>',
            name=HOSTILE,
            **fields,
        )
    )


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An archive with markup in all that a report can have; gives its path and the addresses of all views."""
    path = tmp_path_factory.mktemp("hostile") / "news.whence"
    ledgers = [hostile(publisher=HOSTILE, url="javascript:ran=1"), hostile(publisher=f"{MARKUP} too")]
    claims = {"same": [[(0, "a1"), (1, "a1")]], "disagreeing": [[(0, "a1"), (0, "a2")]]}
    fill_linked(path, ledgers, **claims, people=[[(0, "s1"), (1, "s1")]]).close()
    with Archive(path, read_only=True) as opened:
        return path, addresses_of(opened, "leaks")


@pytest.fixture(scope="module")
def desk(archive):
    with opened_desk(archive[0]) as client:
        yield client


def form_of(address, ending):
    path, _, query = address.partition("?")
    return f"{path if path != '/' else '/home'}.{ending}?{query}" if ending else address


FORMS = [(view.name, ending) for view in VIEWS for ending in ("", *view.endings)]


@pytest.mark.parametrize(("name", "ending"), FORMS, ids=lambda each: each)
def test_nothing_of_a_report_runs_in_any_form_of_any_view(desk, archive, name, ending):
    answer = desk.get(form_of(archive[1][name], ending))
    assert answer.status_code == 200
    if ending == "json":
        return  # it is no page, and says so; programs get the text as it is
    assert set(OVERRIDES + CONTROLS[:1]).isdisjoint(answer.text)
    if ending == "csv":
        return  # tests/showing/test_csv_text.py has formulas in tables
    if ending == "atom":
        assert {"img", "script"}.isdisjoint(each.tag for each in etree.fromstring(answer.content).iter())
    else:
        page = Page(answer.text)
        assert page.all(tag="img") == page.all(tag="blink") == []
        assert [key for one in page.elements for key in one if key.startswith("on")] == []
        assert [one["href"] for one in page.all(tag="a") if one.get("href", "").startswith("javascript")] == []
        assert [one for one in page.all(tag="script") if "ran=1" in one["words"]] == []
        assert "49" not in page.all(tag="title")[0]["words"]


def test_nothing_of_a_report_runs_in_a_browser(browser, archive):
    path, addresses = archive
    with served_desk(path) as address, opened_page(browser, address) as page:
        for name, each in addresses.items():
            page.goto(address + each)
            assert page.evaluate("typeof ran") == "undefined", name
            assert page.locator("main img, main script").count() == 0, name


def large():
    title = "tide " * 1_000_000
    many = "\n\n".join(
        " ".join(f"Person{row}x{each} said {row} boats left." for each in range(10)) for row in range(1000)
    )
    return {
        "a title of 5 MB": Report(text=f"{title}\n\nInes Okafor said the harbour leaks.", headline=title),
        "10,000 attributions": Report(text=f"Boats\n\nInes Okafor said it leaks.\n\n{many}", headline="Boats"),
    }


@pytest.fixture
def collecting_as_served():
    before = gc.get_threshold()
    gc.set_threshold(*COLLECT_AFTER)
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("collecting_as_served")
@pytest.mark.parametrize("kind", large())
def test_every_view_of_a_report_that_is_far_too_large_is_answered_and_is_no_larger_than_needed(tmp_path, kind):
    path = tmp_path / "news.whence"
    fill(path, [read_quickly(replace(large()[kind], publisher="Post"))]).close()
    with Archive(path, read_only=True) as opened:
        addresses = addresses_of(opened, "leaks")
    with opened_desk(path) as client:
        for name, address in addresses.items():
            begun = time.process_time()
            answer = client.get(address)
            assert answer.status_code == 200, name
            assert time.process_time() - begun < LIMIT_SECONDS, name
            if name != "report":
                assert len(answer.content) < 1_000_000, name
