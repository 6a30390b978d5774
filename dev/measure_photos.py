"""How much memory and time an import of many photos takes.

    measure_photos.py DATABASE [COUNT] [KILOBYTES]

Imports a ZIP with a table of COUNT people (2,000) and a portrait of each, by the command line, into
a database of its own kind (dev/newdb NAME), and one with 20 beside it. Both take about the same
memory: neither the file nor its photos are ever in it as a whole.
"""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
FEW = 20


def build(path: Path, count: int, kilobytes: int) -> None:
    """Write a ZIP with a table and noisy portraits of about this size."""
    chance = random.Random(5)
    side = int((kilobytes * 1024) ** 0.5 * 1.15)
    noise = [_jpeg(chance, side) for _ in range(8)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        rows = (f"photo{count}.{n},Person {n}\n" for n in range(count))
        archive.writestr("people.csv", "Login,Name\n" + "".join(rows))
        for n in range(count):
            # Each is another one, by some bytes behind its end.
            archive.writestr(f"photos/photo{count}.{n}.jpg", noise[n % 8] + n.to_bytes(4, "big"))


def _jpeg(chance: random.Random, side: int) -> bytes:
    out = io.BytesIO()
    Image.frombytes("RGB", (side, side), chance.randbytes(side * side * 3)).save(out, "JPEG")
    return out.getvalue()


def measure(database: str, path: Path) -> dict:
    """Import a file; return what the command says, with seconds and megabytes."""
    arguments = [ROOT / "dev/odoo", "user_import", "-d", database, path, "--json"]
    started = time.monotonic()
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        printed = process.stdout.read()
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    told = json.loads(printed)
    return {
        "file_mb": round(path.stat().st_size / 1024**2, 1),
        "peak_mb": round(usage.ru_maxrss / 1024),
        "seconds": round(time.monotonic() - started),
        **{name: told.get(name) for name in ("state", "created", "failed", "error")},
    }


def main(arguments: list[str]) -> None:
    database, *numbers = arguments
    count, kilobytes = [*map(int, numbers), *(2000, 60)[len(numbers) :]]
    with tempfile.TemporaryDirectory() as folder:
        for number in (FEW, count):
            path = Path(folder) / f"photos{number}.zip"
            build(path, number, kilobytes)
            print(number, json.dumps(measure(database, path)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
