"""What a database depends on.

addon.py depends ADDON…   the other addons that these depend on, joined by commas
addon.py digest ADDON…    a fingerprint of their files: another one, and a database is out of date
"""

import ast
import hashlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Read from the disk while Odoo runs, or not by Odoo at all.
NOT_IN_DATABASE = {"tests", "readme", "__pycache__", "static/src", "static/tests"}


def depends(names: list[str]) -> str:
    found = {}
    for name in names:
        manifest = ast.literal_eval((ROOT / name / "__manifest__.py").read_text("utf-8"))
        found |= dict.fromkeys(manifest.get("depends") or ["base"])
    return ",".join(name for name in found if name not in names)


def digest(names: list[str]) -> str:
    result = hashlib.sha256()
    for name in names:
        for folder, folders, files in os.walk(ROOT / name):
            here = Path(folder).relative_to(ROOT / name)
            folders[:] = sorted(
                f for f in folders if not {f, (here / f).as_posix()} & NOT_IN_DATABASE
            )
            for file in sorted(files):
                if not file.startswith(".") and not file.endswith((".pyc", "~")):
                    content = (Path(folder) / file).read_bytes()
                    result.update(f"{name}/{here / file}\0{len(content)}\0".encode() + content)
    return result.hexdigest()[:16]


if __name__ == "__main__":
    try:
        print({"depends": depends, "digest": digest}[sys.argv[1]](sys.argv[2:]))
    except FileNotFoundError as missing:
        sys.exit(f"dev/addon.py: there is no {missing.filename}")
