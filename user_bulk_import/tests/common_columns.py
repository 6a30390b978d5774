from .common import ImportCase

CSV = (
    "Login,Name,E-mail,Shoe size,Shirt,Motto\n"
    "ann,Ann Archer,ann@example.com,38,S,Zebra-quilt-77\n"
    "bob,Bob Baker,bob@example.com,42,M,Tulip-barge-31\n"
    "cem,Cem Çelik,cem@example.com,44,S,Maple-tiger-12\n"
    "dan,Dan Dorn,dan@example.com,44,M,Cedar-piano-98\n"
    "eva,Eva Ek,eva@example.com,39,S,Olive-stone-54\n"
    "fay,Fay Frost,fay@example.com,37,S,Amber-cliff-66\n"
)


class ColumnsCase(ImportCase):
    """Imports that a person goes through step by step."""

    def guided(self, content=CSV, name="users.csv", user=None, profile=None, **values):
        """Return a guided run of a file, as its importer sees it, after it was read."""
        policy = values.pop("policy", {})
        run = (
            self.env["user.import.run"]
            .with_user(user or self.importer)
            ._open(
                name,
                content.encode() if isinstance(content, str) else content,
                profile=profile or self.standard,
                policy=policy,
                guided=True,
                **values,
            )
        )
        self.advance(run)
        return run

    def column(self, run, header):
        [column] = run.column_ids.filtered(lambda c: c.header == header)
        return column

    def columns_done(self, run):
        run.action_columns_done()
        self.advance(run)

    def finish(self, run):
        if run.state == "columns":
            self.columns_done(run)
        run._confirm()
        self.advance(run)
        self.assertEqual(run.state, "done", run.issue_text)

    def strict(self, **values):
        """Return a profile that requires a column."""
        profile = self.standard.copy({"code": "strict"})
        values = {"header": "No.", "target": "ref", "required": "always"} | values
        self.env["user.import.column"].create({"profile_id": profile.id, **values})
        return profile

    def codes_of(self, column):
        return [item["code"] for item in column.issues or []]
