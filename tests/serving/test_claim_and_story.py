"""The views of one claim and of one story."""

import csv
import io
import json

import pytest

from tests.support.desks import opened_desk
from tests.support.linked_archives import fill_linked
from tests.support.parsed_page import Page
from tests.support.quick_reader import read_quickly
from whence.records.report import Report

LIND = "Marram braces\n\nTove Lind said “the <b>mole</b> must be mended carefully and at once before the storm.”\n"
ALTERED = "Mole\n\nTove Lind said “the <b>mole</b> must be mended urgently and at once before the storm.”\n"
DENIED = "No\n\nInes Okafor said the mole is sound.\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    path = tmp_path_factory.mktemp("desk") / "news.whence"
    ledgers = [
        read_quickly(Report(text=text, headline=text.partition("\n")[0], publisher=name, published=day))
        for name, day, text in (
            ("The <Post>", "2031-03-04", LIND),
            ("Radio Estuary", "2031-03-05", ALTERED),
            ("Herald", "2031-03-06", DENIED),
        )
    ]
    fill_linked(path, ledgers, same=[[(0, "a1"), (1, "a1")]], disagreeing=[[(0, "a1"), (2, "a1")]]).close()
    with opened_desk(path) as client:
        (claim, *_) = client.get("/claims.json?min-reports=2").json()["claims"]
        client.claim, client.story = claim["claim"]["id"], claim["story"]
        yield client


def test_a_claim_shows_its_counts_words_and_who_says_otherwise(desk):
    text = " ".join(Page(desk.get(f"/claim/{desk.claim}").text).all(tag="main")[0]["words"].split())
    assert "2 reports, 2 outlets, 1 origin" in text
    assert "The <Post>" in text
    assert "Who says otherwise" in text
    assert desk.get(f"/claim/{desk.claim}").text.count("<b>") == 0


def test_altered_words_are_compared_word_by_word(desk):
    page = Page(desk.get(f"/claim/{desk.claim}").text)
    assert [one["words"] for one in page.all(tag="del")] == ["carefully"]
    assert [one["words"] for one in page.all(tag="ins")] == ["urgently"]


def test_each_report_in_the_picture_is_a_link_to_its_words(desk):
    page = desk.get(f"/claim/{desk.claim}").text
    svg = page[page.index("<svg") : page.index("</svg>")]
    assert svg.count("<a href=") == 2
    assert "#a1" in svg
    assert 'role="group"' in svg
    assert "<style" not in svg


def test_one_file_has_no_links_to_the_desk(desk):
    page = desk.get(f"/claim/{desk.claim}.html").text
    assert 'href="/' not in page


def test_a_claim_as_csv_has_a_row_for_each_place_and_each_counterclaim(desk):
    rows = list(csv.DictReader(io.StringIO(desk.get(f"/claim/{desk.claim}.csv").text)))
    assert [row["kind"] for row in rows] == ["says", "says", "otherwise"]
    assert rows[0]["publisher"] == "The <Post>"


def test_a_story_shows_its_reports_by_day_and_its_claims(desk):
    page = Page(desk.get(f"/story/{desk.story}").text)
    assert [one["words"] for one in page.all(tag="h3")] == ["2031-03-04", "2031-03-05", "2031-03-06"]
    assert "What several outlets have" in [one["words"] for one in page.all(tag="h2")]
    assert desk.get(f"/claim/{desk.claim}").text.count(f"/story/{desk.story}") == 1


@pytest.mark.parametrize("kind", ["claim", "story"])
def test_an_unknown_one_is_no_address_and_json_says_so(desk, kind):
    assert desk.get(f"/{kind}/c:0000").status_code == 404
    assert json.loads(desk.get(f"/{kind}/c:0000.json").text)["error"]["reason"]
