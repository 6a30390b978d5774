"""``company.xlsx``: what the personnel software of a haulier gives out, for *company_xlsx*.

A title stands above the table and a total below it; some numbers are text and some text numbers,
some dates are dates and some are typed.
"""

from __future__ import annotations

import datetime

from .people import Crowd, Person
from .tables import CREATED, Sample, Sheet
from .workbook import Book, Formula, serial

TITLE = "Aurelia Logistics – users of the learning platform, as of 2 March 2026"

HEADER = (
    "reference",
    "Last name",
    "First name",
    "Middle name",
    "Email",
    "userName",
    "Department",
    "Position",
    "Training group",
    "Hire date",
    "City",
    "Country",
    "Phone",
    "Cost centre",
    "Locker",
)

JOBS = {
    "Road Transport": ("Lorry Driver", "Dispatcher", "Fleet Mechanic"),
    "Warehouse": ("Order Picker", "Forklift Driver", "Shift Leader", "Packer"),
    "Sea & Air Freight": ("Freight Forwarder", "Customs Agent", "Documentation Clerk"),
    "Cold Chain": ("Refrigeration Technician", "Quality Officer"),
    "Finance": ("Accounts Payable Clerk", "Controller"),
    "Human Resources": ("HR Officer", "Payroll Specialist"),
}

COST_CENTRES = {
    "Road Transport": "4100",
    "Warehouse": "4200",
    "Sea & Air Freight": "4300",
    "Cold Chain": "4400",
    "Finance": "9100",
    "Human Resources": "9200",
}

TRAINING = {
    "Road Transport": ("Driver hours", "Load securing", "Driver hours; Dangerous goods"),
    "Warehouse": ("Forklift safety", "Forklift safety; First aid", "First aid"),
    "Sea & Air Freight": ("Customs basics", "Dangerous goods; Customs basics"),
    "Cold Chain": ("Food hygiene",),
    "Finance": ("", "Data protection"),
    "Human Resources": ("Data protection",),
}

WEIGHTS = {
    "UA": 6,
    "PL": 4,
    "RO": 4,
    "BG": 4,
    "KZ": 3,
    "TR": 4,
    "DE": 4,
    "GR": 3,
    "RS": 3,
    "HU": 2,
    "GE": 2,
    "JO": 2,
    "IL": 2,
    "IN": 3,
    "VN": 2,
    "TH": 2,
    "CN": 2,
    "TW": 1,
    "KR": 1,
    "PT": 2,
    "NG": 2,
}


def build() -> Sample:
    crowd = Crowd("company", by_short_key=True)
    people = crowd.draw(118, WEIGHTS)
    rows = [_row(crowd, number, person) for number, person in enumerate(people)]
    sheet = Sheet("Employees", HEADER, rows, first_row=4)

    sheet.spoil(8, "reference", "", "required_missing")
    sheet.spoil(21, "Email", "", "required_missing")
    sheet.spoil(33, "Email", lambda text: text.replace(".example", "..example"), "email_domain")
    sheet.spoil(47, "userName", "   ", "required_missing")
    sheet.spoil(60, "Hire date", "03/04/2021", "date_ambiguous")
    sheet.spoil(76, "Hire date", "31.02.2020", "date_impossible")
    na = Formula("=VLOOKUP(G97,'[Units.xlsx]2025'!$A:$B,2,0)", "#N/A")
    sheet.spoil(93, "Department", na, "error_cell")
    sheet.note(_rehired(sheet, 15), "userName", "duplicate_in_file")
    sheet.spoil(104, "Phone", lambda text: text[:8], "phone_digits", CREATED)
    # Below the table, as in the software's printout; it is no user.
    total: dict = {"reference": "Total", "Last name": "118 employees"}
    sheet.rows.append(None)
    sheet.rows.append(total)
    for column in ("Email", "userName"):
        sheet.note(total, column, "required_missing")

    _make_untidy(sheet)
    return Sample("user_bulk_import/static/samples/company.xlsx", "company_xlsx", [sheet], _write)


def _row(crowd: Crowd, number: int, person: Person) -> dict:
    department = crowd.pick(list(JOBS), (5, 6, 3, 2, 1, 1))
    hired = datetime.date(2008, 1, 7) + datetime.timedelta(days=crowd.random.randrange(6500))
    return {
        "reference": f"{4301 + 7 * number:06}",
        "Last name": person.family.native,
        "First name": person.given.native,
        "Middle name": crowd.patronymic(person),
        "Email": f"{person.key}@aurelia-logistics.example",
        "userName": person.short_key,
        "Department": department,
        "Position": crowd.pick(JOBS[department]),
        "Training group": crowd.pick(TRAINING[department]),
        "Hire date": hired,
        "City": person.city,
        "Country": person.country.name,
        "Phone": person.phone,
        "Cost centre": COST_CENTRES[department],
        "Locker": crowd.random.randrange(1, 400),
    }


def _rehired(sheet: Sheet, position: int) -> dict:
    """Add somebody who came back and got a new number, but has the old login."""
    login = sheet.rows[position]["userName"].capitalize()
    return sheet.repeat(
        position,
        **{"reference": "009001", "userName": login, "Hire date": datetime.date(2025, 11, 3)},
    )


def _make_untidy(sheet: Sheet) -> None:
    """Write some cells as people do; an import understands all of it."""
    rows = [row for row in sheet.rows if row]
    rows[3]["reference"] = 400123  # a number among texts
    rows[17]["Phone"] = 442079460173  # a spreadsheet's number: the plus is gone
    rows[29]["Hire date"] = "12.03.2019"
    rows[30]["Hire date"] = "2019-03-12"
    rows[51]["Hire date"] = Formula(
        "=DATE(2021,5,3)", serial(datetime.date(2021, 5, 3)), is_date=True
    )
    for row in rows[66:70]:
        row["Email"] = Formula(
            f'=LOWER("{row["Email"].partition("@")[0].title()}")&"@aurelia-logistics.example"',
            row["Email"],
        )
    rows[38]["Last name"] += "   "
    rows[81]["First name"] = f" {rows[81]['First name']}"
    rows[98]["Email"] = rows[98]["Email"].upper()
    rows[109]["Department"] = rows[109]["Department"].upper()
    sheet.blank_lines(44, 90)


def _write(sample: Sample) -> bytes:
    [sheet] = sample.sheets
    book = Book("Users of the learning platform", "Aurelia Logistics")
    book.add(sheet, title=TITLE, text_columns=("reference", "Phone", "Cost centre"))
    return book.content()
