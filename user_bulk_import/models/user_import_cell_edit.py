"""Editing the cells of rows by hand."""

from odoo.exceptions import UserError

from ..engine.values import MASK


def given_cells(env, value):
    """Return what a client gives for ``cells``, by cell key.

    The web client gives a list of definitions with values: of each nothing counts but name and
    value, and one without a value is left as it is.

    :param value: such a list, or a dict
    :raises UserError: where it is neither
    """
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list) and all(isinstance(item, dict) for item in value):
        pairs = [(item.get("name"), item["value"]) for item in value if "value" in item]
    else:
        pairs = [(None, value)]
    if not all(isinstance(key, str) for key, _text in pairs):
        raise UserError(env._("The cells of a row are given by their names, each with its text."))
    return dict(pairs)


class CellEdit:
    """Writes texts into the cells of one run's rows: secrets go to the vault, and of all others
    what stood in the file is kept.

    :param run: in a superuser environment
    :param cells: texts by cell key; ``False`` or blank empties a cell, :data:`MASK` leaves a
        secret as it is. What is no cell of a row's sheet has to be blank
    :raises UserError: where one is no text that can be kept. A refusal never repeats the text,
        which may be a password
    """

    def __init__(self, run, cells):
        self.run = run
        self.env = run.env
        self._limit = self.env["user.import.stager"]._read_options({}).limits.cell_length
        self._texts = {key: self._text(value) for key, value in cells.items()}

    def _text(self, value):
        if value is None or value is False:
            return ""
        if not isinstance(value, str):
            raise UserError(
                self.env._("A cell holds a text. Give numbers and dates as they are typed.")
            )
        if len(value) > self._limit:
            raise UserError(
                self.env._(
                    "A cell holds up to %(limit)s characters, and this text has %(count)s. "
                    "Shorten it.",
                    limit=self._limit,
                    count=len(value),
                )
            )
        if "\0" in value or not _is_encodable(value):
            raise UserError(
                self.env._("The text has characters that cannot be stored. Type it again.")
            )
        return value if value.strip() else ""

    def apply(self, rows):
        """Edit rows.

        :param rows: of the run, in a superuser environment
        :return: those of which a cell has changed
        :raises UserError: where a row's sheet has no column for a text
        """
        changed = []
        for sheet, sheet_rows in rows.grouped("sheet").items():
            columns = self.run._file_columns(sheet or "")
            secret = set(columns.filtered("sensitive").mapped("key"))
            texts = self._texts_for(sheet, set(columns.mapped("key")))
            cells = sheet_rows._cell_texts()
            for row in sheet_rows:
                values = self._values(row, cells[row.id], texts, secret)
                if values:
                    row.write({**values, "editor_id": self.env.uid})
                    changed.append(row.id)
        return rows.browse(changed)

    def _texts_for(self, sheet, keys):
        """Return the texts for the rows of a sheet."""
        if any(text for key, text in self._texts.items() if key not in keys):
            raise UserError(
                self.env._("Sheet “%s” has no such column: the value has no place there.", sheet)
                if sheet
                else self.env._("The file has no such column: the value has no place.")
            )
        return {key: text for key, text in self._texts.items() if key in keys}

    def _values(self, row, cells, texts, secret):
        """Return what is written of a row, an empty dict where all stays as it is.

        :param cells: its present texts
        :param secret: keys of the sensitive cells
        """
        plain = {
            key: text
            for key, text in texts.items()
            if key not in secret and text != cells.get(key, "")
        }
        # Never compared with the present one, which would tell whether somebody guessed it.
        sealed = {
            key: text
            for key, text in texts.items()
            if key in secret and text != MASK and (text or key in cells)
        }
        if not plain and not sealed:
            return {}
        masked = {key: MASK if text else "" for key, text in sealed.items()}
        present = cells | plain | masked
        values = {
            "cells": {key: text for key, text in present.items() if text},
            "edited": self._originals(row, cells, plain, sealed),
        }
        if sealed:
            values["secrets"] = self._sealed(row, sealed)
        return values

    def _originals(self, row, cells, plain, sealed):
        """Return what stood in the file in the cells that are edited by now."""
        originals = row.edited or {}
        for key, text in plain.items():
            if originals.setdefault(key, cells.get(key, "")) == text:
                del originals[key]
        return originals | dict.fromkeys(sealed)

    def _sealed(self, row, texts):
        """Return the row's secrets with some replaced, encrypted."""
        vault = self.env["user.import.vault"]
        secrets = vault._open(self.run, row.secrets) | texts
        return vault._seal(self.run, {key: text for key, text in secrets.items() if text})


def _is_encodable(text):
    """Return whether a text is free of lone surrogates, which UTF-8 cannot hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
