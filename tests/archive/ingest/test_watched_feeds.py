"""What went into an archive's lists can come out: feeds that are watched, and inputs that could not be read."""

import json

import pytest
from click.testing import CliRunner

from tests.support.quick_reader import add, open_quickly, page, row
from tests.support.web_server import Clock, answer, only_loopback, outside_world
from whence.archive.archive import Archive
from whence.archive.ingest.watch import Watcher
from whence.archive.storage.store import Store
from whence.cli import main
from whence.errors import UsageError
from whence.intake.web.visitor import Visitor

FEED, OTHER = "https://post.example/feed.xml", "https://courier.example/feed.xml"
IMPOSSIBLE = [
    "ftp://post.example/feed.xml",
    "file:///feed.xml",
    "feed://post.example/feed.xml",
    "feed.xml",
    "feeds/news.opml",
    "post.example/feed.xml",
    "post",
    "https://",
    "https:///feed.xml",
    "https://?feed",
    "https://ana:tide@post.example/feed.xml",
    "https://post.example:99999/feed.xml",
    "https://post.example:0/feed.xml",
    "https://post example/feed.xml",
    "https://[::1",
    "https://post..example/feed.xml",
    "-",
    "",
    "https://post.example/\udc80",
]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "news.whence"


@pytest.fixture
def archive(path):
    with Archive(path, create=True) as archive:
        yield archive


@pytest.fixture
def whence(path):
    """Run a command on an archive."""

    def run(command, *arguments):
        return CliRunner().invoke(main, [command, str(path), *arguments], obj=lambda _: open_quickly())

    return run


@pytest.fixture
def watcher(path):
    clock = Clock()
    with Visitor(is_allowed=only_loopback, clock=clock, sleep=clock.sleep) as visitor:
        store = Store(path, create=True)
        yield Watcher(store=store, visitor=visitor, reader=open_quickly, jobs=1, now=clock, sleep=clock.sleep)
        store.close()


@pytest.fixture
def feeds():
    with outside_world() as world:
        world.put("/robots.txt", answer(status="404 Not Found"))
        rss = answer(b"<rss><channel></channel></rss>", content_type="application/rss+xml")
        yield [world.put(path, rss) for path in ("/one", "/other")]


@pytest.mark.parametrize("address", IMPOSSIBLE)
def test_what_can_never_be_the_address_of_a_feed_is_refused_and_no_feed_named_with_it_is_kept(archive, address):
    with pytest.raises(UsageError, match=r"Give the http or https address of a feed or a sitemap\.$"):
        next(archive.watch([FEED, address]))
    assert archive.feeds() == []


def test_an_impossible_feed_is_wrong_usage_for_the_command(whence):
    result = whence("watch", "ftp://post.example/feed.xml", "--once")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "ftp://post.example/feed.xml: this is not an http or https address. "
        "Give the http or https address of a feed or a sitemap.\n"
    )
    assert whence("feeds").stdout == "No feed is watched.\n"


def test_what_is_watched_is_listed_with_when_it_is_due_and_what_was_wrong(watcher, feeds, archive):
    gone = feeds[0].replace("/one", "/gone")
    with outside_world() as closed:
        gone = closed.put("/gone", answer(status="404 Not Found"))
        closed.put("/robots.txt", answer(status="404 Not Found"))
        next(watcher.watch([*feeds, gone]))
    found = {state.url: state for state in archive.feeds()}
    assert list(found) == sorted([*feeds, gone])
    assert [found[url].problem for url in (*feeds, gone)] == [
        None,
        None,
        "it answers 404 (Not Found). Check the address.",
    ]
    assert found[feeds[0]].asked.startswith("1970-01-01T00:16:")
    assert found[feeds[0]].due.startswith("1970-01-01T00:31:")
    assert found[gone].due.startswith("1970-01-01T00:46:")


def test_a_feed_that_is_no_longer_watched_is_not_asked_for_even_by_a_watch_that_goes_on(watcher, feeds, archive):
    rounds = watcher.watch(feeds)
    assert len(next(rounds).feeds) == 2
    assert archive.unwatch(feeds[:1]) == 1
    assert [state.url for state in next(rounds).feeds] == feeds[1:]
    assert [state.url for state in archive.feeds()] == feeds[1:]


def test_a_feed_that_is_not_watched_cannot_be_unwatched_and_the_others_named_stay(watcher, feeds, archive):
    next(watcher.watch(feeds))
    with pytest.raises(UsageError, match=r"it is not watched\. Name a feed that whence feeds lists"):
        archive.unwatch([*feeds, FEED])
    assert len(archive.feeds()) == 2


def test_the_commands_list_and_end_what_is_watched(watcher, feeds, whence):
    next(watcher.watch(feeds))
    first, second = whence("feeds").stdout.splitlines()
    assert first.startswith(f"{feeds[0]} · next 1970-01-01 00:31 UTC")
    assert second.startswith(feeds[1])
    assert json.loads(whence("feeds", "--format", "json").stdout.splitlines()[0])["url"] == feeds[0]
    assert whence("feeds", "--format", "csv").stdout.startswith("url,asked,due,problem\n")
    result = whence("unwatch", FEED)
    assert (result.exit_code, result.stderr) == (
        2,
        f"{FEED}: it is not watched. Name a feed that whence feeds lists.\n",
    )
    assert whence("unwatch", *feeds).stdout == "2 feeds no longer watched.\n"
    assert whence("feeds").stdout == "No feed is watched.\n"


@pytest.fixture
def with_rejected(path):
    """Have an archive in which two inputs could not be read."""
    return add(path, row("Ines Okafor said boats left."), page(f"{FEED}#1", ""), page(OTHER, ""))


@pytest.mark.usefixtures("with_rejected")
def test_what_was_rejected_can_be_struck_out(archive):
    assert [each.input for each in archive.rejected()] == [OTHER, f"{FEED}#1"]
    assert archive.forget_rejected([OTHER]) == 1
    with pytest.raises(UsageError, match="it is not in the list of rejected inputs"):
        archive.forget_rejected([OTHER, f"{FEED}#1"])
    assert [each.input for each in archive.rejected()] == [f"{FEED}#1"]
    assert archive.forget_rejected([]) == 0
    assert archive.forget_rejected() == 1
    assert archive.rejected() == []
    assert archive.stats().rejected == 0


@pytest.mark.usefixtures("with_rejected")
def test_what_is_struck_out_comes_back_if_it_fails_again(path, archive):
    archive.forget_rejected()
    add(path, page(OTHER, ""))
    assert [each.input for each in archive.rejected()] == [OTHER]


@pytest.mark.usefixtures("with_rejected")
def test_the_command_strikes_out_what_is_named_or_all(whence):
    assert whence("rejected", OTHER).stdout.splitlines()[0].startswith(OTHER)
    assert whence("rejected", OTHER, "--forget").stdout == "1 input removed from the list.\n"
    result = whence("rejected", OTHER, "--forget")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{OTHER}: it is not in the list of rejected inputs. ")
    assert whence("rejected", "--forget").stdout == "1 input removed from the list.\n"
    assert whence("rejected").stdout == "No input was rejected.\n"
