"""``users.xlsx``: the staff list of a maker of measuring devices, for the profile *Standard*."""

from __future__ import annotations

from .people import Crowd, Person
from .tables import CREATED, Sample, Sheet
from .workbook import Book, Formula

HEADER = (
    "Reference",
    "First name",
    "Last name",
    "E-mail",
    "Job title",
    "Department",
    "Roles",
    "Tags",
    "Phone",
    "City",
    "Country",
    "Time zone",
)

JOBS = {
    "Sales": ("Account Manager", "Sales Assistant", "Key Account Manager", "Field Representative"),
    "Customer Service": ("Service Technician", "Hotline Agent", "Spare Parts Clerk"),
    "Engineering": ("Optics Engineer", "Firmware Developer", "Test Engineer", "Draughtsperson"),
    "Quality": ("Calibration Specialist", "Quality Inspector", "Auditor"),
    "Production": ("Assembly Fitter", "Shift Supervisor", "CNC Operator", "Lens Polisher"),
    "Logistics": ("Warehouse Clerk", "Forklift Driver", "Customs Officer"),
    "Finance": ("Accountant", "Payroll Clerk", "Controller"),
    "People & Culture": ("Recruiter", "Training Coordinator"),
    "IT": ("System Administrator", "Help Desk Agent", "Data Analyst"),
    "Marketing": ("Copywriter", "Trade Fair Planner", "Graphic Designer"),
}

ROLES = {
    "User": 90,
    "user": 6,
    "Benutzer": 5,
    "Utilisateur": 4,
    "Usuario": 4,
    "Editor": 12,
    "Operator": 9,
    "Editor, Operator": 4,
    "Manager": 5,
    "": 11,
}

TAGS = {
    "": 70,
    "First aider": 14,
    "Fire warden": 9,
    "Mentor": 10,
    "Forklift license": 8,
    "Works council": 4,
    "First aider, Fire warden": 6,
    "Mentor; First aider": 3,
    "Training group: Safety basics": 14,
    "Training group: Data protection; Mentor": 6,
    "Training group: Safety basics; Training group: Laser safety": 6,
}

WEIGHTS = {
    "DE": 5,
    "FR": 3,
    "ES": 2,
    "IT": 2,
    "GB": 3,
    "IE": 2,
    "US": 3,
    "SE": 2,
    "DK": 2,
    "FI": 2,
    "PL": 3,
    "CZ": 3,
    "HU": 2,
    "RO": 2,
    "TR": 3,
    "GR": 2,
    "UA": 3,
    "RS": 2,
    "KZ": 2,
    "EG": 2,
    "IL": 2,
    "IN": 3,
    "TH": 2,
    "CN": 3,
    "JP": 3,
    "KR": 2,
    "VN": 2,
    "NG": 2,
    "BR": 2,
    "MX": 2,
}


def build() -> Sample:
    crowd = Crowd("users")
    people = crowd.draw(149, WEIGHTS)
    rows = [_row(crowd, number, person) for number, person in enumerate(people)]
    sheet = Sheet("Staff", HEADER, rows)
    sheet.spoil(11, "E-mail", lambda text: text.replace("@", " at "), "email_no_at")
    rows[34]["E-mail"] = ""
    sheet.note(rows[34], "", "login_missing")
    sheet.spoil(57, "Roles", "Admin", "value_unknown")
    sheet.spoil(73, "Country", "Wales", "value_not_listed")
    sheet.spoil(96, "Phone", lambda text: text[:7], "phone_digits", CREATED)
    na = Formula("=VLOOKUP(E120,Lists!D:E,2,FALSE)", "#N/A")
    sheet.spoil(118, "Department", na, "error_cell")
    sheet.note(_again(sheet, 5), "E-mail", "email_duplicate_in_file")
    for position in (20, 65, 101):
        sheet.rows[position]["Last name"] += "  "
    for position in (41, 88):
        sheet.rows[position]["E-mail"] = sheet.rows[position]["E-mail"].title()
    sheet.blank_lines(52, 130)
    return Sample(
        "samples/users.xlsx",
        "standard",
        [sheet],
        _write,
        copies=("user_bulk_import/static/samples/users.xlsx",),
    )


def _row(crowd: Crowd, number: int, person: Person) -> dict:
    department = crowd.pick(list(JOBS))
    tags = crowd.pick(list(TAGS), list(TAGS.values()))
    if tags == "Forklift license" and department not in ("Logistics", "Production"):
        tags = ""
    return {
        "Reference": f"MI-{2001 + number}",
        "First name": person.given.native,
        "Last name": person.family.native,
        "E-mail": f"{person.key}@meridian-instruments.example",
        "Job title": crowd.pick(JOBS[department]),
        "Department": department,
        "Roles": crowd.pick(list(ROLES), list(ROLES.values())),
        "Tags": tags,
        "Phone": person.phone if crowd.random.random() < 0.8 else "",
        "City": person.city,
        "Country": person.country.name,
        "Time zone": person.country.zone,
    }


def _again(sheet: Sheet, position: int) -> dict:
    """Add somebody a second time, as it happens when two lists are joined."""
    email = sheet.rows[position]["E-mail"].upper()
    return sheet.repeat(position, **{"E-mail": email, "Reference": "", "Roles": "Editor"})


def _write(sample: Sample) -> bytes:
    [sheet] = sample.sheets
    book = Book("Staff list", "Meridian Instruments")
    page = book.add(sheet)
    last = sheet.first_row + len(sheet.rows) - 2
    for header, column, count in (("Roles", "A", 4), ("Department", "B", len(JOBS))):
        position = HEADER.index(header)
        source = f"=Lists!${column}$2:${column}${count + 1}"
        page.data_validation(
            1,
            position,
            last,
            position,
            {"validate": "list", "source": source, "error_type": "warning"},
        )
    book.add_hidden(
        "Lists",
        {"Roles": ("User", "Editor", "Operator", "Manager"), "Departments": tuple(JOBS)},
    )
    return book.content()
