"""The arguments of a call as a run takes them, checked."""

from ..engine.headers import normalize_header
from ..engine.tabs import NO_TAB
from .errors import CallError

OWN = frozenset({"ref", "login", "old_login", "email"})
"""Fields that are each person's own, so that there is no default for them."""


def profile(env, arguments):
    """Return the profile that the call names."""
    Profile = env["user.import.profile"].with_context(active_test=False)
    code = arguments.profile or "standard"
    found = Profile.search([("code", "=", code)])
    if not found:
        codes = ", ".join(Profile.search([]).mapped("code"))
        raise CallError(f"There is no profile “{code}”. There are: {codes}.")
    return found


def policy(env, arguments, has_common_password):
    """Return the policy fields that the call sets, checked against their choices."""
    given = _pairs("--set", arguments.set)
    given |= {
        name: value
        for name, value in (
            ("operation", arguments.operation),
            ("update_mode", arguments.update_mode),
            ("match_on", arguments.match),
            ("on_error", arguments.on_error),
            ("invite", arguments.invite),
            ("password_mode", "common" if has_common_password else ""),
        )
        if value
    }
    return env["user.import.policy.mixin"]._policy_values_from_text(given)


def read_options(env, arguments):
    """Return what the call says of columns, fields and tables, checked against the fields and the
    tabs of the profile."""
    mapped = _pairs("--map", arguments.map)
    defaults = _pairs("--default", arguments.default)
    specs = {spec.name: spec for spec in env["user.import.field"]._specs()}
    specs |= {spec.name: spec for spec in env["user.association.type"].search([])._specs()}
    for field in [*mapped.values(), *defaults]:
        if field not in specs and field.partition(":")[0] not in ("", "-", "tag", "property"):
            raise CallError(
                f"There is no field “{field}”. There are: {', '.join(sorted(specs))}, "
                "tag:CATEGORY and property:LABEL."
            )
    if own := sorted(OWN & defaults.keys()):
        raise CallError(f"--default: {', '.join(own)} is each person's own; put it into the file.")
    if any(specs[field].sensitive for field in defaults if field in specs):
        raise CallError("A password never stands in an argument: put it into the file.")
    return {"map": mapped, "defaults": defaults, "tabs": _tabs(env, arguments)}


def _tabs(env, arguments):
    """Return the tab of the profile by the name of a table, ``""`` where the call names none."""
    found = profile(env, arguments)
    known = {normalize_header(name): name for name in found._user_types()}
    tabs = {}
    for text in arguments.tab:
        table, _separator, tab = (part.strip() for part in text.rpartition("="))
        if tab != NO_TAB and normalize_header(tab) not in known:
            told = ", ".join(known.values()) or "none"
            raise CallError(f"--tab: the profile has no tab “{tab}”. There are: {told}.")
        tabs[table] = known.get(normalize_header(tab), NO_TAB)
    return tabs


def tables(run):
    """Return the names of the file's tables; one without a name is called like the file."""
    return [name or run._file_stem() for name in run._sheets()]


def tables_lacking(run, arguments):
    """Return the tables of ``--tab`` that the file does not have.

    :param run: one whose file was read
    """
    present = tables(run)
    return [name for name in map(_table, arguments.tab) if name and name not in present]


def leaves_tables_open(run, arguments):
    """Return whether ``--tab`` names no table, and the file has several."""
    return "" in map(_table, arguments.tab) and len(run._sheets()) > 1


def _table(text):
    """Return the table that a ``--tab`` names, ``""`` for none."""
    return text.rpartition("=")[0].strip()


def headers_lacking(run, arguments):
    """Return the headers of ``--map`` that no sheet of the file has.

    :param run: one whose file was read
    """
    present = {normalize_header(column.header or "") for column in _file_columns(run)}
    mapped = _pairs("--map", arguments.map)
    return [header for header in mapped if normalize_header(header) not in present]


def headers(run):
    """Return the headers of the file, each once."""
    return list(dict.fromkeys(column.header for column in _file_columns(run) if column.header))


def _file_columns(run):
    return run.column_ids.filtered(lambda column: column.index >= 0).sorted("index")


def _pairs(flag, texts):
    """Return the dict of ``NAME=VALUE`` arguments."""
    pairs = {}
    for text in texts:
        name, separator, value = text.rpartition("=") if flag == "--map" else text.partition("=")
        if not separator or not name:
            raise CallError(f"{flag} takes NAME=VALUE, not “{text}”.")
        pairs[name.strip()] = value.strip()
    return pairs
