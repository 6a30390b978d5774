"""The engine is plain Python: no module of it needs Odoo, or anything of the addon around it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import engine

ENGINE = Path(engine.__file__).parent
MODULES = sorted(path for path in ENGINE.rglob("*.py") if "tests" not in path.parts)


def reaches(path):
    """Give what a module imports: names of packages, and folders of relative imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]
        elif isinstance(node, ast.ImportFrom):
            yield path.parents[node.level - 1]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ENGINE)))
def test_no_module_reaches_beyond_the_engine(path):
    for reached in reaches(path):
        assert reached != "odoo"
        assert isinstance(reached, str) or reached.is_relative_to(ENGINE)


def test_every_module_loads_where_there_is_no_odoo():
    names = [
        ".".join(("engine", *path.relative_to(ENGINE).with_suffix("").parts)) for path in MODULES
    ]
    names = [name.removesuffix(".__init__") for name in names]
    assert len(names) > 40
    code = "import sys, importlib\nsys.modules['odoo'] = None\nfor name in sys.argv[1:]: "
    subprocess.run(
        [sys.executable, "-c", code + "importlib.import_module(name)", *names],
        check=True,
        cwd=ENGINE.parent,
        env={"PYTHONPATH": str(ENGINE.parent)},
    )
