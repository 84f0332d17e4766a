"""The chain of an attribution: from the page back to the source."""

import pytest

from whence.records.chain import chain_of
from whence.records.ledger import Attribution, Source
from whence.records.report import Span

SOURCES = (
    Source(id="s1", name="the Clarion", kind="organisation", mentions=()),
    Source(id="s2", name="a leaked memo", kind="document", mentions=()),
    Source(id="s3", name="Tove Lind", kind="person", mentions=()),
)


def chain(*, source="s3", relays=(), channel=None):
    said = Attribution(
        id="a1",
        source=source,
        source_spans=(Span(0, 4),) if source else (),
        cue_spans=(),
        content_spans=(),
        quotation="indirect",
        within=None,
        relays=relays,
        channel=channel,
        confidence=0.9,
    )
    return [(step.kind, step.name) for step in chain_of(said, {one.id: one for one in SOURCES})]


def test_a_chain_begins_with_the_page_and_ends_with_the_source():
    assert chain() == [("page", "page"), ("source", "Tove Lind")]
    assert chain(relays=("s1",)) == [("page", "page"), ("relay", "the Clarion"), ("source", "Tove Lind")]


def test_a_chain_without_a_source_ends_with_nobody():
    assert chain(source=None, relays=("s1",))[-1] == ("source", None)


@pytest.mark.parametrize("channel", ["statement", "document", "social media", "court or legislative record"])
def test_a_written_channel_is_a_step_before_the_source(channel):
    assert chain(relays=("s1",), channel=channel)[1:3] == [("relay", "the Clarion"), ("channel", channel)]


def test_a_spoken_channel_is_no_step_and_neither_is_that_of_a_document():
    assert len(chain(channel="interview")) == 2
    assert [kind for kind, _ in chain(relays=("s2",), channel="document")] == ["page", "relay", "source"]
    assert [kind for kind, _ in chain(source="s2", channel="document")] == ["page", "source"]
