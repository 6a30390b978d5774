from odoo.exceptions import UserError, ValidationError

from .common_columns import CSV, ColumnsCase


class TestColumnsStep(ColumnsCase):
    """Where a guided import stops for its columns, and what a person can say there."""

    def test_a_guided_import_stops_where_a_column_is_to_be_decided(self):
        run = self.guided()
        self.assertEqual(run.state, "columns")
        self.assertFalse(run._step())
        self.assertEqual(run.total_count, 6)

    def test_a_guided_import_goes_straight_on_where_all_is_clear(self):
        run = self.guided("Login,Name\nann,Ann\n")
        self.assertEqual(run.state, "review")

    def test_the_command_line_never_stops_for_columns(self):
        self.assertEqual(self.open_run(CSV).state, "review")

    def test_lines_that_need_somebody_are_on_top(self):
        run = self.guided(
            "Login,Name,Mail address,Email ID,Shoe size\nann,Ann,a@example.com,b@example.com,38\n",
            profile=self.strict(),
        )
        ordered = run.column_ids.sorted(lambda c: (c.attention, c.sequence, c.id))
        self.assertEqual(
            [(c.header or c.target, c.attention) for c in ordered],
            [
                ("ref", 0),
                ("Mail address", 1),
                ("Email ID", 1),
                ("Shoe size", 2),
                ("Login", 3),
                ("Name", 3),
            ],
        )

    def test_samples_are_the_first_different_values_and_masked_where_secret(self):
        run = self.guided("Login,Name,Class,Password\nann,Ann,9A,Zebra-1\nbob,Bob,9A,Zebra-2\n")
        self.assertEqual(self.column(run, "Class").sample_text, "9A")
        self.assertEqual(self.column(run, "Login").sample_text, "ann, bob")
        self.assertNotIn("Zebra", str(run.column_ids.read()))

    def test_a_column_that_is_filled_late_has_samples_too(self):
        rows = "".join(f"u{n},U,\n" for n in range(300))
        run = self.guided(f"Login,Name,Shoe size\n{rows}zoe,Zoe,41\n")
        self.assertEqual(self.column(run, "Shoe size").sample_text, "41")

    def test_a_choice_fills_the_field_and_clears_the_note(self):
        run = self.guided()
        column = self.column(run, "Shirt")
        column.write({"target": "function"})
        self.assertEqual((column.confidence, column.attention), ("chosen", 3))
        self.assertFalse(column.issue_text)
        self.finish(run)
        self.assertEqual(self.user("ann").function, "S")

    def test_a_column_that_is_left_out_is_not_named_later(self):
        run = self.guided()
        run.column_ids.filtered(lambda c: c.attention < 3).action_leave_out()
        self.columns_done(run)
        self.assertFalse(run.issue_text)

    def test_unknown_columns_may_stay_unknown_and_are_named(self):
        run = self.guided()
        self.columns_done(run)
        self.assertIn("Shoe size, Shirt, Motto", run.issue_text)

    def test_a_second_choice_for_one_field_stops_until_it_is_solved(self):
        run = self.guided()
        self.column(run, "Shirt").write({"target": "function"})
        self.column(run, "Shoe size").write({"target": "function"})
        for header in ("Shirt", "Shoe size"):
            self.assertEqual(self.codes_of(self.column(run, header)), ["header_doubled"])
        with self.assertRaisesRegex(UserError, "Several columns fill"):
            run.action_columns_done()
        self.column(run, "Shoe size").action_leave_out()
        self.assertFalse(self.column(run, "Shirt").issues)
        self.columns_done(run)
        self.assertEqual(run.state, "review")

    def test_a_new_title_is_recognized_anew_and_stands_in_the_row_list(self):
        run = self.guided()
        column = self.column(run, "Shoe size")
        column.write({"header": "Phone"})
        self.assertEqual((column.target, column.confidence), ("phone", "exact"))
        titles = {item["name"]: item["string"] for item in run.sudo().cells_definition}
        self.assertEqual(titles[column.key], "Phone")

    def test_a_new_title_leaves_a_chosen_field_alone(self):
        run = self.guided()
        column = self.column(run, "Shoe size")
        column.write({"target": "function"})
        column.write({"header": "Phone"})
        self.assertEqual(column.target, "function")

    def test_a_title_cannot_be_empty_or_taken(self):
        run = self.guided()
        for title, message in (("  ", "needs a title"), ("e-MAIL", "already")):
            with self.subTest(title=title), self.assertRaisesRegex(ValidationError, message):
                self.column(run, "Shirt").write({"header": title})

    def test_a_title_that_several_sheets_share_stays_theirs(self):
        run = self.guided(
            '{"students": [{"login": "ann", "name": "Ann", "extra": "1"}],'
            ' "teachers": [{"login": "bob", "name": "Bob", "extra": "2"}]}',
            name="users.json",
        )
        first, second = run.column_ids.filtered(lambda c: c.header == "extra")
        self.assertEqual(first.key, second.key)
        first.write({"header": "phone"})
        self.assertEqual((first.target, second.target), ("phone", False))
        titles = {item["name"]: item["string"] for item in run.sudo().cells_definition}
        self.assertEqual(titles[second.key], "extra")

    def test_tags_take_their_category_from_the_title(self):
        run = self.guided()
        column = self.column(run, "Shirt")
        column.write({"target": "tag"})
        self.assertEqual(column.tag_category, "Shirt")
        self.finish(run)
        self.assertEqual(self.user("ann").category_id.display_name, "Shirt / S")


class TestMissingColumns(ColumnsCase):
    """Required fields that no column fills."""

    def test_a_missing_required_column_is_a_line_and_stops_until_it_is_solved(self):
        run = self.guided(profile=self.strict())
        self.assertEqual(run.state, "columns")
        [line] = run.column_ids.filtered(lambda c: c.index < 0)
        self.assertEqual(self.codes_of(line), ["column_missing_personal"])
        with self.assertRaisesRegex(UserError, "Reference is required"):
            run.action_columns_done()
        self.column(run, "Motto").write({"target": "ref"})
        self.assertFalse(run.column_ids.filtered(lambda c: c.index < 0))
        self.assertEqual(self.column(run, "Motto").required, "always")
        self.columns_done(run)
        self.assertEqual(run.state, "review")

    def test_the_line_comes_back_with_the_fault(self):
        run = self.guided(profile=self.strict())
        self.column(run, "Motto").write({"target": "ref"})
        self.column(run, "Motto").action_leave_out()
        [line] = run.column_ids.filtered(lambda c: c.index < 0)
        self.assertEqual((line.target, line.attention), ("ref", 0))
        self.assertEqual(self.column(run, "Motto").required, "no")

    def test_what_new_users_need_is_noted_when_its_column_is_left_out(self):
        profile = self.strict(header="Name", target="name", required="create")
        run = self.guided(profile=profile)
        self.column(run, "Name").action_leave_out()
        [line] = run.column_ids.filtered(lambda c: c.index < 0)
        self.assertEqual((self.codes_of(line), line.attention), (["column_missing_for_new"], 0))
        self.columns_done(run)
        self.assertEqual(run.state, "review")

    def test_a_default_solves_it_where_the_field_takes_one(self):
        run = self.guided(profile=self.strict(header="Town", target="city"))
        [line] = run.column_ids.filtered(lambda c: c.index < 0)
        self.assertEqual(self.codes_of(line), ["column_missing"])
        line.write({"default_value": "Bergen"})
        self.assertFalse(line.issues)
        self.finish(run)
        self.assertEqual(self.user("ann").city, "Bergen")

    def test_a_login_takes_no_default(self):
        run = self.guided(profile=self.strict())
        [line] = run.column_ids.filtered(lambda c: c.index < 0)
        with self.assertRaisesRegex(ValidationError, "cannot have a default"):
            line.write({"default_value": "R1"})

    def test_a_missing_line_can_only_be_given_a_default(self):
        run = self.guided(profile=self.strict())
        [line] = run.column_ids.filtered(lambda c: c.index < 0)
        for vals in ({"target": "city"}, {"header": "City"}):
            with self.subTest(vals=vals), self.assertRaises(ValidationError):
                line.write(vals)

    def test_a_password_that_each_row_needs_is_missed_too(self):
        run = self.guided(policy={"operation": "create", "password_mode": "file"})
        [line] = run.column_ids.filtered(lambda c: c.index < 0)
        self.assertEqual((line.target, line.attention), ("password", 0))
        self.column(run, "Motto").write({"target": "password"})
        self.finish(run)
        credential = {"type": "password", "login": "ann", "password": "Zebra-quilt-77"}
        ann = self.user("ann")
        ann.with_user(ann)._check_credentials(credential, {"interactive": True})

    def test_the_command_line_is_refused_as_before(self):
        run = self.open_run(CSV, profile=self.strict())
        self.assertEqual((run.state, run.issues[0]["code"]), ("failed", "columns_missing"))


class TestChangeColumns(ColumnsCase):
    """Back from the review."""

    def test_the_plan_is_made_anew_and_what_was_done_to_the_rows_stays(self):
        run = self.guided()
        self.columns_done(run)
        row = self.rows(run)[0]
        row.left_out = True
        run.action_change_columns()
        self.assertEqual((run.state, run.created_count), ("columns", 0))
        self.assertFalse(row.changes)
        self.assertTrue(row.left_out)
        self.column(run, "Shirt").write({"target": "function"})
        self.columns_done(run)
        self.assertEqual(run.state, "review")
        self.assertTrue(row.left_out)

    def test_names_that_were_unknown_go_with_the_plan(self):
        run = self.guided()
        self.column(run, "Motto").write({"target": "roles"})
        self.columns_done(run)
        values = self.env["user.import.value"].search([("run_id", "=", run.id)])
        self.assertIn("Zebra-quilt-77", str(values.read()))
        run.action_change_columns()
        self.assertFalse(values.exists())

    def test_an_unguided_import_can_be_taken_in_hand(self):
        run = self.open_run(CSV)
        run.action_change_columns()
        self.assertTrue(run.guided)
        self.assertEqual(self.column(run, "Shirt").attention, 2)
