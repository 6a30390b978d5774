"""Policy fields that say whom an import makes, changes, archives, deletes and renames."""

from policy_case import Case, csv

TWO = "Login,Name,City\n{0}-old,Old One,Bergen\n{0}-new,New One,Bergen\n"
OSLO, BERGEN = {"city": "Oslo"}, {"city": "Bergen"}

CASES = [
    # -- who is made and who is changed
    Case(
        *("operation", "create", TWO.format("op-create")),
        {"created": 1, "skipped": 1},
        {"op-create-old": OSLO, "op-create-new": BERGEN},
        ("exists",),
    ),
    Case(
        *("operation", "create_all", TWO.format("op-all")),
        {"created": 2},
        {"op-all-old": OSLO, "op-all-old1": BERGEN, "op-all-new": BERGEN},
        ("login_numbered",),
    ),
    Case(
        *("operation", "upsert", TWO.format("op-upsert")),
        {"created": 1, "updated": 1},
        {"op-upsert-old": BERGEN, "op-upsert-new": BERGEN},
    ),
    Case(
        *("operation", "update", TWO.format("op-update")),
        {"updated": 1, "skipped": 1},
        {"op-update-old": BERGEN, "op-update-new": None},
        ("not_found",),
    ),
    # -- what an existing user takes from the file
    *(
        Case(
            *("update_mode", mode, f"Login,City\nmode-{mode},Bergen\n"),
            {outcome: 1},
            {f"mode-{mode}": {"city": city, "function": function}},
            options=("--default", "function=Tester"),
        )
        for mode, outcome, city, function in (
            ("none", "skipped", "Oslo", False),
            ("file", "updated", "Bergen", False),
            ("file_and_defaults", "updated", "Bergen", "Tester"),
            ("fill_missing", "updated", "Oslo", "Tester"),
        )
    ),
    *(
        Case(
            *("multi_value_mode", mode, f"Login,Tags\nmulti-{mode},Team: Blue\n"),
            {"updated": 1},
            {f"multi-{mode}": {"tags": tags}},
        )
        for mode, tags in (("add", ["Team: Blue", "Team: Red"]), ("replace", ["Team: Blue"]))
    ),
    # -- what roles and rows ask for
    Case(
        *("user_type_change", "none", "Login,Roles\ntype-none,Editor\n"),
        {"unchanged": 1},
        {"type-none": {"type": "portal"}},
        ("type_stays_portal",),
    ),
    Case(
        *("user_type_change", "up", "Login,Roles\ntype-up,Editor\ntype-both,Editor\n"),
        {"updated": 2},
        {"type-up": {"type": "internal"}},
    ),
    Case(
        *("user_type_change", "both", 'Login,Roles\ntype-both,"-Editor, Candidate"\n'),
        {"updated": 1},
        {"type-both": {"type": "portal"}},
    ),
    Case(
        *("require_guardian", "yes", "Login,Name,Roles\nguard-yes,Child,Student\n"),
        {"failed": 1},
        {"guard-yes": None},
        ("guardian_missing",),
    ),
    Case(
        *("require_guardian", "no", "Login,Name,Roles\nguard-no,Child,Student\n"),
        {"created": 1},
        {"guard-no": {"type": "portal"}},
    ),
    *(
        Case(
            *("photo_links", value, f"Login,Photo\nphoto-{value},http://127.0.0.1/a.jpg\n"),
            {"unchanged": 1},
            codes=(code,),
        )
        for value, code in (("yes", "photo_link_unreachable"), ("no", "photo_links_off"))
    ),
    # -- archive, restore, delete, rename
    Case(
        *("delete_action", "none", "Login,Deleted\ndelete-none,yes\n"),
        {"skipped": 1},
        {"delete-none": {"active": True}},
        ("delete_ignored",),
    ),
    Case(
        *("delete_action", "archive", "Login,Deleted\ndelete-archive,yes\n"),
        {"archived": 1},
        {"delete-archive": {"active": False}},
    ),
    Case(
        *("delete_action", "delete", "Login,Deleted\ndelete-gone,yes\ndelete-worker,yes\n"),
        {"deleted": 1, "archived": 1},
        {"delete-gone": None, "delete-worker": {"active": False}},
        ("delete_archived",),
    ),
    *(
        Case(
            *("delete_contacts", value, f"Login,Deleted\ncontacts-{value},yes\n"),
            {"deleted": 1},
            {f"contacts-{value}": None},
            contacts={f"contacts-{value}@example.com": value == "no"},
            also={"delete_action": "delete"},
        )
        for value in ("yes", "no")
    ),
    Case(
        *("allow_suspend", "yes", "Login,Active\nsuspend-yes,no\nsuspend-yes-archived,yes\n"),
        {"archived": 1, "restored": 1},
        {"suspend-yes": {"active": False}, "suspend-yes-archived": {"active": True}},
    ),
    Case(
        *("allow_suspend", "no", "Login,Active\nsuspend-no,no\nsuspend-no-archived,yes\n"),
        {"unchanged": 2},
        {"suspend-no": {"active": True}, "suspend-no-archived": {"active": False}},
        ("suspend_ignored", "archived_kept"),
    ),
    Case(
        *("allow_rename", "yes", "Reference,Login\nR-rename-yes,renamed-yes\n"),
        {"updated": 1},
        {"rename-yes": None, "renamed-yes": {"ref": "R-rename-yes"}},
    ),
    Case(
        *("allow_rename", "no", "Reference,Login\nR-rename-no,renamed-no\n"),
        {"unchanged": 1},
        {"rename-no": {"ref": "R-rename-no"}, "renamed-no": None},
        ("login_differs",),
    ),
    # -- which user a row is about
    Case(
        *("match_on", "ref", "Reference,E-mail,City\nR-match-ref,match-other@example.com,Bergen\n"),
        {"updated": 1},
        {"match-ref": {**BERGEN, "email": "match-other@example.com"}, "match-other": OSLO},
        ("email_shared",),
    ),
    Case(
        *("match_on", "login", "Login,E-mail,City\nmatch-login,match-other@example.com,Bergen\n"),
        {"updated": 1},
        {"match-login": {**BERGEN, "email": "match-other@example.com"}, "match-other": OSLO},
        ("email_shared",),
    ),
    Case(
        *("match_on", "email", "Login,E-mail,City\nelse,match-email@example.com,Bergen\n"),
        {"updated": 1},
        {"match-email": BERGEN, "else": None},
        ("login_differs",),
    ),
    # -- how many at most
    *(
        Case(
            *("limit_created", value, csv("Login,Name", *(f"most-{n},Most" for n in range(3)))),
            counts,
            {"most-0": user},
            codes,
            error=error,
        )
        for value, counts, user, codes, error in (
            ("2", {}, None, (), "limit is 2"),
            ("3", {"created": 3}, {"active": True}, (), ""),
        )
    ),
    Case(
        *("limit_changed", "0", "Login,City\nlimit-city,Bergen\n"),
        users={"limit-city": OSLO},
        error="Users who would be changed: 1. The safety limit is 0.",
    ),
    Case(
        *("limit_changed", "100%", "Login,Phone\nlimit-city,+47 21 55 55 55\n"),
        {"updated": 1},
        {"limit-city": {"phone": "+47 21 55 55 55"}},
    ),
    Case(
        *("limit_archived", "0%", "Login,Deleted\nlimit-stays,yes\n"),
        users={"limit-stays": {"active": True}},
        also={"delete_action": "delete"},
        error="Users who would be archived or deleted: 1. The safety limit is 0%.",
    ),
    Case(
        *("limit_archived", "0", "Login,Deleted\nlimit-gone,yes\n"),
        {"archived": 1},
        {"limit-gone": {"active": False}},
        also={"delete_action": "archive"},
        options=("--past-limits",),
    ),
    Case(
        *("limit_archived", "", "Login,Active\nlimit-left,no\n"),
        {"archived": 1},
        {"limit-left": {"active": False}},
        also={"allow_suspend": "yes"},
    ),
]
