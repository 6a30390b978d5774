"""Files as other products export them, and as people save them."""

import json

from reader_files import cells, csv_bytes, open_bytes, read_one, workbook_bytes


def rows_as_dicts(table):
    return [dict(zip(table.header, row, strict=False)) for row in cells(table)]


def test_moodle_csv():
    data = (
        "username,password,firstname,lastname,email,course1,profile_field_class,suspended\r\n"
        "student1,Ch@nge1,Zoë,O'Hara,zoe@example.edu,math102,9A,0\r\n"
        'teacher1,,"de la Cruz, Ana",Núñez,ana@example.edu,,,0\r\n'
    )
    table = read_one(data.encode())
    assert table.header[:3] == ("username", "password", "firstname")
    assert cells(table)[1][2] == "de la Cruz, Ana"
    assert rows_as_dicts(table)[0]["suspended"] == "0"


def test_google_workspace_csv():
    header = (
        "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],"
        "Password Hash Function [UPLOAD ONLY],Org Unit Path [Required],Recovery Phone [MUST BE IN "
        "THE E.164 FORMAT],Employee ID,Change Password at Next Sign-In,New Status [UPLOAD ONLY]"
    )
    row = "Ann,Lee,ann@example.com,****,,/Staff,+380971111111,007,True,"
    table = read_one(f"{header}\n{row}\n".encode("utf-8-sig"))
    assert table.encoding == "utf-8-sig"
    assert table.header[0] == "First Name [Required]"
    assert rows_as_dicts(table)[0]["Employee ID"] == "007"


def test_microsoft_entra_bulk_csv():
    data = (
        "version:v1.0,,,,\r\n"
        "Name [displayName] Required,User name [userPrincipalName] Required,"
        "Initial password [passwordProfile] Required,Block sign in (Yes/No) [accountEnabled] "
        "Required,First name [givenName]\r\n"
        "Example: Chris Green,chris@contoso.com,myPassword1234,No,Chris\r\n"
        "Ann Lee,ann@contoso.com,pw,No,Ann\r\n"
    )
    table = read_one(data.encode())
    assert table.header[0] == "Name [displayName] Required"
    assert table.header_row == 2
    assert [row.number for row in table.rows] == [3, 4]


def test_okta_csv():
    header = ["login", "firstName", "lastName", "email", "mobilePhone", "employeeNumber"]
    row = ["ann@example.com", "Ann", "Lee", "ann@example.com", "+1 555 123 4567", "0042"]
    data = "\n".join(",".join(f'"{cell}"' for cell in line) for line in (header, row))
    assert rows_as_dicts(read_one(data.encode()))[0]["employeeNumber"] == "0042"


def test_power_school_tsv():
    data = csv_bytes(
        [
            ["Student_Number", "Last_Name", "First_Name", "Grade_Level", "Web_ID", "DOB"],
            ["1001", "Peña", "José", "9", "jpena", "09/14/2009"],
            ["1002", "Smith", 'William "Bill"', "10", "wsmith", "01/02/2008"],
        ],
        "\t",
        "cp1252",
    )
    table = read_one(data)
    assert (table.format, table.encoding) == ("tsv", "cp1252")
    assert cells(table)[0][1:3] == ("Peña", "José")


def test_excel_csv_saved_in_turkey_and_germany():
    turkish = csv_bytes(
        [["Adı", "Soyadı", "Ücret", "Sınıf"], ["Şule", "Gök", "1.234,50", "9-A"]], ";", "cp1254"
    )
    assert rows_as_dicts(read_one(turkish)) == [
        {"Adı": "Şule", "Soyadı": "Gök", "Ücret": "1.234,50", "Sınıf": "9-A"}
    ]
    german = csv_bytes(
        [["Vorname", "Straße", "Geburtstag"], ["Jörg", "Hauptstraße 5", "01.02.1990"]],
        ";",
        "cp1252",
    )
    assert cells(read_one(german)) == [("Jörg", "Hauptstraße 5", "01.02.1990")]


def test_excel_unicode_text():
    data = csv_bytes([["Имя", "Город"], ["Пётр", "Київ"]], "\t", "utf-16")
    table = read_one(data)
    assert (table.encoding, table.delimiter) == ("utf-16", "\t")
    assert cells(table) == [("Пётр", "Київ")]


def test_scim_list_response():
    user = {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "id": "2819c223",
        "externalId": "bjensen",
        "userName": "bjensen@example.com",
        "name": {"givenName": "Barbara", "familyName": "Jensen"},
        "active": True,
        "emails": [
            {"value": "babs@home.example", "type": "home"},
            {"value": "bjensen@example.com", "type": "work", "primary": True},
        ],
        "phoneNumbers": [{"value": "555-555-8377", "type": "work"}],
        "groups": [
            {"value": "e9e3", "$ref": "https://example.com/Groups/e9e3", "display": "Staff"}
        ],
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Tours"},
        "meta": {"resourceType": "User", "lastModified": "2011-05-13T04:42:34Z"},
    }
    response = {"schemas": ["x"], "totalResults": 1, "itemsPerPage": 1, "Resources": [user]}
    (row,) = rows_as_dicts(read_one(json.dumps(response, indent=1).encode()))
    assert row["name.givenName"] == "Barbara"
    assert row["emails"] == "bjensen@example.com"
    assert row["phoneNumbers"] == "555-555-8377"
    assert row["groups"] == "Staff"
    assert row["active"] == "true"
    assert row["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.department"] == "Tours"
    assert rows_as_dicts(read_one(json.dumps(user).encode())) == [row]


def test_google_directory_json():
    users = [
        {
            "primaryEmail": "liz@example.com",
            "name": {"givenName": "Elizabeth", "familyName": "Smith"},
            "emails": [
                {"address": "liz@home.example", "type": "home"},
                {"address": "liz@example.com", "primary": True},
            ],
            "organizations": [{"title": "SRE", "department": "IT", "primary": True}],
            "phones": [{"value": "+1 nnn", "type": "work"}],
            "suspended": False,
        }
    ]
    data = {"kind": "admin#directory#users", "etag": "x", "users": users, "nextPageToken": "y"}
    (row,) = rows_as_dicts(read_one(json.dumps(data).encode()))
    assert row["emails"] == "liz@example.com"
    assert row["organizations.department"] == "IT"
    assert row["suspended"] == "false"


def test_exam_platform_json():
    users = [
        {
            "username": "jdoe",
            "password": "secret",
            "fullname": "John Doe",
            "email": "jdoe@example.com",
            "active": True,
            "Roles": ["USER", "EDITOR"],
            "Tags": [
                {"name": "Department", "value": "IT"},
                {"name": "Class", "value": "9A"},
            ],
        }
    ]
    for data in (users, users[0], {"Users": users}):
        (row,) = rows_as_dicts(read_one(json.dumps(data).encode()))
        assert row["Roles"] == "USER; EDITOR"
        assert json.loads(row["Tags"]) == users[0]["Tags"]
    users[0]["Tags"] = {"Department": ["IT", "HR"], "Class": "9A"}
    (row,) = rows_as_dicts(read_one(json.dumps(users).encode()))
    assert (row["Tags.Department"], row["Tags.Class"]) == ("IT; HR", "9A")


def test_import_api_body():
    data = (
        b'{"uid":"cl123456", "secondname":"Smith", "firstname":"John", "patronymic":"", "gender":0,'
        b'"is_active":1, "tags":"tag1,tag2", "phone":"+380971111111"}'
    )
    (row,) = rows_as_dicts(read_one(data))
    assert (row["uid"], row["gender"], row["patronymic"]) == ("cl123456", "0", "")


def test_school_workbook_with_a_tab_for_each_kind_of_user():
    data = workbook_bytes(
        Instructions=[["Fill in one tab for each type of user you would like to add."]],
        Students=[
            ["First name", "Last name", "E-mail", "Username", "Parent"],
            ["Ann", "Lee", "", "annlee", "p@example.com"],
        ],
        Instructors=[["First name", "Last name", "E-mail"], ["Bo", "Ek", "bo@example.com"]],
        Parents=[["First name", "Last name", "E-mail"], ["Pa", "Lee", "p@example.com"]],
    )
    assert [table.name for table in open_bytes(data)] == ["Students", "Instructors", "Parents"]
