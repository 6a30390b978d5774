"""Whose links stand in whose mail: those of users without an e-mail address go to the people who
answer for them, with these people's own link where they are invited at the same time."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Families:
    """What letters that hold the links of several people are made of: lists of a user and the row
    that made the user, if any, by the user who gets the letter.

    :param own: of people who are invited themselves; their own link comes first
    :param apart: of people who are not
    """

    own: dict = field(default_factory=dict)
    apart: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Circle:
    """Who may be invited together with some users.

    :param rows: the row that made each of them, ``None`` where none did, by user
    :param told: pairs of the id of a user and of the contact who has got the user's link already
    :param turn: sequence of the first row that is looked at now; ``None`` where all are
    """

    rows: dict
    told: frozenset = frozenset()
    turn: int | None = None

    def leads(self, user):
        """Return whether a user's own invitation is written now or later."""
        if user not in self.rows:
            return False
        return self.turn is None or self.rows[user].sequence >= self.turn


class FamilyFinder:
    """Finds the families of some users.

    :param notifier: the model ``user.import.notifier``
    :param audience: its ``Audience`` of the users
    :param find_circle: function that returns the :class:`Circle` of users
    :param run: the import that has made them, if any
    """

    def __init__(self, notifier: Any, audience: Any, find_circle: Any, run: Any = None):
        self._notifier = notifier
        self._audience = audience
        self._find_circle = find_circle
        self._run = run

    def find(self):
        """Return the families.

        :rtype: Families
        """
        asked = self._audience.users.filtered(lambda user: user not in self._audience.kept_out)
        through = self._guardians(asked)
        people = asked | through
        wards = people._import_wards()
        everybody = people.union(*wards.values())
        circle = self._find_circle(everybody)
        fit = self._fit(everybody, circle)
        families = Families()
        for guardian in people:
            invited = self._invitable(guardian, wards, fit, circle)
            if not invited:
                continue
            links = [(user, circle.rows[user]) for user in invited]
            if guardian in fit and circle.leads(guardian):
                if guardian in asked:
                    families.own[guardian] = [(guardian, circle.rows[guardian]), *links]
            elif guardian in through and invited & asked:
                families.apart[guardian] = links
        return families

    def _guardians(self, users):
        """Return the people through whom users without an address are invited."""
        pairs = (pair for user in users for pair in self._audience.recipients[user])
        return users.browse().union(*(through for _address, through in pairs)) - users

    def _fit(self, users, circle):
        """Return the recipients of those who may be invited, by user."""
        members = users.filtered(lambda user: user in circle.rows)
        others = members - self._audience.users
        beside = self._notifier._audience(others, self._run)
        found = {}
        for user in members:
            audience = beside if user in others else self._audience
            if user not in audience.kept_out:
                found[user] = audience.recipients[user]
        return found

    def _invitable(self, guardian, wards, fit, circle):
        """Return the users whose links somebody is to get."""
        return wards.get(guardian, guardian.browse()).filtered(
            lambda ward: (
                any(through == guardian for _address, through in fit.get(ward, ()))
                and (ward.id, guardian.partner_id.id) not in circle.told
            )
        )
