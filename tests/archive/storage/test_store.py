"""The file of an archive: what cannot be one is told in a sentence, and whoever reads is never in a writer's way."""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import apsw
import pytest

from tests.support.quick_reader import add, captures, holdings_of, open_quickly, row, rows_of
from whence.archive.archive import Archive
from whence.archive.storage.migrations import APPLICATION_ID, MIGRATIONS
from whence.archive.storage.store import Store
from whence.errors import ArchiveBusyError, ArchiveError

TIDE = "Tide comes late\n\nInes Okafor said boats left.\n"
NOBODY = 65_534


@pytest.fixture
def path(tmp_path):
    return tmp_path / "news.whence"


@pytest.fixture
def shelf():
    """Make an archive in a folder of its own, which anyone may enter."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "news.whence"
        add(path, row(TIDE))
        yield path
        Path(folder).chmod(0o755)


@contextmanager
def as_somebody_else():
    """Act without the rights of the administrator, if this is run with them."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@contextmanager
def connecting_with(*pragmas):
    """Have SQLite open each file under these conditions."""

    def set_up(connection):
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    apsw.connection_hooks.append(set_up)
    try:
        yield
    finally:
        apsw.connection_hooks.remove(set_up)


def run(code, *arguments, **options):
    """Start a process that can import the tests."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", code, *map(str, arguments)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        **options,
    )


def another_database(path):
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute("CREATE TABLE boats (name)")


def newer(path):
    add(path, row(TIDE))
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute("PRAGMA user_version = 99")


def cut_short(path):
    add(path, row(TIDE))
    os.truncate(path, 60)


def cut_off(path):
    add(path, *captures(20))
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (Path.mkdir, "it is a folder. Name a file."),
        (lambda path: path.write_text(TIDE * 9), "it is not a whence archive. Name an archive."),
        (another_database, "it is a database of another program. Name an archive."),
        (
            newer,
            (
                f"a newer version of whence made it (schema 99; this version knows {len(MIGRATIONS)})."
                " Install the newer version."
            ),
        ),
        (cut_short, "it is not a whence archive. Name an archive."),
        (os.mkfifo, "it is not a regular file. Name an archive, or a file that does not exist yet."),
    ],
)
def test_what_is_no_archive_is_told_and_left_alone(path, create, make, sentence):
    make(path)
    content = path.read_bytes() if path.is_file() else None
    with pytest.raises(ArchiveError) as caught:
        Archive(path, create=create)
    assert str(caught.value) == f"{path}: {sentence}"
    assert content is None or path.read_bytes() == content


@pytest.mark.parametrize("harm", [b"\0" * 4096, b"\0" * 100, b"junk" * 2000])
def test_an_archive_whose_beginning_is_damaged_is_taken_for_one(path, harm):
    add(path, *captures(20))
    with path.open("r+b") as file:
        file.write(harm)
    with pytest.raises(ArchiveError) as caught:
        Archive(path)
    assert str(caught.value) == (
        f"{path}: it may be an archive whose header is damaged. Work on a copy of it, or use a backup."
    )


def test_an_archive_that_was_cut_off_is_told_when_it_is_asked_or_added_to(path):
    cut_off(path)
    with Archive(path) as archive, pytest.raises(ArchiveError, match="it is damaged"):
        archive.search("boats")
    with pytest.raises(ArchiveError, match="it is damaged"):
        add(path, row(TIDE))


def test_where_there_is_none_none_is_made_unless_it_was_asked_for(path):
    with pytest.raises(ArchiveError, match="there is no such archive"):
        Archive(path)
    assert not path.exists()
    path.touch()
    with pytest.raises(ArchiveError, match="it is empty, not an archive"):
        Archive(path)
    assert path.stat().st_size == 0
    with Archive(path, create=True) as archive:
        assert archive.reports() == []
    with Archive(path) as archive:
        assert archive.reports() == []


@pytest.mark.parametrize("name", ["no/such/folder/news.whence", "news\0.whence", "x" * 300])
def test_a_path_where_there_can_be_none_is_told(tmp_path, name):
    with pytest.raises(ArchiveError):
        Archive(tmp_path / name, create=True)


def test_an_archive_that_may_not_be_read_is_told(shelf):
    shelf.chmod(0)
    with as_somebody_else(), pytest.raises(ArchiveError, match="it cannot be opened"):
        Archive(shelf)


def test_an_archive_in_a_folder_that_may_not_be_entered_is_told(shelf):
    shelf.parent.chmod(0o600)
    with as_somebody_else(), pytest.raises(ArchiveError, match="it cannot be opened: Permission denied"):
        Archive(shelf)


def test_an_archive_that_may_not_be_written_can_be_asked(shelf):
    for each in shelf.parent.iterdir():
        each.chmod(0o444)
    shelf.parent.chmod(0o555)
    with as_somebody_else(), Archive(shelf) as archive:
        assert archive.search("boats").total == 1
        with pytest.raises(ArchiveError, match="it cannot be opened: Permission denied"):
            archive.add([__file__], reader=open_quickly)


@pytest.mark.parametrize("left_behind", ["", "-shm"])
def test_an_archive_alone_in_a_folder_that_may_not_be_written_can_be_asked(shelf, left_behind):
    for each in shelf.parent.iterdir():
        if each.name not in {"news.whence", f"news.whence{left_behind}"}:
            each.unlink()
    shelf.parent.chmod(0o555)
    with as_somebody_else(), Archive(shelf) as archive:
        assert archive.search("boats").total == 1


def test_what_was_written_and_not_moved_into_the_file_is_not_passed_over(shelf):
    with closing(apsw.Connection(str(shelf))) as other:
        other.wal_autocheckpoint(0)
        other.execute("UPDATE versions SET publisher = 'The Tidewater Post'")
        log = Path(f"{shelf}-wal").read_bytes()
    Path(f"{shelf}-wal").write_bytes(log)
    Path(f"{shelf}-shm").unlink(missing_ok=True)
    shelf.parent.chmod(0o555)
    with as_somebody_else(), pytest.raises(ArchiveError, match="the last process that wrote to it was interrupted"):
        Archive(shelf)


def test_a_file_that_may_not_be_written_is_told_where_its_folder_may(shelf):
    shelf.chmod(0o444)
    shelf.with_name("news.whence-lock").chmod(0o666)
    shelf.parent.chmod(0o777)
    with as_somebody_else(), pytest.raises(ArchiveError, match="there is no permission to write it"):
        add(shelf, row(TIDE.replace("left", "came")))
    with Archive(shelf) as archive:
        assert len(archive.reports()) == 1


def test_where_no_archive_may_be_made_that_is_told(shelf):
    with as_somebody_else(), pytest.raises(ArchiveError, match="it cannot be opened: Permission denied"):
        add(shelf.with_name("more.whence"), row(TIDE))
    assert not shelf.with_name("more.whence").exists()


def test_what_was_added_before_the_disk_was_full_is_kept(path, tmp_path):
    add(path, *captures(3))
    with connecting_with("max_page_count = 150"), pytest.raises(ArchiveError) as caught:
        add(path, *captures(400))
    assert str(caught.value) == (
        f"{path}: the disk is full. Reports added before are kept; free disk space and run the same command again."
    )
    (kept,) = rows_of(path, "SELECT count(*) FROM versions")[0]
    assert kept > 3
    add(path, *captures(400))
    add(tmp_path / "whole.whence", *captures(400))
    assert holdings_of(path) == holdings_of(tmp_path / "whole.whence")


WRITE = """
import sys
from pathlib import Path
from tests.support.quick_reader import add, row
from whence.errors import ArchiveBusyError
try:
    add(Path(sys.argv[1]), row("Boats left"))
except ArchiveBusyError as error:
    print(error)
"""


def test_a_second_import_is_told_that_there_is_a_first_which_goes_on(path):
    add(path, row(TIDE))
    with Archive(path) as archive, closing(Store(path)) as store:
        with store.writing():
            with run(WRITE, path) as process:
                assert process.stdout.read() == (
                    f"{path}: another whence process is writing to it."
                    " Wait until it ends; the archive can be read meanwhile.\n"
                )
            with pytest.raises(ArchiveBusyError):
                archive.add([__file__], reader=open_quickly)
            assert archive.search("boats").total == 1
            with store.transaction():
                store.run("INSERT INTO reports (key) VALUES ('r:1')")
        assert rows_of(path, "SELECT count(*) FROM reports") == [(2,)]
        assert archive.add([__file__], reader=open_quickly).added == 1


ASK = """
import sys
from pathlib import Path
from whence.archive.archive import Archive
with Archive(sys.argv[1]) as archive:
    print("ready", flush=True)
    seen = [0]
    while not Path(sys.argv[2]).exists():
        seen.append(archive.search("boats", limit=3).total)
        archive.stats(), archive.reports(limit=2), archive.sources(limit=2)
assert seen == sorted(seen), seen
print(len(set(seen)))
"""


def test_readers_in_other_processes_ask_while_one_writes(path, tmp_path):
    add(path, *captures(10))
    end = tmp_path / "end"
    with run(ASK, path, end) as one, run(ASK, path, end) as other:
        try:
            assert [process.stdout.readline() for process in (one, other)] == ["ready\n"] * 2
            add(path, *captures(400))
        finally:
            end.touch()
        answers = [int(process.stdout.read()) for process in (one, other)]
    assert (one.returncode, other.returncode) == (0, 0)
    assert max(answers) > 2


def test_what_was_written_is_in_the_file_itself_in_the_end(path):
    add(path, *captures(100))
    assert not path.with_name("news.whence-wal").exists() or path.with_name("news.whence-wal").stat().st_size == 0


def test_an_archive_is_known_by_its_application_id(path):
    add(path, row(TIDE))
    assert path.read_bytes()[68:72] == b"whnc"
    assert rows_of(path, "PRAGMA application_id") == [(APPLICATION_ID,)]


def test_a_batch_is_written_whole_or_not_at_all(path):
    with closing(Store(path, create=True)) as store, store.writing():
        with suppress(KeyError), store.transaction():
            store.run("INSERT INTO reports (key) VALUES ('r:1')")
            raise KeyError
        assert store.rows("SELECT count(*) FROM reports") == [(0,)]


def test_a_fault_of_the_writer_s_own_is_not_the_archive_s(path):
    with (
        closing(Store(path, create=True)) as store,
        pytest.raises(BrokenPipeError),
        store.writing(),
        store.transaction(),
    ):
        raise BrokenPipeError


def test_one_who_looks_sees_the_archive_as_it_was_at_first(path):
    add(path, row(TIDE))
    with closing(Store(path)) as store, store.snapshot():
        assert store.rows("SELECT count(*) FROM reports") == [(1,)]
        add(path, row("Rain fell.\n"))
        assert store.rows("SELECT count(*) FROM reports") == [(1,)]


def test_an_archive_that_is_opened_to_read_only_refuses_whatever_writes(path):
    add(path, row(TIDE))
    with Archive(path, read_only=True) as archive:
        name = archive.reports()[0].id
        for write in (
            archive.link,
            archive.compact,
            lambda: archive.remove([name]),
            lambda: archive.correct(name, "a1", is_wrong=True, author="Ana Brandt"),
        ):
            with pytest.raises(ArchiveError, match="it was opened to read only"):
                write()
    with pytest.raises(ArchiveError, match="there is no such archive"):
        Archive(path.with_name("other.whence"), read_only=True)


def test_threads_share_an_archive_that_is_opened_to_read_only_and_see_what_an_import_adds(path):
    add(path, row(TIDE))
    with Archive(path, read_only=True) as archive, ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: archive.search("boats").total, range(40))) == [1] * 40
        add(path, row("Gale\n\nIvo Ness said boats stayed.\n", 2))
        assert list(pool.map(lambda _: archive.search("boats").total, range(40))) == [2] * 40
    with pytest.raises(ValueError, match="the archive is closed"):
        archive.reports()


def test_a_few_rows_are_written_beside_an_import_and_seen_by_both(path):
    add(path, row(TIDE))
    with closing(Store(path)) as importing, closing(Store(path)) as beside:
        with importing.writing():
            with beside.writing_briefly():
                beside.run("INSERT INTO reports (key) VALUES ('r:1')")
            with importing.transaction():
                importing.run("INSERT INTO reports (key) VALUES ('r:2')")
        assert importing.rows("SELECT count(*) FROM reports") == beside.rows("SELECT count(*) FROM reports") == [(3,)]
        with suppress(KeyboardInterrupt), beside.writing_briefly():
            beside.run("DELETE FROM reports")
            raise KeyboardInterrupt
        assert beside.rows("SELECT count(*) FROM reports") == [(3,)]
