"""``directory.json``: what a directory gives out for the import API, for *directory_api*."""

from __future__ import annotations

import base64
import datetime
import json

from .people import Crowd, Person
from .tables import Sample, Sheet, password

FIELDS = (
    "uid",
    "secondname",
    "firstname",
    "patronymic",
    "login",
    "email",
    "password",
    "birth_date",
    "gender",
    "is_active",
    "city",
    "department",
    "position",
    "phone",
    "tags",
    "facebook_id",
    "google_id",
    "date_of_employment",
    "work_contact",
    "date_of_assignment_current_position",
    "structure_uid",
    "user_field1",
    "user_field2",
    "user_field3",
    "customInfo",
)

WORDS = ("Dnipro", "Amber", "Walnut", "Carpat", "Poppy", "Granary", "Sunflower")

UNITS = {
    "MO-01": ("Main Office", ("Assistant to the CEO", "Office Manager", "Legal Adviser")),
    "RT-14": ("Retail North", ("Shop Manager", "Sales Consultant", "Cashier")),
    "RT-22": ("Retail South", ("Shop Manager", "Sales Consultant", "Merchandiser")),
    "WH-03": ("Central Warehouse", ("Storekeeper", "Order Picker")),
    "IT-05": ("IT Operations", ("Network Engineer", "Support Specialist")),
}

TAGS = ("newcomer", "mentor", "talent pool", "mentor,talent pool", "remote", "newcomer,remote", "")

WEIGHTS = {
    "UA": 12,
    "PL": 4,
    "KZ": 4,
    "BG": 4,
    "RS": 2,
    "CZ": 2,
    "GE": 3,
    "GR": 1,
    "TR": 1,
    "IL": 1,
    "EG": 1,
    "IN": 1,
    "JP": 1,
    "CN": 1,
    "VN": 1,
}


def build() -> Sample:
    crowd = Crowd("directory")
    people = crowd.draw(39, WEIGHTS)
    rows = [_row(crowd, number, person) for number, person in enumerate(people)]
    sheet = Sheet("", FIELDS, rows)
    sheet.spoil(6, "uid", "", "required_missing")
    sheet.spoil(10, "email", lambda text: text.replace("@", "@@"), "email_local")
    sheet.spoil(15, "birth_date", "30.02.1990", "date_impossible")
    sheet.spoil(19, "gender", 7, "choice_unknown")
    sheet.spoil(24, "date_of_employment", "03/04/2019", "date_ambiguous")
    sheet.spoil(29, "password", "", "password_missing")
    sheet.spoil(33, "customInfo", "eyJwcm9qZWN0cyI6", "custom_info_invalid")
    again = sheet.repeat(13, uid="cl109999", login=rows[13]["login"].title())
    sheet.note(again, "login", "duplicate_in_file")
    rows[4]["is_active"] = rows[26]["is_active"] = 0
    for name in ("gender", "birth_date"):
        del rows[21][name]
    rows[8]["email"] = rows[8]["email"].replace("kashtan", "Kashtan")
    rows[30]["firstname"] += " "
    return Sample(
        "user_bulk_import/static/samples/directory.json",
        "directory_api",
        [sheet],
        _write,
        has_passwords=True,
        has_sheet_names=False,
    )


def _row(crowd: Crowd, number: int, person: Person) -> dict:
    unit = crowd.pick(list(UNITS), (2, 4, 3, 3, 1))
    department, positions = UNITS[unit]
    born = datetime.date(1962, 3, 1) + datetime.timedelta(days=crowd.random.randrange(14000))
    hired = datetime.date(2012, 1, 9) + datetime.timedelta(days=crowd.random.randrange(4800))
    promoted = hired + datetime.timedelta(days=crowd.random.randrange(300))
    # Two systems feed the directory, each with its way of writing dates.
    written = "%d.%m.%Y" if number % 3 else "%Y-%m-%d"
    row = {
        "uid": f"cl{104200 + 11 * number}",
        "secondname": person.family.native,
        "firstname": person.given.native,
        "patronymic": crowd.patronymic(person),
        "login": person.key,
        "email": f"{person.key}@kashtan-retail.example",
        "password": password(crowd.pick(WORDS), 3300 + 43 * number),
        "birth_date": born.strftime(written),
        "gender": int(person.is_woman),
        "is_active": 1,
        "city": person.city,
        "department": department,
        "position": crowd.pick(positions),
        "phone": person.phone.replace(" ", "").replace("-", ""),
        "tags": crowd.pick(TAGS),
        "facebook_id": "",
        "google_id": "",
        "date_of_employment": hired.strftime(written),
        "work_contact": f"ext. {100 + crowd.random.randrange(900)}",
        "date_of_assignment_current_position": promoted.strftime(written),
        "structure_uid": unit,
        "user_field1": crowd.pick(("", "night shift", "early shift")),
        "user_field2": crowd.pick(("", "size S", "size M", "size L")),
        "user_field3": "",
    }
    if number % 4 == 1:
        row["facebook_id"] = str(100_000_000_000_000 + crowd.random.randrange(10**9))
    if number % 5 == 2:
        row["google_id"] = str(10**20 + crowd.random.randrange(10**18))
    if number % 3 == 0:
        row["customInfo"] = _encoded(
            {
                "projects": [f"mtr-{crowd.random.randrange(1, 60)}"],
                "vacation_days": crowd.random.randrange(10, 25),
                "note": "наставник" if number % 2 else "früher Lager",
            }
        )
    return row


def _encoded(data: dict) -> str:
    text = json.dumps(data, ensure_ascii=False)
    return base64.b64encode(text.encode()).decode()


def _write(sample: Sample) -> bytes:
    text = json.dumps(sample.sheets[0].rows, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()
