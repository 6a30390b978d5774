from collections import defaultdict

from odoo import api, models

from ..engine import lookup_codes
from ..engine.converters.base import Doubt
from ..engine.folding import fold
from ..engine.issues import Problem
from ..engine.values import Ref

PART = ": "


class TagNames:
    """All names that tags and tag categories have, in every installed language.

    A tag is ``Category: Tag``; the category may be written alone or with those above it (``A / B:
    Tag``), and each part in another language.

    :param tags: active and archived ones; those that are in use count before the others
    :param languages: codes
    """

    def __init__(self, tags, languages):
        spoken = [tags.with_context(lang=code) for code in languages]
        self._own = {
            tag.id: {tag.name, *(other.name for other in others)}
            for tag, *others in zip(tags, *spoken, strict=True)
        }
        self._paths = {
            tag.id: {path(tag), *map(path, others)}
            for tag, *others in zip(tags, *spoken, strict=True)
        }
        self._active = set(tags.filtered("active").ids)
        self._refs = {tag.id: tag_ref(tag) for tag in tags}
        self._full, self._bare, self._categories = (defaultdict(dict) for _ in range(3))
        for tag in tags:
            self._note(tag)

    def _note(self, tag):
        own = self._own[tag.id]
        if tag.parent_id.id in self._own:
            above = self._own[tag.parent_id.id] | self._paths[tag.parent_id.id]
            labels = {f"{category}{PART}{name}" for category in above for name in own}
            labels |= self._paths[tag.id]
            _enter(self._bare, own, tag.id)
        else:
            labels = own
        _enter(self._full, labels, tag.id)
        if not tag.parent_id or tag.child_ids:
            _enter(self._categories, own | self._paths[tag.id], tag)

    def named(self, text):
        """Return the ids of the tags in use that a text names in full."""
        return self._used(self._full, text)

    def bare(self, text):
        """Return the ids of the tags in use that have this name in a category."""
        return self._used(self._bare, text)

    def is_archived(self, text):
        """Return whether a text names a tag in full that is in use no more."""
        return bool(self._full.get(fold(text))) and not self.named(text)

    def refs(self, ids):
        return [self._refs[tag_id] for tag_id in ids]

    def _used(self, index, text):
        return [tag_id for tag_id in index.get(fold(text), ()) if tag_id in self._active]

    def parted(self, text):
        """Return the categories that a text may begin with, and its two parts as texts.

        The longest beginning that is the name of a category is one, since names may hold colons;
        else what stands before the first colon. Categories are records; there is none where it
        has yet to be made, and both texts are of a tag without category where there is no colon.
        """
        parts = text.split(PART)
        for end in range(len(parts) - 1, 0, -1):
            category = PART.join(parts[:end])
            if found := self._categories.get(fold(category)):
                return list(found), category, PART.join(parts[end:])
        category, _colon, name = text.partition(PART)
        return ([], category, name) if name else ([], "", text)

    def categories(self):
        """Return, of each category in use that has tags, its label and all its names."""
        found = {tag for tags in self._categories.values() for tag in tags}
        return {
            path(tag): self._own[tag.id] | self._paths[tag.id]
            for tag in sorted(found, key=lambda tag: (tag.name or "", tag.id))
            if tag.id in self._active and tag.child_ids
        }


def _enter(index, names, entry):
    for name in {fold(name) for name in names if name}:
        index[name][entry] = True


def path(tag):
    """Return a tag's name after those above it: ``A / B``."""
    names = []
    while tag:
        names.append(tag.name or "")
        tag = tag.parent_id
    return " / ".join(reversed(names))


def tag_ref(tag):
    """Return a tag as ``Category: Tag``."""
    label = f"{path(tag.parent_id)}{PART}{tag.name}" if tag.parent_id else tag.name
    return Ref(label, tag.id)


class UserImportLookup(models.AbstractModel):
    """Finds the tags that cells name."""

    _inherit = "user.import.lookup"

    @api.model
    def _tag_names(self):
        """Return the names of all tags.

        :rtype: TagNames
        """
        tags = self.env["res.partner.category"].with_context(active_test=False).search([])
        return TagNames(tags, [code for code, _name in self._installed()])

    @api.model
    def _lookup_tag(self, texts, policy):
        """Tags, written ``Category: Tag`` or, where no other category has the like, ``Tag``."""
        names = self._tag_names()
        return {text: self._tag_answer(text, names, policy) for text in texts}

    @api.model
    def _tag_answer(self, text, names, policy):
        if found := names.named(text):
            return self._answer(text, names.refs(found), lookup_codes.TAG_UNKNOWN)
        if found := names.bare(text):
            answer = self._answer(text, names.refs(found), lookup_codes.TAG_UNKNOWN)
            if isinstance(answer, Ref):
                return Doubt(lookup_codes.TAG_FOUND, answer, value=text, tag=answer.label)
            return answer
        if names.is_archived(text):
            return Problem(lookup_codes.TAG_ARCHIVED, value=text)
        if not policy.create_tags:
            return Problem(lookup_codes.TAG_UNKNOWN, value=text)
        return self._new_tag(text, names)

    @api.model
    def _new_tag(self, text, names):
        """Return a tag that will be made, with its category as it is called here."""
        categories, category, name = names.parted(text)
        if not category:
            return Ref(text)
        if not categories:
            return Ref(f"{category}{PART}{name}")
        chosen = self._one_category(categories)
        if not chosen:
            choices = ", ".join(sorted(map(path, categories))[:5])
            return Problem(lookup_codes.VALUE_AMBIGUOUS, value=category, choices=choices)
        if not chosen.active:
            return Problem(lookup_codes.TAG_ARCHIVED, value=category)
        return Ref(f"{path(chosen)}{PART}{name}")

    @api.model
    def _one_category(self, categories):
        """Return the category that is meant, ``None`` where it could be any of several: those in
        use count before archived ones, and those at the top before those in others."""
        for wanted in (
            [tag for tag in categories if tag.active and not tag.parent_id],
            [tag for tag in categories if tag.active],
            categories,
        ):
            if wanted:
                return wanted[0] if len(wanted) == 1 else None
        return None

    @api.model
    def _tag_ref(self, tag):
        """Return a tag as ``Category: Tag``, the category with those above it."""
        return tag_ref(tag)
