"""The benches of the desk, made small: many clients at once, and a desk that is killed meanwhile."""

import sys
from contextlib import closing

import pytest

from bench.desk import read_all
from bench.desk_killed import Desk, paste_all
from tests.support.archives import HARBOUR, fill
from whence.archive.archive import Archive

QUICKLY = (sys.executable, "-c", "from tests.support.desks import serve_quickly; serve_quickly()")


@pytest.fixture
def desk(tmp_path):
    fill(tmp_path / "news.whence", [HARBOUR]).close()
    opened = Desk(archive=tmp_path / "news.whence", command=QUICKLY)
    opened.start()
    yield opened
    opened.kill()


def test_whatever_clients_were_told_is_kept_is_there_once_though_the_desk_was_killed(desk):
    texts = [f"Boats {number}\n\nInes Okafor said {number} boats left." for number in range(24)]
    pasted = paste_all(desk, texts, clients=8, kills=2)
    desk.kill()
    with closing(Archive(desk.archive)) as archive:
        held = {report.id: ledger.report.text for report, ledger in archive.ledgers()}
        assert archive.check() == []
    assert {held[own] for own in pasted.ids.values()} == set(texts)
    assert len(held) == len(set(held.values())) == len(texts) + 1


def test_readers_are_timed_by_view_and_what_failed_is_counted(desk):
    asked = read_all(desk, ["/", "/search?q=leaks", "/report/r:0000"], readers=3, requests=12)
    assert {name: len(taken) for name, taken in asked.milliseconds.items()} == {"home": 4, "search": 4, "report": 4}
    assert +asked.failed == {"report 404": 4}
    for name, taken in asked.milliseconds.items():
        assert len(asked.server_milliseconds[name]) == 4
        assert 0 < max(asked.server_milliseconds[name]) < max(taken)
    assert min(asked.memory) > 1


def test_a_desk_that_cannot_be_started_again_ends_the_measurement(desk, monkeypatch):
    monkeypatch.setattr(desk, "command", (sys.executable, "-c", "raise SystemExit(1)"))
    texts = [f"Boats {number}\n\nInes Okafor said {number} boats left." for number in range(12)]
    with pytest.raises(RuntimeError, match="the desk did not start"):
        paste_all(desk, texts, clients=2, kills=1)
