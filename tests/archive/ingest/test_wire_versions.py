"""Versions of an agency's item in an archive: updates, kills, and versions that come late."""

import json
from contextlib import closing

import pytest

from tests.support.quick_reader import open_quickly, rows_of
from tests.support.samples.wires import HEADLINE, MARKUP, anpa, message, news_item, ninjs_1
from whence.archive.archive import Archive

KILL = "<p>Editors: kill this item. The mayor did not say that.</p>"


@pytest.fixture
def add(tmp_path):
    """Add a file, and tell how many reports were added, changed, known, rejected."""

    def add_data(data, name="wire.xml"):
        (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        with Archive(tmp_path / "news.whence", create=True) as archive:
            tally = archive.add([str(tmp_path / name)], reader=open_quickly)
            return tally.added, tally.changed, tally.known, tally.rejected

    return add_data


@pytest.fixture
def headlines(tmp_path):
    """List the headlines of the versions in the archive, and whether each is its report's latest."""

    def read():
        return rows_of(tmp_path / "news.whence", "SELECT headline, is_latest FROM versions ORDER BY id")

    return read


def test_a_later_version_of_an_item_is_a_version_of_one_report(add, headlines):
    update = news_item(MARKUP.replace("nine", "eleven"), version=2)
    assert add(message(news_item(), news_item(number=2, headline="Tide late"))) == (2, 0, 0, 0)
    assert add(update, "update.xml") == (0, 1, 0, 0)
    assert headlines() == [(HEADLINE, 0), ("Tide late", 1), (HEADLINE, 1)]


def test_a_kill_is_the_latest_version_of_the_item_that_it_kills_whatever_its_text(add, headlines):
    add(news_item())
    assert add(news_item(KILL, version=2, status="canceled"), "kill.xml") == (0, 1, 0, 0)
    assert headlines() == [(HEADLINE, 0), (f"WITHDRAWN: {HEADLINE}", 1)]


def test_a_kill_with_the_same_text_is_a_version_too(add, headlines):
    add(news_item())
    assert add(news_item(version=2, status="canceled"), "kill.xml") == (0, 1, 0, 0)
    assert headlines()[-1] == (f"WITHDRAWN: {HEADLINE}", 1)


def test_an_item_added_again_after_its_kill_does_not_take_the_kill_back(add, headlines):
    add(news_item())
    add(news_item(KILL, version=2, status="canceled"), "kill.xml")
    assert add(news_item()) == (0, 0, 1, 0)
    assert headlines()[-1] == (f"WITHDRAWN: {HEADLINE}", 1)


def test_an_older_version_that_comes_after_a_newer_one_is_refused_with_a_reason(add, headlines, tmp_path):
    add(news_item(KILL, version=3, status="canceled"), "kill.xml")
    assert add(news_item(version=2)) == (0, 0, 0, 1)
    assert headlines() == [(f"WITHDRAWN: {HEADLINE}", 1)]
    with closing(Archive(tmp_path / "news.whence")) as archive:
        (refused,) = archive.rejected()
    assert refused.reason == (
        "the archive has a later version of this item. Add the versions of an agency’s items from old to new."
    )


def test_an_update_with_an_address_of_its_own_is_a_version_of_the_item(add):
    add(news_item())
    link = "<link rel='irel:canonical' href='https://post.example/2031/harbour'/>"
    assert add(news_item(MARKUP.replace("nine", "ten"), version=2, meta=link), "update.xml") == (0, 1, 0, 0)
    assert add(news_item(KILL, version=3, status="canceled"), "kill.xml") == (0, 1, 0, 0)


def test_versions_in_json_are_versions_of_one_report(add):
    add(json.dumps(ninjs_1()), "wire.json")
    assert add(json.dumps(ninjs_1(pubstatus="canceled", versioncreated="2031-03-04T12:00:00Z")), "kill.json") == (
        0,
        1,
        0,
        0,
    )


def test_a_lead_of_an_older_wire_is_a_version_and_another_item_of_its_slug_is_not(add):
    assert add(anpa("BC-TW--Harbour,90"), "1.tst") == (1, 0, 0, 0)
    assert add(anpa().replace(b"nine", b"eleven"), "2.tst") == (0, 1, 0, 0)
    fog = (
        b"^Fog closes the road<\r\n\tThe road to Marram was shut for six hours.\r\n\x03TW-WF-03-04-31 1200GMT<\r\n\x04"
    )
    other = anpa().partition(b"^Harbour")[0] + fog
    assert add(other, "3.tst") == (1, 0, 0, 0)
