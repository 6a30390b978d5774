"""What this repository asks of pytest: no test is skipped, a run has every kind of test it needs.

Odoo skips a browser test when there is no browser, and an HTTP test when there is no server. Such a
run is green and proves nothing, so a skip is a failure here.
"""

import os
from collections import Counter

import hypothesis
import pytest

hypothesis.settings.register_profile("default", deadline=None)
# On CI the same commit has the same result; elsewhere every run tries new examples.
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "default")

ADDON = "user_bulk_import"
KINDS = ("engine", "odoo", "browser")
BROWSER_FILES = ("test_*tour*.py", "test_hoot.py")
"""Where tests that start a browser stand: its pages are prepared beforehand, which takes long."""
PASSED = pytest.StashKey[Counter]()


def pytest_addoption(parser):
    parser.addoption(
        "--needs",
        default="",
        metavar="KIND,KIND",
        help="fail unless tests of each kind have passed: "
        f"{', '.join(KINDS)}, or the name of a glue addon",
    )
    parser.addoption(
        "--only", choices=KINDS, help="run the tests of one kind, and fail if none has passed"
    )


def pytest_configure(config):
    config.stash[PASSED] = Counter()


def pytest_ignore_collect(collection_path, config):
    """Leave out the files of other kinds than the one that is asked for."""
    if not config.option.only or collection_path.is_dir():
        return None
    return True if kind_of_file(collection_path, config) != config.option.only else None


def refuse_skip(report):
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason}\nA skipped test proves nothing: provide what it needs."
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = refuse_skip((yield))
    if report.when == "call" and report.passed:
        item.config.stash[PASSED][kind_of(item)] += 1
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return refuse_skip((yield))


def pytest_collect_directory(path, parent):
    """Without Odoo, take folders as mere folders: as packages they would import the whole addon."""
    if not parent.config.pluginmanager.hasplugin("odoo"):
        return pytest.Dir.from_parent(parent, path=path)
    return None


def kind_of_file(path, config):
    parts = path.relative_to(config.rootpath).parts
    if parts[0].startswith(f"{ADDON}_"):
        return parts[0]
    if "engine" in parts:
        return "engine"
    return "browser" if any(path.match(pattern) for pattern in BROWSER_FILES) else "odoo"


def kind_of(item):
    """Return what a test turned out to be: not every one beside the tours starts a browser."""
    kind = kind_of_file(item.path, item.config)
    started = getattr(item.instance, "started_browser", False)
    return "odoo" if kind == "browser" and not started else kind


@pytest.fixture(scope="session", autouse=True)
def browser(request):
    """Note which tests really start a browser, and prepare the pages for them."""
    if not request.config.pluginmanager.hasplugin("odoo"):
        yield
        return
    request.getfixturevalue("load_registry")
    from odoo.tests.common import ChromeBrowser

    start = ChromeBrowser.__init__

    def noted(self, test_case, *args, **kwargs):
        assert prepared, f"a test that starts a browser stands in {' or '.join(BROWSER_FILES)}"
        start(self, test_case, *args, **kwargs)
        test_case.started_browser = True

    kinds = {kind_of_file(item.path, request.config) for item in request.session.items}
    if prepared := "browser" in kinds:
        make_bundles()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ChromeBrowser, "__init__", noted)
        yield


def make_bundles():
    """Make the pages' scripts and styles once, as Odoo does before its own browser tests.

    A test's requests run in the test's transaction: left to them, each test would make the bundles
    again, which takes longer than some of them wait.
    """
    from odoo.api import SUPERUSER_ID, Environment
    from odoo.modules.registry import Registry
    from odoo.tests.common import get_db_name

    with Registry(get_db_name()).cursor() as cr:
        Environment(cr, SUPERUSER_ID, {})["ir.qweb"]._pregenerate_assets_bundles()


def missing_kinds(config):
    needed = filter(None, [*config.option.needs.split(","), config.option.only])
    return [kind for kind in needed if not config.stash[PASSED][kind]]


def pytest_sessionfinish(session, exitstatus):
    if exitstatus == pytest.ExitCode.OK and missing_kinds(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    counts = config.stash[PASSED]
    kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(counts.items())) or "none"
    terminalreporter.write_line(f"passed by kind: {kinds}")
    if missing := missing_kinds(config):
        terminalreporter.write_line(
            f"FAILED: no test passed of the kind {', '.join(missing)}", red=True
        )
