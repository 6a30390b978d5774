"""Import a list of staff in the browser and take a picture of each step.

screenshots.py URL FOLDER [WIDTH HEIGHT]
"""

import json
import sys
from collections import Counter
from pathlib import Path

from chrome import OdooPage

HERE = Path(__file__).resolve().parent
FILE = HERE / "staff" / "new_staff.csv"
SAMPLES = HERE.parent.parent / "user_bulk_import" / "static" / "samples"
RULES = (
    ("Who works with goods", "tag:Department", "in", "Warehouse, Logistics", "Load securing"),
    ("Who drives", "function", "contains", "driver", "Forklift license"),
    ("Who handles money", "tag:Department", "is", "Finance", "Data protection"),
)
"""Name, condition and training group of each rule."""
PHONE = 768  # less wide: Odoo shows its layout for phones
ROW = ".o_data_row:nth-child({0}), .o_kanban_record:not(.o_kanban_ghost):nth-child({0})"


class Pictures:
    """Walks through an import, step by step.

    :param page: an :class:`OdooPage` with somebody logged in
    :param folder: where the pictures go
    """

    def __init__(self, page, folder):
        self.page = page
        self.folder = folder

    def take(self, name):
        self.page.idle()
        self.page.picture(self.folder / f"{name}.png")

    def rules(self):
        """Make some distribution rules."""
        for name, field, operator, value, group in RULES:
            tag = self.call("res.partner.category", "name_create", [f"{group}"])[0]
            self.call("res.partner.category", "write", [[tag], {"parent_id": self.category()}])
            condition = {"field": field, "operator": operator, "value": value}
            values = {
                "name": name,
                "condition_ids": [[0, 0, condition]],
                "tag_ids": [[6, 0, [tag]]],
            }
            self.call("user.import.rule", "create", [[values]])

    def category(self):
        """Return the id of the category of training groups, made where it is missing."""
        domain = [["name", "=", "Training group"], ["parent_id", "=", False]]
        found = self.call("res.partner.category", "search", [domain])
        return (
            found[0]
            if found
            else self.call("res.partner.category", "create", [[{"name": "Training group"}]])[0]
        )

    def call(self, model, method, args):
        """Return what a method of a model answers, called as the web client does."""
        params = {"model": model, "method": method, "args": args, "kwargs": {}}
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
        return self.page.run(
            f"""fetch("/web/dataset/call_kw", {{
                method: "POST",
                headers: {{"Content-Type": "application/json"}},
                body: {json.dumps(body)},
            }}).then((answer) => answer.json()).then(({{ result, error }}) => {{
                if (error) throw new Error(error.data.message);
                return result;
            }})"""
        )

    def upload(self):
        page = self.page
        page.open("action-base.action_res_users")
        page.click(".o_cp_action_menus .dropdown-toggle")
        page.find(".o_user_import_menu")
        self.take("menu")
        page.open("action-user_bulk_import.action_user_import_run")
        page.click("button", "Import Users")
        page.type(".modal .o_field_widget[name=comment] textarea", "Joining in December")
        page.upload(".modal .o_field_widget[name=files] input[type=file]", FILE)
        page.find(".modal .o_user_import_file", FILE.name)
        self.take("wizard")
        page.click(".modal a[name=paste]")
        self.take("paste")
        page.click(".modal a[name=options]")
        self.take("options")
        page.click(".modal button[name=action_continue]")

    def columns(self):
        page = self.page
        page.find("[name=headline_columns]", seconds=60)
        self.take("columns")
        page.click("button[name=action_add_all_unknown]")
        page.gone("button[name=action_add_all_unknown]")
        self.take("columns_added")
        page.click("button[name=action_columns_done]")
        page.find("[name^=headline_review]", seconds=60)

    def review(self):
        page = self.page
        self.take("values")
        page.click(".o_notebook a[name=rules]")
        self.take("rules")
        page.click(".o_notebook a[name=rows]")
        self.take("review")
        page.click(".o_notebook button[name=action_view_rows]", "See all rows")
        page.gone(".o_form_view")
        self.take("rows")
        self.open_row(1)
        self.take("card")
        page.click(".o_back_button, .breadcrumb-item:last-of-type a")
        page.gone(".o_form_view")
        page.click(".o_back_button, .breadcrumb-item:last-of-type a")
        page.click("button[name=action_open_report]")
        page.find(".modal")
        self.take("report")
        page.click(".modal .btn-close")
        page.gone(".modal")

    def open_row(self, position):
        row = ROW.format(position)
        self.page.find(row)
        self.page.run(
            "(found.querySelector('.o_list_record_open_form_view button') || found).click()"
        )
        self.page.find(".o_form_view")

    def end(self):
        page = self.page
        page.click("button[name=action_open_confirm]")
        page.find(".modal button[name=action_confirm]")
        self.take("confirm")
        page.click(".modal button[name=action_confirm]")
        page.find("[name^=headline_done]", "Done", seconds=120)  # it goes on in the background
        self.take("done")
        page.click(".o_notebook a", "Chart")
        self.take("chart")
        page.open("action-user_bulk_import.action_user_import_run")
        self.take("history")
        page.open("action-base.action_res_users")
        page.click(".o_data_row .o_data_cell, .o_kanban_record:not(.o_kanban_ghost)", "Lena Okafor")
        page.click(".o_notebook a[name=user_properties]")
        self.take("user")

    def people(self):
        """Import a school, and look at who belongs to whom."""
        page = self.page
        self.sample("School", "school.xlsx")
        page.click("button[name=action_open_confirm]")
        page.click(".modal button[name=action_confirm]")
        page.find("[name^=headline_done]", seconds=120)
        page.open("action-user_bulk_import.action_user_association")
        self.take("association_list")
        lines = self.call("user.association", "search_read", [[], ["left_user_id"]])
        found = Counter(line["left_user_id"][0] for line in lines)
        page.open(f"action-base.action_res_users/{found.most_common(1)[0][0]}")
        page.click(".o_notebook a[name=associations]")
        self.take("associations")

    def photos(self):
        """Plan an import with photos, and look at them."""
        self.sample("Exam candidates", "exam_candidates.zip")
        self.page.click(".o_button_more")
        self.page.click("button[name=action_view_photos]")
        self.page.find(".o_kanban_record")
        self.take("photos")

    def sample(self, profile, name):
        """Upload a sample with its profile, as far as the review."""
        page = self.page
        page.open("action-user_bulk_import.action_user_import_run")
        page.click("button", "Import Users")
        page.find(".modal .o_field_widget[name=profile_id] input")
        page.run("found.select()")
        page.type(".modal .o_field_widget[name=profile_id] input", profile)
        page.click(".o-autocomplete--dropdown-item", profile)
        page.upload(".modal .o_field_widget[name=files] input[type=file]", SAMPLES / name)
        page.find(".modal .o_user_import_file", name)
        page.click(".modal button[name=action_continue]")
        page.find("[name^=headline_review]", seconds=90)


def main(url, folder, width=1366, height=768):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with OdooPage(url, width=width, height=height) as page:
        page.resize(width, height, mobile=width < PHONE)
        page.login("admin", "admin")
        pictures = Pictures(page, folder)
        for name in ("rules", "upload", "columns", "review", "end", "people", "photos"):
            getattr(pictures, name)()
        for message in page.console:
            print("console:", message, file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:3], *map(int, sys.argv[3:]))
