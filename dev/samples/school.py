"""``school.xlsx``: students, instructors and parents of an international school, a tab each."""

from __future__ import annotations

import datetime
from itertools import cycle

from .people import Crowd, Person
from .tables import CREATED, Sample, Sheet
from .workbook import Book, Formula

STUDENT_HEADER = (
    "First Name",
    "Last Name",
    "Email",
    "Username",
    "Grade",
    "Date of Birth",
    "Parent",
    "Instructor",
)
INSTRUCTOR_HEADER = ("First Name", "Last Name", "Email", "Phone", "Subject")
PARENT_HEADER = ("Last Name", "First Name", "Email", "Phone", "City", "Country")

GRADES = ("7A", "7B", "8A", "8B", "9A", "9B", "10A", "10B", "11", "12")

LESSONS = (
    ("IN", "Mathematics"),
    ("GB", "Mathematics, Physics"),
    ("DE", "Biology, Chemistry"),
    ("IE", "English"),
    ("GB", "English, Drama"),
    ("FR", "French"),
    ("CN", "Mandarin"),
    ("GB", "History, Geography"),
    ("HU", "Music"),
    ("JP", "Art & Design"),
    ("NG", "Physical Education"),
    ("IN", "Computer Science, Mathematics"),
)
"""Where each instructor comes from, and what they teach."""

WEIGHTS = {
    "GB": 4,
    "IE": 2,
    "IN": 4,
    "JP": 3,
    "KR": 3,
    "CN": 3,
    "VN": 3,
    "TH": 2,
    "IL": 3,
    "JO": 2,
    "EG": 3,
    "TR": 3,
    "GR": 3,
    "UA": 3,
    "BG": 2,
    "FR": 3,
    "ES": 2,
    "BR": 2,
    "SE": 2,
    "HU": 2,
    "NG": 2,
    "US": 2,
}

PRIVATE = ("example.com", "example.org", "example.net")


def build() -> Sample:
    crowd = Crowd("school")
    instructors = [crowd.person(code) for code, _subject in LESSONS]
    instructor_rows = [
        {
            "First Name": person.given.native,
            "Last Name": person.family.native,
            "Email": _staff_email(person),
            "Phone": person.phone,
            "Subject": subject,
        }
        for person, (_code, subject) in zip(instructors, LESSONS, strict=True)
    ]
    student_rows, parent_rows = _families(crowd, instructors)
    sheets = [
        Sheet("Students", STUDENT_HEADER, student_rows),
        Sheet("Instructors", INSTRUCTOR_HEADER, instructor_rows),
        Sheet("Parents", PARENT_HEADER, parent_rows),
    ]
    _spoil(*sheets)
    return Sample("user_bulk_import/static/samples/school.xlsx", "school", sheets, _write)


def _families(crowd: Crowd, instructors: list[Person]) -> tuple[list[dict], list[dict]]:
    """Return 100 students and their 60 parents: some have one child here, some two or three."""
    parents = crowd.draw(50, WEIGHTS)
    parent_rows = []
    student_rows: list[dict] = []
    class_teachers = cycle(instructors)
    teachers = {grade: next(class_teachers) for grade in GRADES}
    for number, parent in enumerate(parents):
        country = parent.country
        family = next(pair for pair in country.families if parent.family in pair)
        mail = f"{parent.key}@{PRIVATE[number % 3]}"
        parent_rows.append(_parent_row(parent, mail))
        mails = [mail]
        if number % 5 == 0:  # both parents are in the list
            other = crowd.person(country.code, family=family)
            mails.append(f"{other.key}@{PRIVATE[number % 3]}")
            parent_rows.append(_parent_row(other, mails[1]))
        for _child in range((2, 1, 3, 2, 2)[number % 5]):
            child = crowd.person(country.code, family=family)
            student_rows.append(_student_row(crowd, child, mails, teachers))
    return student_rows, parent_rows


def _parent_row(parent: Person, mail: str) -> dict:
    return {
        "Last Name": parent.family.native,
        "First Name": parent.given.native,
        "Email": mail,
        "Phone": parent.phone,
        "City": parent.city,
        "Country": parent.country.name,
    }


def _student_row(
    crowd: Crowd, child: Person, parents: list[str], teachers: dict[str, Person]
) -> dict:
    grade = crowd.pick(GRADES)
    year = 2026 - 5 - int(grade.rstrip("AB"))
    born = datetime.date(year, 9, 1) - datetime.timedelta(days=crowd.random.randrange(1, 365))
    # The youngest have no e-mail address of their own.
    has_email = grade not in ("7A", "7B") or crowd.random.random() < 0.3
    return {
        "First Name": child.given.native,
        "Last Name": child.family.native,
        "Email": f"{child.key}@pupils.lakeside.example" if has_email else "",
        "Username": "" if has_email else f"{child.key}{year % 100}",
        "Grade": grade,
        "Date of Birth": born,
        "Parent": "; ".join(parents),
        "Instructor": _staff_email(teachers[grade]),
    }


def _staff_email(person: Person) -> str:
    return f"{person.key}@lakeside.example"


def _spoil(students: Sheet, instructors: Sheet, parents: Sheet) -> None:
    rows = students.rows
    # Nobody has this address any more. The errors of the same rows are noted afterwards.
    lost = instructors.rows[8]["Email"]
    for row in rows:
        if row["Instructor"] == lost:
            students.note(row, "Instructor", "association_unknown", CREATED)
        if parents.rows[17]["Email"] in row["Parent"]:  # a row with an error makes nobody
            students.note(row, "Parent", "association_unmade", CREATED)
    with_email = [i for i, row in enumerate(rows) if row and row["Email"]]
    without = [i for i, row in enumerate(rows) if row and not row["Email"]]
    bad_email, nobody, no_name, no_day, no_grade, hidden = with_email[4::12][:6]
    students.spoil(
        bad_email, "Email", lambda text: text.replace("lakeside.", "lakeside,"), "email_domain"
    )
    rows[nobody]["Email"] = ""
    students.note(rows[nobody], "Username", "login_missing")
    students.spoil(no_name, "Last Name", "", "required_missing")
    students.spoil(no_day, "Date of Birth", "31.02.2013", "date_impossible")
    na = Formula("=VLOOKUP(C2,'[Timetable.xlsx]Classes'!$A:$D,4,0)", "#N/A")
    students.spoil(no_grade, "Grade", na, "error_cell")
    students.spoil(hidden, "Email", "[email protected]", "email_protected")
    double = without[2]
    login = rows[double]["Username"].upper()
    students.note(students.repeat(double, Username=f"{login} "), "Username", "duplicate_in_file")
    rows[with_email[9]]["Grade"] = f" {rows[with_email[9]]['Grade'].lower()} "
    rows[with_email[15]]["Email"] = rows[with_email[15]]["Email"].title()
    rows[with_email[21]]["Grade"] = int("11")
    rows[with_email[21]]["Date of Birth"] = "14.06.2009"
    students.blank_lines(25, 50, 75)

    instructors.spoil(8, "Email", "", "required_missing")
    parents.spoil(17, "Phone", "after 5 pm", "phone_invalid")
    again = parents.repeat(29, Phone="")
    parents.note(again, "Email", "email_duplicate_in_file")
    parents.rows[40]["Email"] = f" {parents.rows[40]['Email']} "


def _write(sample: Sample) -> bytes:
    book = Book("Students, instructors and parents", "Lakeside International School")
    for sheet in sample.sheets:
        book.add(sheet, text_columns=("Phone", "Grade"))
    return book.content()
