"""Reports that are kept open between answers: the same as if they were opened anew."""

from tests.support.archives import HARBOUR, fill
from whence.archive.linking.items import open_item
from whence.archive.links.kept_items import open_kept_item


def test_a_report_is_opened_once_for_several_answers(tmp_path):
    store = fill(tmp_path / "news.whence", [HARBOUR])
    first = open_kept_item(store, 1)
    assert first.mentions
    assert open_kept_item(store, 1) is first
    assert first == open_item(store, 1)
    assert first.mentions == open_item(store, 1).mentions


def test_a_report_whose_text_changed_is_opened_anew(tmp_path):
    store = fill(tmp_path / "news.whence", [HARBOUR])
    first = open_kept_item(store, 1)
    with store.writing(), store.transaction():
        store.run("UPDATE texts SET text = replace(text, 'leaks', 'sinks')")
    assert "sinks" in open_kept_item(store, 1).report.text
    assert "leaks" in first.report.text


def test_a_long_report_is_not_kept(tmp_path):
    store = fill(tmp_path / "news.whence", [HARBOUR])
    with store.writing(), store.transaction():
        store.run("UPDATE texts SET text = text || ?", ("\n\nAnd it leaks." * 5000,))
    assert open_kept_item(store, 1) is not open_kept_item(store, 1)
