"""Bytes to text: every encoding that reports come in, and what is said of it."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import ReadError, WhenceError
from whence.intake.encoding import decode, normalise_line_ends, open_decoder

GERMAN = "Der Bürgermeister sagte am Montag, „das Geschäft“ laufe gut. Größere Schiffe dürften nicht mehr anlegen. "
FRENCH = "Le conseil a décidé de fermer le port. « Nous n’avons pas le choix », a déclaré la maire, très émue. "
ENGLISH = "The mayor said on Monday: “We can’t keep the harbour open.” A café owner – Ana Brandt – said it cost £40. "
POLISH = "Rada miejska zdecydowała w poniedziałek o zamknięciu portu. „Nie mamy wyjścia”, dodała przewodnicząca. "
RUSSIAN = "Совет в понедельник решил закрыть порт, сообщил мэр. У нас нет выбора, добавила председатель комиссии. "
GREEK = "Το συμβούλιο αποφάσισε τη Δευτέρα να κλείσει το λιμάνι, δήλωσε ο δήμαρχος. Δεν έχουμε επιλογή, πρόσθεσε. "
TURKISH = "Belediye meclisi pazartesi günü limanı kapatmaya karar verdi. Başka seçeneğimiz yok, diye ekledi. "
JAPANESE = "市議会は月曜日、港を閉鎖することを決めたと市長が述べた。「他に選択肢はない」と議長は付け加えた。"
CHINESE = "市议会星期一决定关闭港口，市长说。“我们别无选择，”主席补充道。"
KOREAN = "시의회는 월요일 항구를 폐쇄하기로 결정했다고 시장이 말했다. 선택의 여지가 없다고 의장은 덧붙였다. "


def read(data, **known):
    decoded = decode(data, name="report.txt", **known)
    return decoded.text, decoded.notes


@pytest.mark.parametrize(
    ("text", "encoding", "called"),
    [
        (GERMAN, "cp1252", "windows-1252"),
        (FRENCH, "cp1252", "windows-1252"),
        (ENGLISH, "cp1252", "windows-1252"),
        (POLISH, "cp1250", "windows-1250"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "KOI8-U"),
        (GREEK, "cp1253", "windows-1253"),
        (TURKISH, "cp1254", "windows-1254"),
        (JAPANESE, "shift_jis", "Shift JIS"),
        (JAPANESE, "euc_jp", "EUC_JP"),
        (CHINESE, "gb18030", "GB 18030"),
        (KOREAN, "cp949", "EUC-KR"),
    ],
)
def test_an_old_encoding_is_guessed_and_the_guess_is_told(text, encoding, called):
    assert read((text * 3).encode(encoding)) == (text * 3, (f"read as {called}, which was guessed: it is not UTF-8",))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [ENGLISH, JAPANESE, "x"])
def test_a_byte_order_mark_is_believed_and_taken_off(text, encoding):
    assert read(text.encode(encoding)) == (text, ())


def test_a_byte_order_mark_at_the_other_end_is_believed_too():
    assert read(codecs.BOM_UTF16_BE + GREEK.encode("utf-16-be")) == (GREEK, ())
    assert read(codecs.BOM_UTF32_BE + GREEK.encode("utf-32-be")) == (GREEK, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, GREEK])
def test_utf_16_without_a_mark_is_told_by_its_nuls(text, encoding):
    note = f"read as {encoding.upper()}, which was guessed: it has no byte order mark"
    assert read(text.encode(encoding)) == (text, (note,))


@given(st.text())
def test_utf_8_is_read_as_it_stands(text):
    plain = text.replace("\x00", "").lstrip("\ufeff").translate(dict.fromkeys(range(32), "\n"))
    assert read(f"Report: {plain}".encode()) == (f"Report: {plain}", ())


@given(st.text())
def test_line_ends_become_line_feeds_and_nothing_else_changes(text):
    assert normalise_line_ends(text).split("\n") == text.replace("\r\n", "\r").replace("\n", "\r").split("\r")


@given(st.binary(max_size=400), st.none() | st.sampled_from(["utf-8", "shift_jis", "utf-7", "hex", "no such", "\0"]))
def test_any_bytes_become_text_that_can_be_written_again_or_an_error_for_the_user(data, declared):
    try:
        decoded = decode(data, name="report.txt", declared=declared)
    except WhenceError:
        return
    decoded.text.encode()


def test_stray_bytes_in_utf_8_are_read_as_windows_1252():
    data = "Ana Brandt’s café: “No comment.”".encode() + b" \x93Shut\x94, she said."
    assert read(data) == (
        "Ana Brandt’s café: “No comment.” “Shut”, she said.",
        ("read as UTF-8 mixed with windows-1252: 2 bytes did not fit UTF-8",),
    )


def test_what_no_encoding_explains_is_replaced_and_counted():
    assert read("“Café”, said Zoë".encode() + b"\x81") == (
        "“Café”, said Zoë\ufffd",
        (
            "read as UTF-8 mixed with windows-1252: 1 byte did not fit UTF-8",
            "1 undecodable place replaced by U+FFFD",
        ),
    )


def test_a_declared_encoding_is_followed():
    page = f'<meta charset="iso-8859-2"><p>{POLISH.replace("„", "").replace("”", "")}'
    assert read(page.encode("iso-8859-2")) == (page, ("read as ISO-8859-2, as declared",))
    xhtml = f"<?xml version='1.0' encoding='koi8-r'?><p>{RUSSIAN}"
    assert read(xhtml.encode("koi8-r")) == (xhtml, ("read as KOI8-R, as declared",))
    old = f'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=Shift_JIS"><p>{JAPANESE}'
    assert read(old.encode("shift_jis")) == (old, ("read as Shift JIS, as declared",))


def test_the_server_outranks_the_page():
    page = f'<meta charset="windows-1252"><p>{RUSSIAN}'
    assert read(page.encode("cp1251"), declared="windows-1251") == (page, ("read as windows-1251, as declared",))


def test_latin_1_is_declared_and_windows_1252_is_meant():
    assert read(b"<meta charset=iso-8859-1>\x93Shut\x94")[0] == "<meta charset=iso-8859-1>“Shut”"


def test_japanese_in_seven_bits_needs_its_declaration():
    data = JAPANESE.encode("iso2022_jp")
    assert read(data, declared="iso-2022-jp") == (JAPANESE, ())


@pytest.mark.parametrize("declared", ["utf-16", "unicode_escape", "utf-7", "base64", "idna", "nonsense", ""])
def test_an_encoding_that_cannot_be_meant_is_not_followed(declared):
    assert read(ENGLISH.encode("cp1252"), declared=declared)[0] == ENGLISH


def test_utf_8_is_recognised_whatever_is_declared():
    assert read(JAPANESE.encode(), declared="iso-8859-1") == (JAPANESE, ())


def test_a_few_nuls_in_a_text_stay_and_are_told():
    assert read(b"The council\x00 will meet.") == ("The council\x00 will meet.", ("1 NUL character in it",))


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"{\\rtf1 The council", "a rich text document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"SQLite format 3\x00", "an SQLite database"),
    ],
)
def test_a_binary_file_is_refused_by_what_it_is(start, what):
    with pytest.raises(ReadError) as caught:
        decode(start + b" The council will meet." * 9, name="harbour.txt")
    assert str(caught.value) == f"harbour.txt: it is {what}, not a text. Save its text as a file and read that."


def test_an_unknown_binary_file_is_refused_by_its_control_characters():
    with pytest.raises(ReadError) as caught:
        decode(bytes(range(256)) * 4, name="noise")
    assert str(caught.value) == (
        "noise: it is a binary file: 104 of 1024 bytes are control characters. Save its text as a file and read that."
    )


@pytest.mark.parametrize(
    ("start", "rest", "text", "notes"),
    [
        (b"Tide", "’s café".encode(), "Tide’s café", ()),
        (b"Tide", b"\x92s caf\xe9", "Tide’s café", ()),
        (b"<?xml encoding='koi8-r'?>", b"\xee\xc5", "<?xml encoding='koi8-r'?>Не", ("read as KOI8-R, as declared",)),
        ("Tide’s ".encode("utf-16"), "café".encode("utf-16-le"), "\ufeffTide’s café", ()),
    ],
)  # fmt: skip
def test_a_file_in_blocks_is_decoded_by_its_beginning(start, rest, text, notes):
    decoder, found = open_decoder(start)
    assert decoder.decode(start) + decoder.decode(rest, final=True) == text
    assert found == notes
