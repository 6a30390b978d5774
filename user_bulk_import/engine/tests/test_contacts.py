"""A contact with the same e-mail address becomes the new user's."""

from engine.policy import Policy
from engine.testkit import MemoryDirectory, make_row, plan_file
from engine.values import Ref

ANNS = {"ann@example.org": [Ref("Ann L.", 31)]}


def plan_all(rows, contacts=ANNS, *, defaults=None, **policy):
    return plan_file(rows, Policy(**policy), MemoryDirectory(contacts=contacts), defaults=defaults)


def plan(row, contacts=ANNS, **more):
    return plan_all([row], contacts, **more)[0]


def new(**values):
    return make_row(2, {"login": "ann", "name": "Ann Lee", **values})


def found(decision):
    return [issue.code for issue in decision.issues]


def news(decision):
    return {change.field: change.new for change in decision.changes}


def test_one_contact_with_the_email_is_linked():
    decision = plan(new(email="Ann@example.org"))
    assert (decision.contact_id, found(decision)) == (31, ["contact_linked"])
    assert decision.issues[0].params == {"contact": "Ann L."}


def test_several_contacts_with_the_email_are_left_alone():
    contacts = {"ann@example.org": [Ref("Ann L.", 31), Ref("Ann Lee", 32)]}
    decision = plan(new(email="ann@example.org"), contacts)
    assert (decision.contact_id, found(decision)) == (None, ["contact_ambiguous"])
    assert decision.action == "create"


def test_contacts_are_left_alone_where_the_policy_says_so():
    decision = plan(new(email="ann@example.org"), link_contacts=False)
    assert (decision.contact_id, found(decision)) == (None, [])


def test_a_default_email_links_no_contact():
    decision = plan(new(), defaults={"email": "ann@example.org"})
    assert decision.contact_id is None
    assert news(decision)["email"] == "ann@example.org"


def test_a_login_that_is_an_address_links_a_contact_where_it_becomes_the_email():
    row = new(login="ann@example.org")
    assert plan(row).contact_id == 31
    assert plan(row, defaults={"email": "office@example.org"}).contact_id is None


def test_one_contact_is_linked_once():
    rows = [
        make_row(2, login="ann", name="Ann", email="ann@example.org"),
        make_row(3, login="ben", name="Ben", email="ann@example.org"),
    ]
    first, second = plan_all(rows, match_on=("login",))
    assert (first.contact_id, second.contact_id) == (31, None)
    assert found(second) == ["email_shared_in_file"]
