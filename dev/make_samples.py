"""Write the sample files, and what an import of each has to come to.

    make_samples.py           write them
    make_samples.py --check   fail where one on the disk differs from what would be written

The same data give the same bytes. What the samples hold stands in the modules of ``samples``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from samples.tables import Sample

from samples import (
    company,
    directory,
    exam_candidates,
    exam_candidates_zip,
    exam_users,
    school,
    users,
)

ROOT = Path(__file__).resolve().parent.parent
EXPECTED = "user_bulk_import/tests/fixtures/samples.json"
MODULES = (
    users,
    exam_users,
    exam_candidates,
    exam_candidates_zip,
    school,
    company,
    directory,
)


def contents() -> dict[str, bytes]:
    """Return the bytes of each file by its path in the repository."""
    samples: list[Sample] = [module.build() for module in MODULES]
    files = {}
    for sample in samples:
        content = sample.write(sample)
        files |= dict.fromkeys((sample.path, *sample.copies), content)
    expected = {sample.path: sample.expected() for sample in samples}
    files[EXPECTED] = f"{json.dumps(expected, indent=2, ensure_ascii=False)}\n".encode()
    return files


def main(arguments: list[str]) -> int:
    differing = []
    for path, content in contents().items():
        place = ROOT / path
        if place.is_file() and place.read_bytes() == content:
            continue
        differing.append(path)
        if "--check" not in arguments:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    for path in differing:
        print(path)
    return 1 if differing and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
