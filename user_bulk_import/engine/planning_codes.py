"""Issue codes that matching and planning give, each with its severity and text."""

from __future__ import annotations

from .issues import ERROR, INFO, WARNING, _lt, define

MATCH_AMBIGUOUS = define(
    "match_ambiguous",
    ERROR,
    _lt("%(count)s users have “%(value)s”. Give a value that only one of them has."),
)
MATCH_CONFLICT = define(
    "match_conflict",
    ERROR,
    _lt(
        "This row names different users: “%(value)s” is %(user)s, “%(other_value)s” is "
        "%(other_user)s. Correct one of them."
    ),
)
MATCH_CONTRADICTED = define(
    "match_contradicted",
    ERROR,
    _lt(
        "“%(other_value)s” is the user %(user)s, who has “%(current)s” and not “%(value)s”. "
        "Correct one of them, or leave it blank if it is the same person."
    ),
)
LOGIN_TAKEN = define(
    "login_taken",
    ERROR,
    _lt("Another user has the login %(login)s. Give another one, or match users by login."),
)
LOGIN_UNAVAILABLE = define(
    "login_unavailable", ERROR, _lt("The login %(login)s cannot be used. Give another one.")
)
LOGIN_MISSING = define(
    "login_missing", ERROR, _lt("A new user needs a login or an e-mail address.")
)
LOGIN_NUMBERED = define(
    "login_numbered", INFO, _lt("The login %(login)s is in use, so this user gets %(given)s.")
)
LOGIN_DIFFERS = define(
    "login_differs",
    WARNING,
    _lt(
        "This is the user with the login %(current)s. It is not changed to %(login)s: for that, "
        "the setting “Change Logins” has to be on and the row has to give the user's reference or "
        "previous login."
    ),
)
PASSWORD_TWICE = define(
    "password_twice",
    ERROR,
    _lt("The row has both a password and a password hash. Leave one of them blank."),
)
PASSWORD_OWN = define(
    "password_own",
    INFO,
    _lt("The password was set by somebody since an import made this user. It stays."),
)
NOT_NAMED = define(
    "not_named",
    ERROR,
    _lt(
        "The user %(user)s was found by a weaker key alone, and may be somebody else: an account "
        "is archived, restored or given a password only where the row names it. Give the "
        "reference or login that the user has."
    ),
)
DELETE_NOT_NAMED = define(
    "delete_not_named",
    WARNING,
    _lt(
        "The user %(user)s was found by a weaker key alone, and may be somebody else: nobody is "
        "deleted. To delete this user, give the reference or login that the user has."
    ),
)
NO_EMAIL_FOR_CODE = define(
    "no_email_for_code",
    WARNING,
    _lt(
        "Odoo is set to send a code by e-mail at each login, and this person has no e-mail "
        "address: logging in will not be possible. Give an address."
    ),
)
NO_WAY_IN = define(
    "no_way_in",
    INFO,
    _lt(
        "This person gets no password and has no e-mail address for an invitation, so somebody "
        "else has to set a password."
    ),
)
RENAME_NOT_ALLOWED = define(
    "rename_not_allowed",
    WARNING,
    _lt("%(current)s is not changed to %(login)s, since the setting “Change Logins” is off."),
)
REF_TAKEN = define(
    "ref_taken",
    ERROR,
    _lt("%(user)s has the reference %(ref)s already. Give another one, or match by reference."),
)
EMAIL_SHARED = define(
    "email_shared", WARNING, _lt("%(user)s has the e-mail address %(email)s too.")
)
EMAIL_SHARED_IN_FILE = define(
    "email_shared_in_file",
    WARNING,
    _lt("The e-mail address %(email)s stands in row %(place)s too."),
)
DUPLICATE_IN_FILE = define(
    "duplicate_in_file",
    ERROR,
    _lt("Row %(place)s is about the same user (“%(value)s”). Leave one of them out."),
)
EMAIL_DUPLICATE_IN_FILE = define(
    "email_duplicate_in_file",
    ERROR,
    _lt(
        "Row %(place)s has the same e-mail address (“%(value)s”). Leave one of them out. If they "
        "are two people, give one of them another address, or give each a login and take E-mail "
        "out of “Recognize Users By”."
    ),
)
NO_MATCH_KEY = define(
    "no_match_key",
    WARNING,
    _lt(
        "This row has none of the values by which this import finds users. A later import will "
        "not recognize the user that is made here."
    ),
)
PROTECTED = define(
    "protected",
    ERROR,
    _lt(
        "This user is protected (a Settings administrator, a technical user or yourself) and is "
        "not changed by any import. Leave the row out."
    ),
)
REQUIRED_MISSING = define("required_missing", ERROR, _lt("%(field)s is required. Fill it."))
NAME_MISSING = define("name_missing", ERROR, _lt("A new user needs a name. Fill it."))
PASSWORD_MISSING = define(
    "password_missing",
    ERROR,
    _lt(
        "A new user needs a password in the file, as the setting “New User Password” says. Fill "
        "it, or have passwords made."
    ),
)
COMPANY_NOT_ALLOWED = define(
    "company_not_allowed",
    ERROR,
    _lt(
        "%(company)s would remain the user's default company without being an allowed one. "
        "Allow it, or give another default company."
    ),
)
EXISTS = define("exists", INFO, _lt("The user exists already and is left as it is."))
KEPT = define("kept", INFO, _lt("Existing users are left as they are by this import."))
NOT_FOUND = define("not_found", INFO, _lt("There is no such user, and none is made."))
DELETE_IGNORED = define(
    "delete_ignored",
    WARNING,
    _lt("The row asks to delete the user. It is left out, as the setting “Deleted Users” says."),
)
NOTHING_TO_DELETE = define(
    "nothing_to_delete", INFO, _lt("The row asks to delete a user that does not exist.")
)
SUSPEND_IGNORED = define(
    "suspend_ignored",
    WARNING,
    _lt(
        "The row asks to archive the user, who stays active, since the setting “Archive and "
        "Restore” is off."
    ),
)
ARCHIVED_KEPT = define(
    "archived_kept",
    WARNING,
    _lt(
        "The row asks for an active user, who stays archived, since the setting “Archive and "
        "Restore” is off."
    ),
)
USER_ARCHIVED = define("user_archived", INFO, _lt("The user is archived, and remains so."))
API_KEYS_BACK = define(
    "api_keys_back",
    WARNING,
    _lt("The user's API keys work again, too. Delete those that should not."),
)
CONTACT_LINKED = define(
    "contact_linked", INFO, _lt("The contact %(contact)s becomes the new user's contact.")
)
CONTACT_AMBIGUOUS = define(
    "contact_ambiguous",
    WARNING,
    _lt("%(count)s contacts have this e-mail address. None is linked: a new contact is made."),
)
TYPE_STAYS_PORTAL = define(
    "type_stays_portal",
    WARNING,
    _lt(
        "%(names)s: not given, since this is for internal users alone, and the user stays a portal "
        "user, as the setting “User Type of Existing Users” says."
    ),
)
TYPE_STAYS_INTERNAL = define(
    "type_stays_internal",
    INFO,
    _lt(
        "All roles of this user are for portal users now, yet the user stays an internal one, as "
        "the setting “User Type of Existing Users” says."
    ),
)
TYPE_CONFLICT = define(
    "type_conflict",
    ERROR,
    _lt(
        "“%(name)s” has groups that %(user_type)s users cannot have, and this person is to be one. "
        "Leave it out, or correct the role."
    ),
)
GROUP_FOR_INTERNAL = define(
    "group_for_internal",
    ERROR,
    _lt(
        "The group “%(name)s” is for internal users, and this person is to be a portal user. Name "
        "a role for internal users beside it, such as EDITOR. If portal users may have the group, "
        "put it into a role for them, and name that one."
    ),
)
GROUP_STAYS = define(
    "group_stays",
    WARNING,
    _lt(
        "The group “%(name)s” is not taken away, since the user has it by %(by)s too. Take that "
        "away as well."
    ),
)
