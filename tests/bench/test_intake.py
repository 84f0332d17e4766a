"""The bench of intake: what it writes is read back whole."""

from bench.downloads import MAKERS, make_reports
from bench.intake import measure, read_path


def test_every_download_gives_the_reports_that_were_written(tmp_path):
    made = list(make_reports(3))
    for name, write in MAKERS.items():
        (tmp_path / name).write_bytes(write(made))
        reports = list(read_path(tmp_path / name))
        assert [report.headline for report in reports] == [each.headline for each in made]
        assert [report.publisher for report in reports] == [each.publisher for each in made]
        assert [report.byline for report in reports] == [each.byline for each in made]
        assert [report.published[:10] for report in reports] == [each.published for each in made]
        assert [report.text for report in reports] == [each.text for each in made]


def test_reports_are_counted_and_compared_with_as_many_texts():
    figures = measure(2, names=[*MAKERS], turns=1)
    assert {name: figures[name]["reports"] for name in ("texts", *MAKERS)} == dict.fromkeys(("texts", *MAKERS), 2)
    assert figures["texts"]["times_text"] == 1
