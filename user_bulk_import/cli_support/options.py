"""The arguments of a call as a run takes them, checked."""

from ..engine.headers import normalize_header
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
    """Return what the call says of columns and fields, checked against the fields."""
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
    return {"map": mapped, "defaults": defaults}


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
