"""Which required fields no column fills."""

from mapped_headers import STANDARD

from engine.mapping import map_headers, missing_for_new, missing_required
from engine.policy import Policy


def required(headers, catalogue=STANDARD, **policy):
    return missing_required(map_headers(headers, catalogue), Policy(**policy), catalogue)


def test_required_fields_without_a_column_are_named_in_order():
    wanted = frozenset({"ref", "email", "login"})
    assert required(["Email"], required=wanted) == ("ref", "login")
    assert required(["Email", "userName", "reference"], required=wanted) == ()


def test_a_default_fills_a_required_field():
    wanted = frozenset({"city", "ref"})
    defaults = {"city": "Kyiv", "ref": " "}
    assert required(["Email"], required=wanted, defaults=defaults) == ("ref",)


def test_name_parts_and_the_address_stand_in():
    wanted = frozenset({"name", "login"})
    policy = {"required_on_create": wanted, "operation": "create"}
    assert required(["Last name", "Email"], **policy) == ()
    assert required(["Middle name"], **policy) == ("login", "name")
    assert required(["Name", "Email"], required=frozenset({"login"})) == ("login",)


def test_a_full_name_says_the_required_first_and_last_name():
    wanted = frozenset({"first_name", "middle_name", "last_name"})
    assert required(["Full name"], required=wanted) == ("middle_name",)
    assert required(["First name"], required=wanted) == ("middle_name", "last_name")
    defaults = {"name": "Somebody"}
    assert "last_name" in required(["Email"], required=wanted, defaults=defaults)


def test_what_creation_requires_counts_only_where_each_row_creates():
    policy = {"required_on_create": frozenset({"city"}), "password_mode": "file"}
    assert required(["Email"], operation="create", **policy) == ("password", "city")
    assert required(["Email"], operation="create_all", **policy) == ("password", "city")
    assert required(["Email"], operation="upsert", **policy) == ()
    assert required(["Email"], operation="update", **policy) == ()


def for_new(headers, **policy):
    return missing_for_new(map_headers(headers, STANDARD), Policy(**policy), STANDARD)


def test_what_rows_that_make_a_user_will_lack_is_told_apart():
    wanted = {"required": frozenset({"ref"}), "required_on_create": frozenset({"last_name"})}
    assert for_new(["First name", "Email"], operation="upsert", **wanted) == ("last_name",)
    assert for_new(["Full name", "Email"], operation="upsert", **wanted) == ()
    assert for_new(["First name", "Email"], operation="create", **wanted) == ()
    assert for_new(["First name", "Email"], operation="update", **wanted) == ()


def test_a_required_field_that_no_catalogue_knows_is_named_too():
    assert required(["Email"], required=frozenset({"property:x"})) == ("property:x",)
