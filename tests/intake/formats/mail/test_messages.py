"""Messages: what a newsletter or a mailed press release says, whatever its encoding and however it was sent on."""

from base64 import b64encode

import pytest

from tests.support.pdf_files import pdf, set_in_lines
from tests.support.samples.documents import BODY, HEADLINE
from tests.support.samples.mail import HTML, PLAIN, SAMPLES, attachment, message, part
from whence.errors import ReadError
from whence.intake.formats.form import Document
from whence.intake.forms import read_document, tell_form
from whence.intake.load import read_input

LONG = "The harbour master said on Monday that the quay at Seld would stay open until the spring."


def read(data, name="a.eml"):
    return list(read_document(Document(name, data)))


def report_of(*parts, **headers):
    (given,) = read(message(*parts, **headers))
    return read_input(given)


@pytest.mark.parametrize("name", ["newsletter.eml", "release.emlx"])
def test_subject_sender_and_date_are_headline_outlet_and_time(name):
    (given,) = read(SAMPLES[name], name)
    report = read_input(given)
    assert (report.headline, report.publisher, report.published) == (
        HEADLINE,
        "The Seld Courier",
        "2019-04-09T06:30:00Z",
    )
    assert report.text == "\n\n".join([HEADLINE, *BODY])
    assert given.address == "mid:2019-04-09.1@seldcourier.example"


def test_the_html_is_read_where_the_plain_text_is_a_stub_and_the_reverse():
    stub = part("View this in your browser: https://seldcourier.example/v/1\n")
    assert "dockers’ union" in report_of(stub, HTML).text
    assert "dockers’ union" in report_of(PLAIN, part("<p>Please enable HTML.</p>", "text/html")).text


@pytest.mark.parametrize("charset", ["windows-1252", "utf-8", "no-such-charset", "unknown-8bit"])
def test_the_encoding_is_found_whatever_is_declared(charset):
    body = f"“{LONG}”"
    data = body.encode("windows-1252" if charset != "utf-8" else "utf-8")
    made = part(data, charset=charset)
    assert report_of(made).text.endswith(body)


@pytest.mark.parametrize(
    "subject", ["=?windows-1251?B?z/Dl8fE=?=", "=?no-such?Q?=CF=F0=E5=F1=F1?=", "=?UTF-8?B?broken"]
)
def test_a_subject_in_any_encoding_does_no_harm(subject):
    assert report_of(PLAIN, Subject=subject).headline


def test_lines_broken_to_fit_are_joined_and_short_ones_stay():
    text = "The council will close the old harbour in the spring, its mayor said on\nMonday, and nobody objected.\n"
    body = report_of(part(f"{text}\nPiers:\n- north\n- south\n")).text
    assert "its mayor said on Monday, and nobody objected." in body
    assert body.endswith("Piers:\n\n- north\n\n- south")


def test_a_rule_below_a_heading_ends_nothing_and_a_signature_is_left_out():
    text = f"** Good morning\n--------------------\n{LONG}\n\n-- \nDana Finn\nThe Seld Courier\n"
    assert report_of(part(text)).text == f"{HEADLINE}\n\nGood morning\n\n{LONG}"


def test_flowed_text_is_joined_where_a_line_ends_with_a_blank():
    body = report_of(part("The council \nmet on Monday.\nNobody objected.\n", "text/plain; format=flowed")).text
    assert "The council met on Monday.\n\nNobody objected." in body


def test_a_byline_in_the_body_is_the_reports():
    report = report_of(part(f"By Dana Finn\n\n{LONG}\n"))
    assert (report.byline, report.text) == (("Dana Finn",), f"{HEADLINE}\n\n{LONG}")


@pytest.mark.parametrize(
    ("sender", "publisher", "byline"),
    [
        ("Ana Brandt from Seld Notes <notes@letters.example>", "Seld Notes", ("Ana Brandt",)),
        ('"Ana Brandt, The Seld Courier" <ana@seldcourier.example>', "The Seld Courier", ("Ana Brandt",)),
        ("Varn Herald <news@varnherald.example>", "Varn Herald", ()),
        ("news@varnherald.example", None, ()),
        ("Maria Krall <maria@letters.example>", None, ("Maria Krall",)),
        ("Seld Live <news@live.example>", "Seld Live", ()),
    ],
)
def test_a_sender_is_an_outlet_or_a_person(sender, publisher, byline):
    report = report_of(PLAIN, From=sender)
    assert (report.publisher, report.byline) == (publisher, byline)


def test_a_person_who_writes_to_another_is_no_outlet():
    report = report_of(PLAIN, From="Ana Brandt <ana@seldcourier.example>", List_Unsubscribe=None)
    assert (report.publisher, report.byline) == (None, ("Ana Brandt",))


def test_what_a_newsletter_says_of_itself_is_left_out():
    page = (
        f"<div style='display:none'>Preview</div><p>View in browser</p><p>{LONG}</p><p>Unsubscribe</p><p>1 Quay St</p>"
    )
    assert report_of(part(page, "text/html")).text == f"{HEADLINE}\n\n{LONG}"


def test_a_forwarded_message_is_its_first_senders():
    head = "From: The Varn Herald <news@varn.example>\nDate: Mon, Apr 8, 2019 at 7:15 AM\nSubject: Quay stays open"
    text = f"FYI\n\n---------- Forwarded message ---------\n{head}\nTo: Ana\n\n\n{LONG}\n"
    report = report_of(part(text), Subject="Fwd: Quay stays open", From="Ana Brandt <ana@seld.example>")
    assert (report.headline, report.publisher, report.byline) == ("Quay stays open", "The Varn Herald", ())
    assert (report.published, report.text) == ("2019-04-08T07:15:00", f"Quay stays open\n\n{LONG}")
    assert report.notes == ("it was forwarded; what stood above it was left out: FYI",)


def test_a_message_forwarded_in_another_language_is_told_by_its_shape():
    text = (
        f"Von: Seld Kurier <post@kurier.example>\nGesendet: 9. April 2019 06:30\nAn: Li\nBetreff: Kai offen\n\n{LONG}\n"
    )
    report = report_of(part(text), Subject="WG: Kai offen")
    assert (report.headline, report.publisher, report.published) == ("Kai offen", "Seld Kurier", "2019-04-09T06:30:00")


def test_an_answer_leaves_out_what_it_quotes_and_says_so():
    report = report_of(part(f"{LONG}\n\n> When?\n> Where?\n"), Subject="Re: Quay")
    assert report.text.endswith(LONG)
    assert report.notes == ("2 lines quoted from an earlier message were left out",)


def test_a_message_that_quotes_all_that_it_forwards_is_read():
    head = "> From: The Varn Herald <news@varn.example>\n> Date: Mon, Apr 8, 2019\n> Subject: Quay stays open\n"
    report = report_of(part(f"{head}> \n> {LONG}\n"), Subject="Fwd: Quay stays open")
    assert (report.text, report.publisher) == (f"Quay stays open\n\n{LONG}", "The Varn Herald")


def test_attached_documents_are_reports_of_their_own_and_pictures_are_not():
    release = pdf(set_in_lines(LONG))
    found = read(
        message(PLAIN, attachment(release, "release.pdf"), attachment(b"-", "quay.png", "image/png"), kind="mixed")
    )
    assert [each.name for each in found] == ["a.eml", "a.eml#release.pdf"]
    assert found[1].data.decode() == LONG


def test_the_messages_of_a_digest_are_reports_of_their_own():
    inner = [b"Content-Type: message/rfc822\n\n" + message(PLAIN, Subject=f"Quay {number}") for number in (1, 2)]
    found = read(message(*inner, kind="digest"))
    assert [(each.name, each.metadata.headline) for each in found] == [("a.eml#1", "Quay 1"), ("a.eml#2", "Quay 2")]


def test_an_encrypted_message_and_a_notice_of_delivery_say_so():
    with pytest.raises(ReadError, match="it is encrypted"):
        read(message(PLAIN, PLAIN, kind="encrypted"))
    with pytest.raises(ReadError, match="it is a notice of delivery"):
        read(message(PLAIN, PLAIN, kind="report"))


def test_parts_without_end_are_refused():
    with pytest.raises(ReadError, match="it has more than 20,000 parts"):
        read(message(*[b"\n"] * 20_002))
    deep = PLAIN
    for number in range(30):
        deep = f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n'.encode() + deep
    with pytest.raises(ReadError, match="its parts lie in more than 20 others"):
        read(message(deep))


@pytest.mark.parametrize(
    "text",
    [
        "From: the harbour office\nTo: all\nDate: Monday\nSubject: Quay\n\nThe quay stays open.",
        "Headline: Quay stays open\nDate: 9 April 2019\n\nThe council met.",
        "Harbour: open\n\nThe council met.",
    ],
)
def test_a_text_that_begins_like_a_letter_is_a_text(text):
    assert tell_form(Document("a.txt", text.encode())) is None


def test_the_address_of_the_page_is_taken_from_the_headers():
    assert report_of(PLAIN, Archived_At="<https://seldcourier.example/a/1>").url == "https://seldcourier.example/a/1"


def problem_of(data):
    with pytest.raises(ReadError) as caught:
        read(data)
    return caught.value.reason


def headers(kind):
    start = "From: Ana Brandt <ana@post.example>\nSubject: Quay stays open\nMIME-Version: 1.0\n"
    return f"{start}Content-Type: {kind}\n".encode()


def test_a_message_that_an_editor_saved_in_utf_16_is_read():
    (given,) = read(SAMPLES["newsletter.eml"].decode().encode("utf-16"))
    assert read_input(given).text == "\n\n".join([HEADLINE, *BODY])


def test_a_text_encrypted_with_pgp_is_no_report():
    block = f"-----BEGIN PGP MESSAGE-----\n\n{'hQEMA0p' * 9}\n-----END PGP MESSAGE-----\n"
    assert problem_of(headers("text/plain") + f"\n{block}".encode()).startswith("it is encrypted")


def test_what_stands_around_a_text_signed_with_pgp_is_left_out():
    block = (
        f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n{LONG}\n-----BEGIN PGP SIGNATURE-----\n\nwsD5\n=aB1c\n"
    )
    (given,) = read(headers("text/plain") + f"\n{block}-----END PGP SIGNATURE-----\n".encode())
    assert read_input(given).text == f"Quay stays open\n\n{LONG}"


def test_a_text_whose_base64_is_damaged_is_no_report():
    start = headers("text/plain; charset=utf-8") + b"Content-Transfer-Encoding: base64\n\n"
    coded = b64encode(LONG.encode())
    assert problem_of(start + b"!" + coded).startswith("its text is damaged")
    assert problem_of(start + coded[:41] + b"\n!!\n" + coded[41:]).startswith("its text is damaged")
    (given,) = read(start + coded + b"\n____\nThe list of the port\n")
    assert read_input(given).text == f"Quay stays open\n\n{LONG}"


def test_parts_that_are_marked_otherwise_than_the_headers_say_are_named():
    parts = f"\n--other\nContent-Type: text/plain\n\n{LONG}\n--other--\n".encode()
    assert problem_of(headers("multipart/mixed; boundary=own") + parts).startswith("its parts are not marked")
    assert problem_of(headers("multipart/mixed") + parts).startswith("its parts are not marked")


def test_a_message_whose_last_mark_is_missing_says_that_it_may_be_cut_off():
    (given,) = read(headers("multipart/mixed; boundary=own") + f"\n--own\n\n{LONG}\n".encode())
    assert given.notes == ("it may be cut off: the mark of its end is missing",)
