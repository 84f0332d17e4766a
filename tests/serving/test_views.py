"""Each view in each of its forms."""

import csv
import io
import json

import jsonschema
import pytest
from lxml import etree

from tests.support.archives import HARBOUR, fill, ledger_by
from tests.support.desks import OKAFOR, opened_desk, send
from tests.support.parsed_page import Page
from tests.support.quick_reader import read_quickly
from whence.archive.archive import Archive
from whence.records.form.ledger_form import ledger_to_form
from whence.records.report import Report
from whence.serving.parameters import read_parameters
from whence.serving.view_table import VIEWS
from whence.serving.views.search import SEARCH, Search

ATOM = "{http://www.w3.org/2005/Atom}"
FORMS = [(view, ending) for view in VIEWS if not view.is_item for ending in ("", *view.endings)]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory):
    path = tmp_path_factory.mktemp("desk") / "news.whence"
    other = ledger_by("Kim Da-eun", publisher="Coastline Now", published="2031-03-05", text="It leaks, she said. <b>")
    closing = [read_quickly(Report(text=OKAFOR, publisher=name)) for name in ("Radio Estuary", "The Daily Lantern")]
    fill(path, [HARBOUR, other, *closing]).close()
    with Archive(path) as archive:
        archive.link()
    with opened_desk(path) as client:
        client.report = client.get("/search.json?publisher=The+Tidewater+Post").json()["hits"][0]["held"]["id"]
        yield client


NAMES = {"outlet": "The Tidewater Post"}


def id_for(client, view):
    """Find the id of something that a view shows."""
    many = {"claim": "claims", "story": "stories", "source": "sources"}.get(view.name)
    if many is None:
        return client.report
    (first, *_) = client.get(f"/{many}.json?min-reports=1").json()[many]
    return first["entity"] if view.name == "source" else (first.get("claim") or first)["id"]


@pytest.mark.parametrize(("view", "ending"), FORMS, ids=[f"{view.name}-{ending}" for view, ending in FORMS])
def test_every_view_is_given_in_each_of_its_forms(harbour, view, ending):
    answer = harbour.get(f"{view.stem}.{ending}" if ending else view.path)
    assert answer.status_code == 200
    kind = {"": "text/html", "html": "text/html", "json": "application/json", "csv": "text/csv"}
    assert answer.headers["Content-Type"].startswith(kind.get(ending, "application/atom+xml"))
    assert answer.content


@pytest.mark.parametrize("path", [*(view.path for view in VIEWS), "/add", "/proof.json"])
def test_the_description_of_the_interface_names_every_view(harbour, path):
    described = harbour.get("/openapi.json").json()
    assert path in described["paths"]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_json_is_as_the_description_says(harbour, view):
    own = id_for(harbour, view)
    described = harbour.get("/openapi.json").json()["paths"][f"{view.stem}.json"]["get"]
    schema = described["responses"]["200"]["content"]["application/json"]["schema"]
    form = harbour.get(
        f"{view.stem}.json".replace("{id}", own), params={"min-reports": 1, "name": NAMES.get(view.name)}
    ).json()
    jsonschema.validate(form, schema)
    assert form["form"] == 1


def test_a_program_gets_json_from_the_address_of_the_page(harbour):
    answer = harbour.get("/", headers={"Accept": "application/json"})
    assert answer.json() == harbour.get("/home.json").json()


def test_a_report_is_the_ledger_in_the_one_json_form(harbour):
    form = harbour.get(f"/report/{harbour.report}.json").json()
    assert form == json.loads(json.dumps(ledger_to_form(HARBOUR))) | {"report": form["report"], "corrected": False}


def test_a_report_is_shown_with_the_ledger_beside_it_and_short_ids(harbour):
    page = Page(harbour.get(f"/report/{harbour.report}").text)
    assert page.all(tag="h1")[0]["words"] == "Harbour to close"
    assert [one["id"] for one in page.all(**{"class": "number"}) if "id" in one] == ["a1-text", "a2-text"]
    assert page.all(id="a1")[0]["data-lights"] == "a1"
    assert page.all(id="s1")[0]["words"].startswith("Okafor")


def test_the_beginning_of_an_id_is_enough_and_an_unknown_one_is_no_address(harbour):
    assert harbour.get(f"/report/{harbour.report[:10]}").status_code == 200
    assert harbour.get("/report/r:0000").status_code == 404
    assert harbour.get(f"/report/{harbour.report}?version=9").status_code == 404
    missing = harbour.get("/report/r:0000.json")
    assert missing.status_code == 404
    assert missing.json()["error"] == {
        "name": "r:0000",
        "reason": "there is no such report. whence reports lists the reports.",
    }


def test_a_search_shows_the_words_in_context(harbour):
    page = harbour.get("/search", params={"q": "ruin okafor"}).text
    assert "<mark>ruin</mark>" in page
    assert "1 report" in page
    assert Page(page).all(tag="input", name="q")[0]["value"] == "ruin okafor"


@pytest.mark.parametrize(
    ("more_match", "told"), [(False, '<p class="count">7 reports</p>'), (True, "7 reports and more")]
)
def test_a_search_says_if_more_reports_match_than_were_counted(harbour, more_match, told):
    hits = harbour.portal.call(harbour.desk.readers.ask, lambda archive: archive.search("leaks")).hits
    asked = read_parameters(SEARCH.parameters, {"q": ["leaks"]})
    found = Search(hits=hits, total=7, more_match=more_match, is_more=False)
    assert told in harbour.desk.pages.show(SEARCH, found, asked, {})


def test_a_search_has_the_filters_of_the_command(harbour):
    hits = harbour.get("/search.json", params={"q": "leaks", "publisher": "coastline*"}).json()["hits"]
    assert [hit["held"]["publisher"] for hit in hits] == ["Coastline Now"]
    hits = harbour.get("/search.json", params={"from": "2031-03-05"}).json()["hits"]
    assert [hit["held"]["publisher"] for hit in hits] == ["Coastline Now"]


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("from=tide", "from=tide: this is not a date"),
        ("page=0", "page=0: this is not such a number"),
        ("kind=ship", "kind=ship: there is no such choice"),
        ("sure=2", "sure=2: this is not a confidence"),
        ("all-versions=perhaps", "this is neither yes nor no"),
        (f"q={'x' * 1001}", "this is too long"),
        ("q=-", "there is no word to search for"),
    ],
)
def test_what_a_view_cannot_be_asked_is_refused_in_words(harbour, query, problem):
    answer = harbour.get(f"/search?{query}")
    assert answer.status_code == 400
    assert problem in answer.text
    assert harbour.get(f"/search.json?{query}").status_code == 400


def test_a_search_is_a_table(harbour):
    rows = list(csv.DictReader(io.StringIO(harbour.get("/search.csv?q=leaks+-officials").text)))
    assert [row["publisher"] for row in rows] == ["The Tidewater Post", "Coastline Now"]


def test_a_search_is_a_feed(harbour):
    answer = harbour.get("/search.atom", params={"q": "ruin"})
    feed = etree.fromstring(answer.content)
    assert feed.findtext(f"{ATOM}title") == "Search: ruin"
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Harbour to close"
    assert entry.find(f"{ATOM}link").get("href") == f"http://127.0.0.1:8642/report/{harbour.report}"
    assert feed.find(f"{ATOM}link").get("href") == str(answer.url)


def test_one_page_holds_all_that_it_needs(harbour):
    answer = harbour.get(f"/report/{harbour.report}.html")
    page = Page(answer.text)
    assert page.all(tag="link") == []
    assert [one for one in page.all(tag="script") if "src" in one] == []
    assert [one["href"] for one in page.all(tag="a") if one.get("href", "#")[0] not in "#h"] == []
    assert answer.headers["Content-Disposition"] == 'attachment; filename="whence-report.html"'
    (policy,) = page.all(tag="meta", **{"http-equiv": "Content-Security-Policy"})
    assert policy["content"] == answer.headers["Content-Security-Policy"]


def test_lists_lead_to_views_of_their_own(harbour):
    story = harbour.get("/stories.json?min-reports=1").json()["stories"][0]["id"]
    assert f'href="/story/{story}"' in harbour.get("/stories?min-reports=1").text
    assert 'href="/outlet?name=Coastline+Now"' in harbour.get("/outlets").text
    claim = harbour.get("/claims.json?min-reports=1").json()["claims"][0]["claim"]["id"]
    assert f'href="/claim/{claim}"' in harbour.get("/claims?min-reports=1").text


def test_a_page_of_an_error_shows_what_was_asked_as_text(desk):
    answer = desk.get("/search?kind=%3Cscript%3E1")
    assert "<script>1" not in answer.text
    assert "&lt;script&gt;1" in answer.text


def test_an_empty_archive_says_what_to_do(desk):
    assert "The archive is empty. Paste a text" in desk.get("/").text
    for view in VIEWS:
        if not view.is_item:
            assert desk.get(view.path).status_code == 200


def test_versions_of_a_report_lead_to_each_other(desk):
    for boats in ("two", "nine"):
        page = f'<link rel="canonical" href="https://post.example/1"><p>{OKAFOR} {boats} boats left.</p>'
        send(desk, files=[("files", ("tide.html", page.encode()))])
    (report,) = desk.get("/home.json").json()["latest"]
    page = Page(desk.get(f"/report/{report['id']}?version=1").text)
    assert report["versions"] == 2
    (current,) = page.all(tag="a", **{"aria-current": "page"})
    assert current["words"] == "1"


def test_confidences_are_read_as_programs_write_them(harbour):
    for written in ("0", "1", "0.85", ".5", "1e-05", "1.0"):
        assert harbour.get("/search.json", params={"sure": written}).status_code == 200, written
    for written in (".", "nan", "1.1", "-0", "1e9"):
        assert harbour.get("/search.json", params={"sure": written}).status_code == 400, written


@pytest.mark.parametrize(("words", "place"), [("leaks", "t22-27"), ("close leaks", "t22-27"), ("harbour", "t0-7")])
def test_a_hit_leads_to_the_words_that_were_found_below_the_headline_if_they_are_there(harbour, words, place):
    page = Page(harbour.get("/search", params={"q": words, "publisher": "The Tidewater Post"}).text)
    links = [one["href"] for one in page.all(tag="a", **{"class": "headline"})]
    assert links == [f"/report/{harbour.report}#{place}"]
