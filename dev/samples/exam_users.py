"""``exam_users.json``: the users of a university's exam platform, for *exam_json*."""

from __future__ import annotations

import json

from .people import Crowd, Person
from .tables import Sample, Sheet, password

FIELDS = ("username", "password", "fullname", "email", "active", "Roles", "Tags")

WORDS = ("Bosphorus", "Lantern", "Cedar", "Marmara", "Copper", "Saffron", "Harbour")

DEPARTMENTS = ("Mechanical Engineering", "Law", "Nursing", "Türk Dili ve Edebiyatı", "Economics")
GROUPS = ("Day", "Evening", "Distance learning")
CATEGORIES = ("Regular", "Scholarship holder", "Exchange")
CLASSES = ("1st year", "2nd year", "3rd year", "4th year")
SOURCES = ("Central admission", "Transfer", "Summer school")

STAFF = {
    2: (["EDITOR"], "Lecturer"),
    9: (["EDITOR", "OPERATOR"], "Research Assistant"),
    14: (["OPERATOR"], "Student Affairs Officer"),
    20: (["MANAGER"], "Head of Department"),
    26: (["manager", "editor"], "Dean of Studies"),
}
"""Roles and position, by place in the file."""

WEIGHTS = {
    "TR": 9,
    "DE": 2,
    "KZ": 2,
    "GR": 2,
    "UA": 2,
    "EG": 2,
    "JO": 1,
    "IL": 1,
    "IN": 1,
    "KR": 1,
    "JP": 1,
    "CN": 1,
    "TH": 1,
    "VN": 1,
    "NG": 1,
    "FR": 1,
    "MX": 1,
}


def build() -> Sample:
    crowd = Crowd("exam_users", by_short_key=True)
    people = crowd.draw(28, WEIGHTS)
    rows = [_row(crowd, number, person) for number, person in enumerate(people)]
    sheet = Sheet("", FIELDS, rows)
    sheet.spoil(4, "email", lambda text: text.replace("@", ""), "email_no_at")
    sheet.spoil(7, "password", "", "password_missing")
    sheet.spoil(12, "Roles", ["SUPERVISOR"], "value_unknown")
    sheet.spoil(17, "Tags", [], "required_missing")
    del rows[23]["email"]
    sheet.note(rows[23], "email", "required_missing")
    again = sheet.repeat(3, username=rows[3]["username"].upper(), active=False)
    sheet.note(again, "username", "duplicate_in_file")
    admin = sheet.repeat(
        20, username="admin", fullname="Platform Admin", email="it@bogazkent.example"
    )
    sheet.note(admin, "", "protected")
    rows[6]["active"] = rows[21]["active"] = False
    rows[10]["fullname"] = f"  {rows[10]['fullname']} "
    rows[15]["email"] = rows[15]["email"].replace("bogazkent", "Bogazkent")
    rows[18]["Tags"][0]["value"] = rows[18]["Tags"][0]["value"].upper()
    return Sample(
        "user_bulk_import/static/samples/exam_users.json",
        "exam_json",
        [sheet],
        _write,
        has_passwords=True,
        has_sheet_names=False,
    )


def _row(crowd: Crowd, number: int, person: Person) -> dict:
    roles, position = STAFF.get(number, (["USER"], "Student"))
    tags = {"Department": crowd.pick(DEPARTMENTS), "Position": position}
    if position == "Student":
        tags |= {
            "Section": crowd.pick("ABC"),
            "Group": crowd.pick(GROUPS),
            "Category": crowd.pick(CATEGORIES, (5, 2, 1)),
            "Class": crowd.pick(CLASSES),
            "Source": crowd.pick(SOURCES, (5, 2, 1)),
        }
    return {
        "username": f"{person.short_key}{22 + number % 4}",
        "password": password(crowd.pick(WORDS), 1100 + 37 * number),
        "fullname": person.full_name,
        "email": f"{person.key}@bogazkent.example",
        "active": True,
        "Roles": roles,
        "Tags": [{"name": name, "value": value} for name, value in tags.items()],
    }


def _write(sample: Sample) -> bytes:
    text = json.dumps(sample.sheets[0].rows, ensure_ascii=False, indent=2)
    return f"{text}\n".encode()
