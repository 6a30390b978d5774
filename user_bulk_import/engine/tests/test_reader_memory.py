"""Memory does not grow with the file.

The formats are read by another process, whose peak is that of all memory: Python's own and that
of the parsers written in C. Text is read here under tracemalloc too, which is exact.
"""

import io
import json
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from reader_files import csv_bytes, ods_bytes, ods_row, sheet_xml, xlsx_bytes

from engine.readers import open_tables
from engine.readers.header import column_letters

FEW, MANY = 2_000, 50_000
MEGABYTE = 1024 * 1024
HEADER = ["Login", "Name"]

READ = """
import sys
from engine.readers import open_tables

def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))

for path in sys.argv[1:]:
    with open(path, "rb") as file:
        rows = sum(1 for table in open_tables(file) for _row in table.rows)
    print(rows, peak())
"""


def people(count):
    for number in range(count):
        yield [f"user{number}@example.com", f"Élodie {number}"]


def objects(count):
    return [dict(zip(HEADER, row, strict=True)) for row in people(count)]


def shared_strings_bytes(count):
    strings, rows = [], []
    for number, row in enumerate([HEADER, *people(count)], start=1):
        first = len(strings)
        strings += [f"<si><t>{text}</t></si>" for text in row]
        cells = "".join(
            f'<c r="{column_letters(column)}{number}" t="s"><v>{first + column}</v></c>'
            for column in range(len(row))
        )
        rows.append(f'<row r="{number}">{cells}</row>')
    return xlsx_bytes({"S": sheet_xml("".join(rows))}, strings="".join(strings))


BUILDERS = {
    "csv": lambda count: csv_bytes([HEADER, *people(count)], ";", "cp1252"),
    "json": lambda count: json.dumps({"users": objects(count)}).encode(),
    "xlsx": shared_strings_bytes,
    "ods": lambda count: ods_bytes({"S": "".join(map(ods_row, [HEADER, *people(count)]))}),
}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak")
def test_no_format_takes_more_memory_for_more_rows(tmp_path):
    paths = []
    for count in (FEW, MANY):
        for name, build in BUILDERS.items():
            paths.append(tmp_path / f"{name}-{count}")
            paths[-1].write_bytes(build(count))
    done = subprocess.run(
        [sys.executable, "-c", READ, *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    read = [tuple(map(int, line.split())) for line in done.stdout.splitlines()]
    rows, peaks = zip(*read, strict=True)
    assert rows == (FEW,) * len(BUILDERS) + (MANY,) * len(BUILDERS)
    # The rows of one large file alone, kept as tuples of texts, would take 10 MB.
    few, many = peaks[len(BUILDERS) - 1], peaks[-1]
    assert many - few < 6 * 1024, dict(zip(paths, peaks, strict=True))


def test_text_takes_no_more_memory_for_more_rows():
    def peak_of(count):
        file = io.BytesIO(csv_bytes([HEADER, *people(count)], ";", "cp1252"))
        tracemalloc.start()
        try:
            assert sum(1 for table in open_tables(file) for _row in table.rows) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    # A buffer may still fill up to its bound; there are 25 times as many rows.
    assert peak_of(MANY) < peak_of(FEW) + MEGABYTE
