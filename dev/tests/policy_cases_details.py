"""Policy fields that say what new users are like, how cells are read and who is mailed."""

from policy_case import COMMON, Case

NAMES = "Login,First name,Middle name,Last name\n{0},Ann,Bea,Cole\n"
MAILED = "Login,Name,E-mail\n{0},Name,{0}@example.com\n"

CASES = [
    # -- new users
    Case(
        *("link_contacts", "yes", MAILED.format("link-yes")),
        {"created": 1},
        {"link-yes": {"city": "Tromsø"}},
        ("contact_linked",),
    ),
    Case(
        *("link_contacts", "no", MAILED.format("link-no")),
        {"created": 1},
        {"link-no": {"city": False}},
    ),
    *(
        Case(
            *("user_type", value, f"Login,Name\ntype-{value},Ann\n"),
            {"created": 1},
            {f"type-{value}": {"type": value}},
        )
        for value in ("portal", "internal")
    ),
    Case(
        *("create_tags", "yes", "Login,Name,Tags\ntags-yes,Ann,Fleet: Galley\n"),
        {"created": 1},
        {"tags-yes": {"tags": ["Fleet: Galley"]}},
    ),
    Case(
        *(
            "create_tags",
            "no",
            "Login,Name,Tags\ntags-no,Ann,Fleet: Frigate\ntags-old,Bob,Team: Red\n",
        ),
        {"created": 1, "failed": 1},
        {"tags-no": None, "tags-old": {"tags": ["Team: Red"]}},
        ("tag_unknown",),
    ),
    *(
        Case(
            *("name_order", value, NAMES.format(f"name-{value}")),
            {"created": 1},
            {f"name-{value}": {"name": name}},
        )
        for value, name in (
            ("first_last", "Ann Cole"),
            ("last_first", "Cole Ann"),
            ("first_middle_last", "Ann Bea Cole"),
            ("last_first_middle", "Cole Ann Bea"),
        )
    ),
    # -- how cells are read
    *(
        Case(
            *("date_format", value, f"Login,Name,Born\nborn-{born},Ann,03/04/2024\n"),
            {"created": 1},
            {f"born-{born}": {"born": born}},
            options=("--profile", "born"),
        )
        for value, born in (("%d/%m/%Y", "2024-04-03"), ("%m/%d/%Y", "2024-03-04"))
    ),
    Case(
        *("phone_country_id", "no", "Login,Name,Phone\nphone,Ann,21 55 55 55\n"),
        {"created": 1},
        {"phone": {"phone": "+47 21 55 55 55"}},
    ),
    Case(
        *("phone_country_id", "Germany", "Login,Name\nphone-none,Ann\n"),
        users={"phone-none": None},
        error="a country code",
    ),
    Case(
        *("clear_marker", "(none)", "Login,City\nclear,(none)\nclear-other,[clear]\n"),
        {"updated": 2},
        {"clear": {"city": False}, "clear-other": {"city": "[clear]"}},
    ),
    # -- errors
    Case(
        *("on_error", "skip", "Login,Name,E-mail\nskip-good,Ann,\nskip-bad,Bob,nonsense\n"),
        {"created": 1, "failed": 1},
        {"skip-good": {"active": True}, "skip-bad": None},
    ),
    Case(
        *("on_error", "abort", "Login,Name,E-mail\nabort-good,Ann,\nabort-bad,Bob,nonsense\n"),
        users={"abort-good": None, "abort-bad": None},
        error="all or nothing",
    ),
    # -- mails
    Case(
        *("invite", "yes", MAILED.format("invite-yes")),
        {"created": 1},
        mail={"invite-yes": ("signup_email", "invite-yes")},
    ),
    Case(
        *("invite", "no", MAILED.format("invite-no")),
        {"created": 1},
        mail={"invite-no": ()},
    ),
    Case(
        *("registration_details", "no", MAILED.format("details-no")),
        {"created": 1},
        mail={"details-no": ()},
        also={"password_mode": "common"},
    ),
    Case(
        *("registration_details", "yes", MAILED.format("details-yes")),
        {"created": 1},
        mail={"details-yes": ("Subject: Your login for", "<b>details-yes</b>")},
        without={"details-yes": (COMMON,)},
        also={"password_mode": "common"},
    ),
    Case(
        *("registration_details", "with_password", MAILED.format("details-password")),
        {"created": 1},
        mail={"details-password": ("<b>details-password</b>", COMMON)},
        also={"password_mode": "common"},
    ),
    *(
        Case(
            *("registration_template_id", value, MAILED.format(login)),
            {"created": 1},
            mail={login: texts},
            also={"registration_details": "yes"},
        )
        for value, login, texts in (
            ("Welcome Aboard", "template-name", ("Subject: Ahoy template-name", "Your cabin")),
            ("auth_signup.set_password_email", "template-id", ("invites you to connect",)),
        )
    ),
    *(
        Case(
            *("registration_template_id", value, MAILED.format("template-none")),
            users={"template-none": None},
            error="mail template",
        )
        for value in ("Of Contacts", "Nonsense", "base.main_company")
    ),
    Case(
        *("mail_from", "Registrar <registrar@example.com>", MAILED.format("mail-from")),
        {"created": 1},
        mail={"mail-from": ("From: Registrar <registrar@example.com>",)},
        also={"invite": "yes"},
    ),
    Case(
        *("mail_reply_to", "desk@example.com", MAILED.format("mail-reply")),
        {"created": 1},
        mail={"mail-reply": ("Reply-To: desk@example.com",)},
        also={"invite": "yes"},
    ),
    Case(
        *("security_alerts", "queue", "Login,E-mail\nalert-queue,alert-new@example.com\n"),
        {"updated": 1},
        {"alert-queue": {"email": "alert-new@example.com"}},
        mail={"alert-queue": ("Security Update: Email Changed", "alert-new@example.com")},
    ),
    Case(
        *("security_alerts", "none", "Login,E-mail\nalert-none,alert-none-new@example.com\n"),
        {"updated": 1},
        {"alert-none": {"email": "alert-none-new@example.com"}},
        mail={"alert-none": ()},
    ),
]
