"""Encodings of text files: found, or refused with the place."""

import pytest
from reader_files import cells, csv_bytes, read_one, refusal_of

TURKISH = [
    ["Adı", "Soyadı", "Şehir"],
    ["Ayşe", "Yılmaz", "İstanbul"],
    ["Çağrı", "Öztürk", "Eskişehir"],
    ["Gülşah", "Işık", "Şanlıurfa"],
    ["İbrahim", "Ağaoğlu", "Ağrı"],
]
UKRAINIAN = [
    ["Прізвище", "Ім'я", "Місто"],
    ["Шевченко", "Олексій", "Київ"],
    ["Ґалаґан", "Єва", "Чернігів"],
    ["Їжакевич", "Наталія", "Львів"],
]
RUSSIAN = [["Фамилия", "Имя"], ["Кузнецов", "Пётр"], ["Щербакова", "Юлия"]]
BULGARIAN = [["Име", "Фамилия"], ["Георги", "Димитров"], ["Цветелина", "Йорданова"]]
SERBIAN = [["Име", "Презиме"], ["Ђорђе", "Љубичић"], ["Жељко", "Ћирић"]]
FRENCH = [["Prénom", "Nom"], ["Élodie", "Lefèvre"], ["Françoise", "Saint-Exupéry"], ["Noël", "Œuf"]]
GERMAN = [["Vorname", "Straße"], ["Jürgen", "Größe"], ["Änne", "Öttinger Weg"], ["Ute", "Überweg"]]
SPANISH = [["Nombre", "Dirección"], ["Íñigo", "Núñez"], ["María José", "Peña"]]
PORTUGUESE = [["Nome", "Função"], ["João", "Conceição"], ["Inês", "Magalhães"]]
DANISH = [["Navn", "By"], ["Søren Kjærgård", "Århus"], ["Åse", "Ærø"]]
ICELANDIC = [["Nafn", "Staður"], ["Þór Guðmundsson", "Akureyri"], ["Sigríður Jónsdóttir", "Höfn"]]
POLISH = [["Imię", "Nazwisko"], ["Łukasz", "Wałęsa"], ["Grażyna", "Źdźbło"]]

CASES = [
    *((rows, "cp1254") for rows in (TURKISH, TURKISH[:2], TURKISH[::3])),
    *((rows, "cp1251") for rows in (UKRAINIAN, RUSSIAN, BULGARIAN, SERBIAN, RUSSIAN[:2])),
    *((rows, "cp1252") for rows in (FRENCH, GERMAN, SPANISH, PORTUGUESE, DANISH, ICELANDIC)),
]


@pytest.mark.parametrize(("rows", "encoding"), CASES)
def test_code_pages_are_told_apart_by_a_few_names(rows, encoding):
    table = read_one(csv_bytes(rows, ";", encoding))
    assert [table.header, *cells(table)] == [tuple(row) for row in rows]
    assert table.encoding == encoding


@pytest.mark.parametrize(("rows", "encoding"), CASES)
def test_code_pages_are_told_apart_among_addresses_and_capitals(rows, encoding):
    data = [[*row, f"user{index}@example.com"] for index, row in enumerate(rows)]
    data[0][-1] = "E-mail"
    data[1] = [cell.replace("i", "İ").upper() if rows is TURKISH else cell for cell in data[1]]
    assert cells(read_one(csv_bytes(data, ";", encoding))) == [tuple(row) for row in data[1:]]


@pytest.mark.parametrize("rows", [SPANISH, PORTUGUESE, GERMAN])
def test_iso_8859_1_reads_right(rows):
    table = read_one(csv_bytes(rows, ",", "iso-8859-1"))
    assert cells(table) == [tuple(row) for row in rows[1:]]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_wide_encoding_that_was_chosen_for_a_narrow_file_is_refused(encoding):
    issue = refusal_of(csv_bytes([["Name"], ["Ann Archer"]]), encoding=encoding)
    assert issue.code == "undecodable"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("rows", [TURKISH, UKRAINIAN, POLISH, FRENCH])
def test_unicode_is_found_with_and_without_a_byte_order_mark(rows, encoding):
    table = read_one(csv_bytes(rows, "\t", encoding))
    assert [table.header, *cells(table)] == [tuple(row) for row in rows]
    assert table.encoding == encoding


def test_utf_16_with_a_mark_in_either_order_is_read():
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        table = read_one(mark + csv_bytes(TURKISH, "\t", encoding))
        assert table.header == tuple(TURKISH[0])


@pytest.mark.parametrize("name", ["李小龍", "محمد", "नमस्ते", "Ωραία", "😀 Ann"])
def test_every_script_reads_right_in_utf_8(name):
    assert cells(read_one(csv_bytes([["Name", "Nr"], [name, "x"]]))) == [(name, "x")]


def test_the_only_foreign_letters_may_stand_at_the_end_of_a_long_file():
    rows = [["Name", "City"], *[["Ann", "Paris"]] * 20_000, ["Élodie", "Orléans"]]
    for encoding in ("utf-8", "cp1252"):
        assert cells(read_one(csv_bytes(rows, ",", encoding)))[-1] == ("Élodie", "Orléans")


def test_typographic_quotes_alone_make_no_other_code_page():
    rows = [["Name", "Note"], ["Sean O’Brien", "“ok” – 5 €"]]
    assert cells(read_one(csv_bytes(rows, ";", "cp1252"))) == [tuple(rows[1])]


def test_damaged_utf_8_is_refused_with_line_and_byte():
    data = csv_bytes(UKRAINIAN).replace("Єва".encode(), b"\xd0\xff")
    issue = refusal_of(data)
    assert issue.code == "undecodable"
    assert issue.params == {"line": 3, "byte": "0xD0", "encoding": "utf-8"}


def test_a_cut_off_character_at_the_end_is_refused():
    assert refusal_of(csv_bytes(UKRAINIAN).rstrip()[:-1]).code == "undecodable"
    assert refusal_of(csv_bytes(UKRAINIAN, encoding="utf-16")[:-1]).code == "undecodable"


@pytest.mark.parametrize(
    ("rows", "encoding"), [(POLISH, "cp1250"), (RUSSIAN, "koi8-r"), (RUSSIAN, "cp866")]
)
def test_letters_that_make_no_sense_are_refused_rather_than_guessed(rows, encoding):
    data = csv_bytes(rows, ";", encoding)
    assert refusal_of(data).code in ("encoding_unclear", "undecodable")
    table = read_one(data, encoding=encoding)
    assert cells(table) == [tuple(row) for row in rows[1:]]


def test_an_encoding_may_be_chosen():
    data = csv_bytes([["Name", "Town"], ["ýþ", "x"]], encoding="cp1252")
    assert cells(read_one(data, encoding="windows-1252")) == [("ýþ", "x")]
    assert cells(read_one(data, encoding="cp1254")) == [("ış", "x")]
    assert read_one(csv_bytes(TURKISH, encoding="utf-8-sig"), encoding="utf-8").header[0] == "Adı"


def test_a_chosen_encoding_that_does_not_fit_is_refused():
    issue = refusal_of(csv_bytes(GERMAN, encoding="cp1252"), encoding="utf-8")
    assert (issue.code, issue.params["line"]) == ("undecodable", 1)


@pytest.mark.parametrize("encoding", ["klingon", "base64", "punycode", "rot13", "utf-7", "cp037"])
def test_what_is_no_encoding_of_tables_is_refused(encoding):
    assert refusal_of(csv_bytes(GERMAN), encoding=encoding).code == "encoding_unknown"
