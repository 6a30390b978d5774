from collections import defaultdict

from odoo import api, models

from ..engine import lookup_codes
from ..engine.folding import fold
from ..engine.issues import Problem
from ..engine.values import Ref


class UserImportLookup(models.AbstractModel):
    """Finds the records that cells name. One method a kind of record, ``_lookup_<kind>``; a glue
    addon adds its own."""

    _name = "user.import.lookup"
    _description = "User Import Lookup"

    @api.model
    def _resolve(self, asked, policy):
        """Answer the engine's :meth:`Directory.resolve`.

        :param asked: texts by kind
        :param policy: the run's policy
        :return: ``{(kind, text): Ref | Problem}``
        """
        return {
            (kind, text): answer
            for kind, texts in asked.items()
            for text, answer in getattr(self, f"_lookup_{kind}")(texts, policy).items()
        }

    @api.model
    def _answers(self, texts, index, unknown=lookup_codes.VALUE_UNKNOWN):
        """Answer each text from an index.

        :param index: lists of refs by folded name
        """
        return {text: self._answer(text, index.get(fold(text), []), unknown) for text in texts}

    @api.model
    def _answer(self, text, refs, unknown):
        found = {ref.id: ref for ref in refs}
        if len(found) > 1:  # Bos and Bøs are told apart by whoever writes one of them exactly
            found = {key: ref for key, ref in found.items() if ref.label == text} or found
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            choices = ", ".join(sorted(ref.label for ref in found.values())[:5])
            return Problem(lookup_codes.VALUE_AMBIGUOUS, value=text, choices=choices)
        return Problem(unknown, value=text)

    @api.model
    def _index(self, entries):
        """Return lists of refs by folded name.

        :param entries: pairs of a ref and all its names
        """
        index = defaultdict(list)
        for ref, names in entries:
            for name in {fold(name) for name in names if name}:
                index[name].append(ref)
        return index

    # -- records that a person chose --------------------------------------------------------

    @api.model
    def _chosen(self, kind, ids):
        """Answer whether records may stand for a text: the same ones that a text could name.

        :param kind: the kind of record
        :param ids: of the chosen records
        :return: ``{id: Ref | Problem}``, without those that the importer may not use
        """
        name = self.env["user.import.value"]._target_fields()[kind]
        model = self.env["user.import.value"]._fields[name].comodel_name
        records = self.env[model].search([("id", "in", ids), *self._domain(kind)])
        refused = self._ungrantable(records) if kind == "role" else records.browse()
        return {
            record.id: Problem(lookup_codes.ROLE_NOT_GRANTABLE, value=record.display_name)
            if record in refused
            else self._tag_ref(record)
            if kind == "tag"
            else Ref(record.display_name, record.id)
            for record in records
        }

    @api.model
    def _domain(self, kind):
        """Return which records of a kind an import may use."""
        domains = {
            "role": [("active", "=", True)],
            "lang": [("active", "=", True)],
            "company": [("id", "in", self.env.user.company_ids.ids)],
            "parent": [("is_company", "=", True), ("active", "=", True)],
            "tag": [("active", "=", True)],
        }
        return domains.get(kind, [])

    @api.model
    def _ungrantable(self, roles):
        """Return those of the roles that give groups which the importer may not give."""
        grantable = roles.group_ids._grantable_by(self.env.user)
        return roles.filtered(lambda role: role.group_ids - grantable)

    # -- kinds ------------------------------------------------------------------------------

    @api.model
    def _lookup_lang(self, texts, _policy):
        langs = self.env["res.lang"].with_context(active_test=False).search([])
        installed = self._index(self._lang_entries(langs.filtered("active")))
        known = self._index(self._lang_entries(langs))
        answers = {}
        for text in texts:
            refs = installed.get(fold(text), [])
            if not refs and known.get(fold(text)):
                answers[text] = Problem(lookup_codes.LANG_NOT_INSTALLED, value=text)
            else:
                answers[text] = self._answer(text, refs, lookup_codes.VALUE_NOT_LISTED)
        return answers

    @api.model
    def _lang_entries(self, langs):
        """Yield each language with its code (``pt_BR``, ``pt-BR``), ISO code and names."""
        for lang in langs:
            names = [lang.name, *lang.name.split("/")]
            names += [name.partition("(")[0] for name in names]
            codes = [lang.code, lang.code.replace("_", "-"), lang.iso_code, lang.url_code]
            yield Ref(lang.name, lang.id), names + codes

    @api.model
    def _lookup_company(self, texts, _policy):
        companies = self.env["res.company"].search(self._domain("company"))
        return self._answers(
            texts, self._index((Ref(item.name, item.id), [item.name]) for item in companies)
        )

    @api.model
    def _lookup_country(self, texts, _policy):
        return self._answers(texts, self._country_index(), lookup_codes.VALUE_NOT_LISTED)

    @api.model
    def _country_index(self):
        countries = self.env["res.country"].search([])
        english = {item.id: item.name for item in countries.with_context(lang="en_US")}
        return self._index(
            (Ref(item.name, item.id), [item.name, english[item.id], item.code])
            for item in countries
        )

    @api.model
    def _lookup_state(self, texts, _policy):
        """States, by name or code, written ``Country: State`` where the row has a country."""
        country_index = self._country_index()
        states = self.env["res.country.state"].search([])
        by_country = states.grouped("country_id")
        indexes = {}
        answers = {}
        for text in texts:
            country, separator, name = text.rpartition(": ")
            known = [ref.id for ref in country_index.get(fold(country), [])] if separator else []
            key = self.env["res.country"].browse(known)
            if key not in indexes:
                indexes[key] = self._state_index(by_country.get(key, states))
            refs = indexes[key].get(fold(name), [])
            answers[text] = self._answer(name, refs, lookup_codes.VALUE_NOT_LISTED)
        return answers

    @api.model
    def _state_index(self, states):
        return self._index(
            (Ref(item.display_name, item.id), [item.name, item.code, item.display_name])
            for item in states
        )

    @api.model
    def _lookup_parent(self, texts, _policy):
        """Companies that people work for, by name."""
        partners = self.env["res.partner"].search(
            [*self._domain("parent"), ("name", "in", list(texts))]
        )
        return self._answers(
            texts,
            self._index((Ref(item.display_name, item.id), [item.name]) for item in partners),
        )

    @api.model
    def _lookup_role(self, texts, _policy):
        roles = self.env["user.import.role"].search(self._domain("role"))
        entries = ((Ref(role.name, role.id), role._names()) for role in roles)
        answers = self._answers(texts, self._index(entries))
        refused = self._ungrantable(roles)
        for text, answer in answers.items():
            if isinstance(answer, Ref) and answer.id in refused.ids:
                answers[text] = Problem(lookup_codes.ROLE_NOT_GRANTABLE, value=text)
        named = {text for text, answer in answers.items() if _is_unknown(answer)}
        return answers | (self._lookup_group(named) if named else {})

    @api.model
    def _lookup_group(self, texts):
        """Groups, by full name (of the importer's language, or English) or external ID."""
        groups = self.env["res.groups"].search([])
        xml_ids = groups._get_external_ids()
        refs = groups._import_refs()
        english = groups.with_context(lang="en_US")._import_refs()
        full = self._index(
            (ref, [_spaced(ref.label), _spaced(other.label)])
            for ref, other in zip(refs, english, strict=True)
        )
        by_id = self._index((ref, xml_ids[ref.id]) for ref in refs)
        found = {text: full.get(fold(_spaced(text))) or by_id.get(fold(text), []) for text in texts}
        wanted = self.env["res.groups"].browse({ref.id for refs in found.values() for ref in refs})
        problems = wanted._import_problems()
        return {
            text: self._group_answer(text, refs, xml_ids, problems) for text, refs in found.items()
        }

    @api.model
    def _group_answer(self, text, refs, xml_ids, problems):
        ids = {ref.id for ref in refs}
        if len(ids) > 1:
            # Their names are the same: only their external IDs tell them apart.
            choices = sorted(xml_ids[group_id][0] for group_id in ids if xml_ids[group_id])
            return Problem(
                lookup_codes.VALUE_AMBIGUOUS, value=text, choices=", ".join(choices[:5]) or text
            )
        for group_id in ids & problems.keys():
            return Problem(problems[group_id], value=text)
        return self._answer(text, refs, lookup_codes.VALUE_UNKNOWN)

    @api.model
    def _installed(self):
        """Return code and name of each installed language: names may stand in any of them."""
        return self.env["res.lang"].get_installed()


def _is_unknown(answer):
    return isinstance(answer, Problem) and answer.code == lookup_codes.VALUE_UNKNOWN


def _spaced(name):
    """Return a group's full name with its slashes set apart in one way."""
    return " / ".join(part.strip() for part in name.split("/"))
