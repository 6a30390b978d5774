from dataclasses import replace
from itertools import islice

from odoo import api, models

from ..engine.association_specs import PERSON
from ..engine.fields import Catalogue
from ..engine.issues import INFO, Issue
from ..engine.mapping import ColumnMatch
from ..engine.readers import read_text
from ..engine.rule_trial import RuleTrial, fills
from ..engine.rules import SHEET
from ..engine.rules.explaining import FIRED, MISSED
from ..engine.tables import SourceRow
from ..engine.values import as_text

SHOWN = ("roles", "tags", "company", "lang")
"""What is told of the person in the end, whether a rule gave it or the row."""

NAMED_BY = ("name", "login", "email", "ref")


NOT_TRIED = ("photo", PERSON)
"""Kinds of records that are found in a file, and not by a name alone."""


class Names:
    """The part of the engine's directory that a trial asks: what texts name, for whoever tries."""

    def __init__(self, env, policy):
        self.env = env
        self.policy = policy

    def resolve(self, asked):
        return self.env["user.import.lookup"]._resolve(asked, self.policy)


class Trial:
    """Rules of one import that nobody makes, ready to be tried with rows.

    :param run: a run that is in no database
    :param rules: the engine's rules
    """

    def __init__(self, env, run, rules):
        self.env = env
        self.run = run
        self.rules = rules
        self.is_table = False
        self.fields = env["user.import.rule.field"]
        self.known = Catalogue([*self.fields._catalogue(), *run._catalogue()])
        self.catalogue = Catalogue(spec for spec in self.known if _is_tried(spec))

    # -- what is tried ------------------------------------------------------------------------

    def _of_values(self, texts):
        """Try one person, given by texts by field name."""
        sheet = texts.get(SHEET, "")
        names = [name for name in texts if name in self.catalogue]
        matches = [ColumnMatch(i, self._label(name), name) for i, name in enumerate(names)]
        row = SourceRow(sheet, 1, tuple(texts[name] for name in names))
        return self._outcome({sheet: matches}, [row], [])

    def _of_texts(self, texts, limit):
        """Try rows as they were pasted.

        :param texts: by the name of the tab
        :param limit: how many rows are tried
        :raises Refusal: where a text is no table
        """
        self.is_table = True
        matches, rows, notes = {}, [], []
        for tab, text in texts.items():
            for table in read_text(text):
                matches[tab] = self._matches(tab, table)
                notes += self._column_notes(matches[tab])
                room = max(0, limit - len(rows)) + 1
                found = islice(table.rows, room)
                rows += [SourceRow(tab, row.number, row.cells) for row in found]
        if len(rows) > limit:
            notes.append(("info", self.env._("The first %s rows are tried.", limit)))
        return self._outcome(matches, rows[:limit], notes)

    def _matches(self, tab, table):
        """Return what the columns of a table fill, as an import finds it out."""
        mapper = self.env["user.import.mapper"]
        matches, _secret = mapper._found(
            self.run, replace(table, name=tab), self.run._catalogue(), {}
        )
        return matches

    def _open_columns(self, texts):
        """Return the columns of which nobody can tell what they fill, as they were pasted.

        :return: pairs of the tab's name and a ``ColumnMatch`` with its candidates
        """
        return [
            (tab, match)
            for tab, text in texts.items()
            for table in read_text(text)
            for match in self._matches(tab, table)
            if match.candidates and _needs_person(match)
        ]

    def _column_notes(self, matches):
        """Tell which columns are left out, but not of those that are left out on purpose."""
        left_out = [m for m in matches if m.issues and not m.target and m.header.strip()]
        unknown = [m.header for m in left_out if not m.candidates]
        notes = [self.env._("No field is known for: %s", ", ".join(unknown))] if unknown else []
        doubtful = filter(_needs_person, left_out)
        notes += [issue.text(self.env._) for m in doubtful if m.candidates for issue in m.issues]
        return [("warning", text) for text in notes]

    # -- what comes of it ---------------------------------------------------------------------

    def _outcome(self, matches, rows, notes):
        """Return what the template shows."""
        tried = []
        for sheet in dict.fromkeys(row.sheet for row in rows):
            policy = self._policy(sheet)
            directory = Names(self.env, policy)
            looked_at = {name: self._tried_columns(found) for name, found in matches.items()}
            trial = RuleTrial(
                looked_at, self.catalogue, policy, directory, self._maps(), rules=self.rules
            )
            found, faults = trial.try_out([row for row in rows if row.sheet == sheet])
            tried += [(item, matches[sheet]) for item in found]
            notes = [*notes, *(("warning", issue.text(self.env._)) for issue in faults)]
        return {
            "notes": list(dict.fromkeys(notes)),
            "has_rules": bool(self.rules),
            "rows": [self._row(item, found, len(rows) > 1) for item, found in tried],
        }

    def _tried_columns(self, matches):
        """Return the columns, without the fields that no rule has to do with."""
        return [m if m.target in self.catalogue else replace(m, target="") for m in matches]

    def _policy(self, sheet):
        lines = self.run._lines(sheet)
        return self.run._policy(
            defaults={
                line._field_name(): line.default_value for line in lines if line.default_value
            }
        )

    def _maps(self):
        """Return what the profile knows texts to stand for."""
        chosen = self.env["user.import.value"].search(
            [("profile_id", "=", self.run.profile_id.id), ("is_chosen", "=", True)]
        )
        lookup = self.env["user.import.lookup"]
        return {
            (value.kind, value.text_key): meaning for value, meaning in chosen._meanings(lookup)
        }

    def _row(self, tried, matches, is_numbered):
        source = tried.row.row
        who = next((as_text(tried.wanted[n]) for n in NAMED_BY if tried.wanted.get(n)), "")
        return {
            "number": source.number if is_numbered else 0,
            "sheet": source.sheet,
            "who": who,
            "issues": [(i.severity, self._issue_text(i)) for i in tried.row.issues],
            "steps": [
                self._step(step, matches)
                for step in tried.steps
                # What follows from what others give is told where it does.
                if step.state == FIRED or not step.rule.always
            ],
            "end": [
                (self._label(name), self._names(tried.wanted.get(name)))
                for name in self._told(tried)
            ],
        }

    def _told(self, tried):
        given = {name for step in tried.steps for name in step.gave or ()}
        names = [*SHOWN, *sorted(given - set(SHOWN))]
        return [name for name in names if tried.wanted.get(name)]

    def _step(self, step, matches):
        checks = [
            {
                "met": check.met,
                "sentence": self._sentence(check.condition),
                "held": check.held,
                "blank": "" if check.held else self._blank(check.condition.field, matches),
            }
            for check in step.checks
        ]
        return {
            "name": step.rule.name,
            "fired": step.state == FIRED,
            "missed": step.state == MISSED,
            "checks": checks,
            "any": step.rule.match == "any",
            "gave": [(self._label(name), names) for name, names in (step.gave or {}).items()],
            "refusals": [issue.text(self.env._) for issue in step.refusals],
            "stops": step.rule.stop,
        }

    def _blank(self, field, matches):
        """Say why a row has nothing in a field."""
        if self.is_table and not fills(matches, field):
            return self.env._("no such column in the rows")
        return self.env._("nothing there")

    def _sentence(self, condition):
        label = self._label(condition.field)
        return self.env["user.import.rule.condition"]._sentence(
            label, condition.operator, condition.value
        )

    def _label(self, name):
        return self.fields._label(self.catalogue, name)

    def _names(self, value):
        return [as_text(item) for item in value] if isinstance(value, tuple) else [as_text(value)]

    def _issue_text(self, issue: Issue):
        text = issue.text(self.env._)
        return f"{issue.column}: {text}" if issue.column else text


def _needs_person(match):
    return any(issue.severity != INFO for issue in match.issues)


def _is_tried(spec):
    return not spec.sensitive and spec.lookup not in NOT_TRIED


class UserImportRuleTrial(models.AbstractModel):
    """Tries distribution rules on rows of an import that nobody makes, with the rights of whoever
    asks. Nothing is written."""

    _name = "user.import.rule.trial"
    _description = "Trial of Distribution Rules"

    @api.model
    def _prepared(self, profile, company, rules=None, chosen=None):
        """Return the rules, ready to be tried.

        :param profile: whose columns, settings and rules an import would have
        :param company: into which it would go
        :param rules: those alone; ``None`` for all that such an import has
        :param chosen: field names by the titles of columns for which a person chose one
        :rtype: Trial
        """
        run = self._run(profile, company, chosen)
        Rule = self.env["user.import.rule"]
        env = run._importer_env()
        found = Rule._for_run(run) if rules is None else rules._to_engine(env)
        return Trial(env, run, found)

    @api.model
    def _run(self, profile, company, chosen):
        """Return a run that is in no database."""
        return self.env["user.import.run"].new(
            {
                **profile._policy_field_values(),
                "profile_id": profile.id,
                "company_id": company.id,
                "user_id": self.env.uid,
                "read_options": {"map": chosen or {}},
            }
        )
