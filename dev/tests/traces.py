"""Where a password could have been left on a disk: the dump of a database, its filestore, and files
of any kind. A secret is searched for in the encodings that they use.
"""

import base64
import configparser
import io
import json
import os
import subprocess
import zipfile
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = {
    name: sample
    for name, sample in json.loads(
        (ROOT / "user_bulk_import/tests/fixtures/samples.json").read_text()
    ).items()
    if sample["password_token"]
}
CANDIDATES = "user_bulk_import/static/samples/exam_candidates.csv"
TOKEN = SAMPLES[CANDIDATES]["password_token"]
DEBUG = "odoo.addons.user_bulk_import:DEBUG"
DUMP = "the database"


def forms(secret):
    """Return what a text looks like in UTF-8, UTF-16 and Base64, and in the digits of a dump."""
    plain = [secret.encode(), secret.encode("utf-16-le")]
    for offset in range(3):  # where its first byte falls in a group of three
        size = offset + len(secret.encode())
        encoded = base64.b64encode(bytes(offset) + secret.encode())
        # Of six bits each, those characters that the neighbors have no part in.
        plain.append(encoded[-(-offset * 8 // 6) : size * 8 // 6])
    assert min(map(len, plain)) >= 5, "too short to search for"
    return [*plain, *(text.hex().encode() for text in plain)]


def unpacked(name, content):
    """Yield what a file holds, and the files in it where it is an archive."""
    yield name, content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from unpacked(f"{name}/{member}", archive.read(member))


def found(secret, places):
    """Return the names of the places that a secret stands in.

    :param places: ``{name: bytes}``
    """
    wanted = forms(secret)
    return [
        name
        for outer, content in places.items()
        for name, inner in unpacked(outer, content)
        if any(form in inner for form in wanted)
    ]


def lines(secret, content):
    """Return the beginnings of the lines of a dump that a secret stands in: table, ids, run."""
    wanted = forms(secret)
    return [
        line[:200].decode(errors="replace")
        for line in content.splitlines()
        if any(form in line for form in wanted)
    ]


def dump(database):
    program = Path(os.environ["PGPATH"], "pg_dump")
    return subprocess.run(
        [program, "--inserts", "--no-owner", database], check=True, capture_output=True
    ).stdout


def filestore(database):
    config = configparser.ConfigParser(interpolation=None)
    config.read(os.environ["ODOO_RC"])
    folder = Path(config["options"]["data_dir"], "filestore", database)
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def stored(database):
    return {DUMP: dump(database), **filestore(database)}


def passwords_in(content):
    """Return the passwords of a ZIP of login slips."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        workbook = openpyxl.load_workbook(io.BytesIO(archive.read("login-slips.xlsx")))
    return [line[2] for line in list(workbook.active.values)[1:]]
