"""``exam_candidates.csv``: who sits, watches over and marks a bookkeepers' exam, for
*exam_candidates*. Saved by Excel in western Europe: semicolons, Windows-1252."""

from __future__ import annotations

import csv
import io

from .people import Crowd, Person
from .tables import CREATED, SKIPPED, Sample, Sheet, password

HEADER = (
    "Client ID",
    "Username",
    "Title",
    "First Name",
    "Last Name",
    "Email ID of the Candidate",
    "Role",
    "Phone Number of the Candidate",
    "Password",
    "Deleted",
    "Eligible",
    "Venue",
    "Booking Status",
)
MAIL = "Email ID of the Candidate"

WORDS = ("Orchard", "Velvet", "Juniper", "Granite", "Meadow", "Thistle", "Falcon")

TITLES = {
    "DE": ("Herr", "Frau"),
    "FR": ("M.", "Mme"),
    "ES": ("Sr.", "Sra."),
    "IT": ("Sig.", "Sig.ra"),
}

VENUES = {
    "DE": "Köln – Gürzenich; Saal 3",
    "FR": "Besançon, Cité des Arts",
    "ES": "Cádiz, Centro «Alcalá»\nPlanta 2",
    "PT": "Évora, Salão Nobre",
    "BR": "Évora, Salão Nobre",
    "MX": "Cádiz, Centro «Alcalá»\nPlanta 2",
    "IT": "Forlì, Palazzo degli Studi",
    "GB": 'Norwich, "The Old Granary"',
    "IE": "Galway, St Brendan’s Hall",
    "US": "Galway, St Brendan’s Hall",
    "SE": "Malmö, Sal B2",
    "DK": "Malmö, Sal B2",
    "FI": "Malmö, Sal B2",
}

STATUSES = ("Booked", "Confirmed", "Waiting list", "Cancelled")

STAFF = {1: "Invigilator", 11: "Invigilator", 24: "Proctor", 16: "Marker", 33: "Marker"}

WEIGHTS = {
    "DE": 5,
    "FR": 5,
    "ES": 4,
    "PT": 3,
    "BR": 2,
    "MX": 2,
    "IT": 4,
    "GB": 4,
    "IE": 3,
    "US": 2,
    "SE": 2,
    "DK": 2,
    "FI": 2,
}


def build() -> Sample:
    crowd = Crowd("exam_candidates", by_short_key=True)
    people = crowd.draw(39, WEIGHTS)
    rows = [_row(crowd, number, person) for number, person in enumerate(people)]
    sheet = Sheet("", HEADER, rows)
    sheet.spoil(5, MAIL, lambda text: text.replace(".example", ",example"), "email_domain")
    sheet.spoil(9, "Password", "", "password_missing")
    sheet.spoil(14, "Username", "", "required_missing")
    sheet.spoil(19, "Role", "Chief Examiner", "value_unknown")
    sheet.spoil(27, "Eligible", "pending", "bool_invalid")
    sheet.spoil(8, "Deleted", "Yes", "nothing_to_delete", SKIPPED)
    sheet.spoil(30, "Deleted", "yes", "nothing_to_delete", SKIPPED)
    again = sheet.repeat(12, Username=f"{rows[12]['Username']}2", **{MAIL: ""})
    sheet.note(again, "Client ID", "duplicate_in_file")
    # A training company has booked for two of its people.
    for position in (21, 22):
        rows[position][MAIL] = "exams@kontor-lindgren.example"
    sheet.note(rows[22], MAIL, "email_shared_in_file", CREATED)
    rows[28][MAIL] = ""
    rows[35]["Phone Number of the Candidate"] = ""
    rows[3]["Username"] += "  "
    rows[17]["Last Name"] = f" {rows[17]['Last Name']}"
    rows[25]["Role"] = "CANDIDATE"
    rows[26][MAIL] = rows[26][MAIL].upper()
    for position in (6, 23, 31):
        rows[position]["Role"] = ""
    rows[37]["Venue"] = rows[37]["Booking Status"] = ""
    return Sample(
        "user_bulk_import/static/samples/exam_candidates.csv",
        "exam_candidates",
        [sheet],
        written,
        has_passwords=True,
        has_sheet_names=False,
    )


def _row(crowd: Crowd, number: int, person: Person) -> dict:
    role = STAFF.get(number, "Candidate")
    titles = TITLES.get(person.country.code, ("Mr", "Ms"))
    is_candidate = role == "Candidate"
    return {
        "Client ID": f"{417 + 3 * number:05}",
        "Username": f"{person.short_key}.bk26",
        "Title": "Dr" if number % 11 == 10 else titles[person.is_woman],
        "First Name": person.given.native,
        "Last Name": person.family.native,
        MAIL: f"{person.key}@mail.example",
        "Role": role,
        "Phone Number of the Candidate": person.phone,
        "Password": password(crowd.pick(WORDS), 2200 + 41 * number),
        "Deleted": "No",
        "Eligible": "Yes" if crowd.random.random() < 0.85 else "No",
        "Venue": VENUES[person.country.code],
        "Booking Status": crowd.pick(STATUSES, (6, 5, 2, 1)) if is_candidate else "Confirmed",
    }


def written(sample: Sample) -> bytes:
    """Return the table as Excel saves it."""
    output = io.StringIO()
    writer = csv.writer(output, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    for number, row in enumerate(sample.sheets[0].rows):
        assert row is not None
        cells = [row[header] for header in HEADER]
        while number == 37 and not cells[-1]:
            cells.pop()  # a row that ends early, as hand-edited files have them
        writer.writerow(cells)
    for _line in range(2):
        output.write(";" * (len(HEADER) - 1) + "\r\n")  # rows that were emptied, not deleted
    return output.getvalue().encode("cp1252")
