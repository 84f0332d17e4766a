"""Mailboxes: a message each, and a line of the body is none."""

from tests.support.samples.documents import HEADLINE
from tests.support.samples.mail import FROM_LINE, PLAIN, SAMPLES, message, part
from whence.intake.formats.form import Document
from whence.intake.formats.mail import mailbox
from whence.intake.forms import read_document, tell_form

LONG = "The harbour master said on Monday that the quay at Seld would stay open until the spring."


def read(data):
    return list(read_document(Document("news.mbox", data)))


def test_each_message_is_a_report():
    found = read(SAMPLES["letters.mbox"])
    assert [(each.name, each.metadata.headline) for each in found] == [
        ("news.mbox#1", HEADLINE),
        ("news.mbox#2", "Quay stays open"),
    ]


def test_a_line_of_the_body_that_begins_with_from_is_no_new_message():
    body = (
        f"{LONG}\n\nFrom the harbour the ferry leaves at nine.\n\nFrom Tue to Sat Apr 09 06:30:00 2019\nnobody left.\n"
    )
    (given,) = read(FROM_LINE + message(part(f"{body}\n")))
    assert "From the harbour the ferry leaves at nine." in given.data.decode()
    assert "nobody left." in given.data.decode()


def test_a_quoted_from_is_restored():
    (given,) = read(FROM_LINE + message(b"\n" + f"{LONG}\n\n>From the harbour it left.\n".encode()))
    assert given.data.decode().endswith("\n\nFrom the harbour it left.")


def test_first_lines_of_many_programs_begin_a_message():
    for line in (
        "From - Tue Apr 09 06:30:00 2019",
        "From MAILER-DAEMON Tue Apr  9 06:30:00 2019",
        "From 1630@xxx Tue Apr 09 06:30:00 +0000 2019",
        "From news@seld.example Tue Apr 09 06:30:00 2019 +0200",
        "From news@seld.example Tue Apr  9 06:30 EST 2019",
    ):
        assert len(read(f"{line}\n".encode() + message(PLAIN))) == 1, line


def test_a_message_that_cannot_be_read_is_named_and_the_rest_goes_on():
    empty = message(b"\n \n")
    found = read(FROM_LINE + empty + FROM_LINE + message(PLAIN))
    assert found[0].input == "news.mbox#1"
    assert found[0].reason.startswith("it has no text")
    assert found[1].name == "news.mbox#2"


def test_a_message_that_is_too_large_is_named_and_the_rest_goes_on(monkeypatch):
    monkeypatch.setattr(mailbox, "MAX_BYTES", 5000)
    found = read(FROM_LINE + message(part("Tide. " * 2000 + "\n")) + FROM_LINE + message(PLAIN))
    assert "the message is larger than" in found[0].reason
    assert found[1].name == "news.mbox#2"


def test_a_report_that_begins_with_from_is_a_text():
    assert tell_form(Document("a.txt", b"From the harbour the ferry leaves at nine.\n\nNobody knows why.")) is None
