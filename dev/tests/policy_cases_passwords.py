"""Policy fields that say what passwords people get."""

from policy_case import COMMON, COMMON_FILE, SLIP, Case, csv

FROM_FILE = {"password_mode": "file"}
STRONG, WEAK, SHORT = "Zebra-quilt-77-moss", "password1", "Zq-77.m"

CASES = [
    # -- passwords
    Case(
        *("password_mode", "file"),
        csv("Login,Name,Password", f"pw-file-a,Ann,{STRONG}", "pw-file-b,Bob,"),
        {"created": 1, "failed": 1},
        {"pw-file-a": {"rounds": 600_000}, "pw-file-b": None},
        ("password_missing",),
        {"pw-file-a": STRONG},
        {"pw-file-a": "Zebra-quilt-78-moss"},
    ),
    Case(
        *("password_mode", "generate"),
        csv("Login,Name,Password", "pw-make-a,Ann,", f"pw-make-b,Bob,{STRONG}"),
        {"created": 2},
        opens={"pw-make-a": SLIP, "pw-make-b": STRONG},
        options=("--login-slips", "{folder}/slips.zip"),
    ),
    Case(
        *("password_mode", "common", "Login,Name\npw-common-a,Ann\npw-common-b,Bob\n"),
        {"created": 2},
        {"pw-common-a": {"rounds": 600_000}},
        opens={"pw-common-a": COMMON, "pw-common-b": COMMON},
        options=tuple(COMMON_FILE),
    ),
    Case(
        *("password_mode", "common", "Login,Name\npw-stdin,Ann\n"),
        {"created": 1},
        opens={"pw-stdin": "Common-by-pipe-31"},
        options=("--common-password-file", "-"),
        stdin="Common-by-pipe-31\n",
    ),
    *(
        Case(
            *("password_mode", mode, f"Login,Name,Password\nshort-{mode},Ann,{SHORT}\n"),
            {"failed": 1},
            {f"short-{mode}": None},
            ("password_too_short",),
            options=("--dry-run",),
        )
        for mode in ("file", "generate")
    ),
    Case(
        *("password_mode", "common", "Login,Name\nshort-common,Ann\n"),
        users={"short-common": None},
        options=("--common-password-file", "-", "--dry-run"),
        stdin=f"{SHORT}\n",
        error="Odoo asks for at least 8",
    ),
    Case(
        *("password_mode", "invite", f"Login,Name,Password\npw-invite,Ann,{STRONG}\n"),
        {"created": 1},
        {"pw-invite": {"rounds": 0}},
        shut={"pw-invite": STRONG},
    ),
    Case(
        *("update_passwords", "yes", "Login,Password\npw-update-yes,Quartz-violin-36\n"),
        {"updated": 1},
        opens={"pw-update-yes": "Quartz-violin-36"},
        shut={"pw-update-yes": "Seeded-pw-update-yes-47"},
        also={"operation": "update"},
    ),
    Case(
        *("update_passwords", "yes", f"Login,Password\npw-short,{SHORT}\n"),
        {"failed": 1},
        codes=("password_too_short",),
        opens={"pw-short": "Seeded-pw-short-47"},
        also={"password_mode": "generate"},
        options=("--comment", "a short one"),
    ),
    Case(
        *("update_passwords", "no", "Login,Password\npw-update-no,Quartz-violin-36\n"),
        {"unchanged": 1},
        opens={"pw-update-no": "Seeded-pw-update-no-47"},
        shut={"pw-update-no": "Quartz-violin-36"},
    ),
    *(
        Case(
            *("force_password_change", value),
            csv(
                "Login,Name,Password",
                f"force-{value}-a,Ann,{STRONG}",
                f"force-{value}-b,Bob,{WEAK}",
            ),
            {"created": 2},
            {
                f"force-{value}-a": {"must_change": strong},
                f"force-{value}-b": {"must_change": weak},
            },
            also=FROM_FILE,
        )
        for value, strong, weak in (
            ("weak", False, True),
            ("none", False, False),
            ("all", True, True),
        )
    ),
    *(
        Case(
            *("force_all_matched", value, f"Login,City\nmatched-{value},Oslo\n"),
            {outcome: 1},
            {f"matched-{value}": {"must_change": value == "yes"}},
            also={"force_password_change": "all"},
        )
        for value, outcome in (("yes", "updated"), ("no", "unchanged"))
    ),
]
