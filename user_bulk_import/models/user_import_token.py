import base64
import hmac
import json
from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from ..engine.matching import FILE_KEYS
from ..engine.pipeline import key_reader
from ..engine.secret_tokens import SecretToken, parse_token
from ..engine.tables import SourceRow
from .user_import_planner import _matches

LENDING = "review"
"""State in which a run's passwords may go to a corrected upload: only then it is known whose rows
they are."""

PROOF_BYTES = 16


class UserImportRun(models.Model):
    _inherit = "user.import.run"

    taken_secrets = fields.Text(
        groups=fields.NO_ACCESS,
        help="What tokens of the file stood for, encrypted, until the import ends: the file can "
        "then be read again, though the import that kept them has ended.",
    )


class UserImportToken(models.AbstractModel):
    """Makes what stands for a staged password in an error report, and puts the password in its
    place again when the corrected report comes back.

    A token names run, row and column, and proves by an HMAC under a key of that run that this
    server made it. It says nothing of the password, and there is no way from a token to a text
    that anybody can read:

    * **Guessing.** The proof has 128 bits, under a key derived from the database's secret and the
      run's salt. The salt is erased when the run ends; from then on no token of it is genuine.
    * **Somebody else's run.** A token counts only in an upload of the person whose rights the old
      run has, in the same company, and reports for others have none. A Settings administrator is
      no exception: who gives somebody else's password to a field that can be read would read it.
      The person who uploaded the password learns nothing new by that.
    * **A column that can be read.** It is replaced only in columns that are kept as secrets: there
      the text goes to the sealed part of a row, and from there to the password converter. In any
      other column it stays, and is an error of the row.
    * **Somebody else's row.** A spreadsheet sorts one column without the others, or fills it down.
      The token is therefore bound to the person of its row: by the first key (reference, login,
      e-mail) that tells, the new row has to be the old one, or a person that the old file does not
      know, since a key may be what was corrected. A row that has the key of another row of the old
      file does not get the password. One token serves one row.
    * **Trying.** All refusals look alike, and the row stays in error until a password is typed.
      Nobody is changed before the review in any case.
    """

    _name = "user.import.token"
    _description = "User Import Token"

    # -- making ------------------------------------------------------------------------------

    @api.model
    def _maker(self, run):
        """Return a function that makes the token of a row and a key of its cells, or ``None``
        where the reader of the run gets none.

        :param run: in the environment of the reader
        """
        if run.state != LENDING or run.user_id != self.env.user or self.env.su:
            return None
        secret = self.env["user.import.vault"].sudo()._key(run.sudo(), "token")
        return lambda row_id, key: str(_token(secret, run.id, row_id, key))

    # -- putting in place ---------------------------------------------------------------------

    @api.model
    def _redeem(self, run, columns, values_list):
        """Put staged passwords in the place of the tokens of freshly read rows.

        :param run: the new run, in a superuser environment
        :param columns: of the rows' sheet
        :param values_list: values of rows, whose ``secrets`` are texts by the key of the cells;
            changed in place. Tokens that are not genuine stay as they are
        """
        found = [
            (values, key, token)
            for values in values_list
            for key, text in values["secrets"].items()
            if (token := parse_token(text))
        ]
        if not found:
            return
        taken = self.env["user.import.vault"]._open(run, run.taken_secrets)
        genuine = self._genuine(run, [token for _values, _key, token in found])
        old_runs = self.env["user.import.run"].union(*(row.run_id for row, _t in genuine.values()))
        persons = _Persons(run, columns, [values for values, _key, _token in found], old_runs)
        for values, key, token in found:
            place = f"{values['sheet']}:{values['number']}"
            if str(token) not in taken and token in genuine:
                row, text = genuine[token]
                if persons.may_have(values, row):
                    taken[str(token)] = [place, text]
            owner, text = taken.get(str(token), (None, None))
            if owner == place:
                values["secrets"][key] = text
        run.taken_secrets = self.env["user.import.vault"]._seal(run, taken)

    @api.model
    def _genuine(self, run, tokens):
        """Return the rows and texts that tokens stand for.

        :rtype: dict[SecretToken, tuple[user.import.row, str]]
        """
        by_run = defaultdict(list)
        for token in tokens:
            by_run[token.run].append(token)
        result = {}
        for old in self.env["user.import.run"].search(self._lender_domain(run, list(by_run))):
            result |= self._staged(old, by_run[old.id])
        return result

    @api.model
    def _lender_domain(self, run, ids):
        """Return which runs may lend their secrets to a run."""
        return (
            Domain("id", "in", ids)
            & Domain("id", "!=", run.id)
            & Domain("user_id", "=", run.user_id.id)
            & Domain("company_id", "=", run.company_id.id)
            & Domain("state", "=", LENDING)
            & Domain("salt", "!=", False)
        )

    @api.model
    def _staged(self, old, tokens):
        vault = self.env["user.import.vault"]
        secret = vault._key(old, "token")
        domain = [("run_id", "=", old.id), ("id", "in", [token.row for token in tokens])]
        rows = {row.id: row for row in self.env["user.import.row"].search(domain)}
        result = {}
        for token in tokens:
            row = rows.get(token.row)
            own = _token(secret, old.id, token.row, token.key)
            if row and hmac.compare_digest(own.proof, token.proof):
                text = vault._open(old, row.secrets).get(token.key)
                if text:
                    result[token] = (row, text)
        return result


def _token(secret, run_id, row_id, key):
    place = json.dumps([run_id, row_id, key]).encode()
    digest = hmac.digest(secret, place, "sha256")[:PROOF_BYTES]
    proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    return SecretToken(run_id, row_id, key, proof)


class _Persons:
    """Tells whether new rows are about the persons of old ones.

    :param run: the new run
    :param columns: of the sheet of the rows
    :param values_list: values of the new rows
    :param old_runs: whose rows they are compared with
    """

    def __init__(self, run, columns, values_list, old_runs):
        sheet = columns[:1].sheet or ""
        read_keys = key_reader(_matches(run), run._catalogue(), run._policy_for(sheet))
        self._keys = {
            values["sequence"]: read_keys(_source(sheet, columns.mapped("key"), values))
            for values in values_list
        }
        self._owners = {name: self._rows_by_key(old_runs, name) for name in FILE_KEYS}

    def _rows_by_key(self, old_runs, name):
        """Return ids of old rows by run and the text of a key, for the texts of the new rows."""
        texts = {keys[name] for keys in self._keys.values() if keys.get(name)}
        domain = [("run_id", "in", old_runs.ids), (f"key_{name}", "in", list(texts))]
        groups = old_runs.env["user.import.row"]._read_group(
            domain, ["run_id", f"key_{name}"], ["id:array_agg"]
        )
        return {(run.id, text): set(ids) for run, text, ids in groups}

    def may_have(self, values, old_row):
        """Return whether a new row may have what the old one has staged.

        :param values: of the new row
        :param old_row: record, in a superuser environment
        """
        keys = self._keys[values["sequence"]]
        for name in FILE_KEYS:
            text = keys.get(name)
            if text and text == old_row[f"key_{name}"]:
                return True
            if text and self._owners[name].get((old_row.run_id.id, text), set()) - {old_row.id}:
                return False
        return True


def _source(sheet, keys, values):
    cells = values["cells"]
    return SourceRow(sheet, values["number"], tuple(cells.get(key) or "" for key in keys))
