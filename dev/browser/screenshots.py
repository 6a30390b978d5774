"""Import a list of staff in the browser and take a picture of each step.

screenshots.py URL FOLDER [WIDTH HEIGHT]
"""

import sys
from pathlib import Path

from chrome import OdooPage

FILE = Path(__file__).resolve().parent / "staff" / "new_staff.csv"
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


def main(url, folder, width=1366, height=768):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with OdooPage(url, width=width, height=height) as page:
        page.resize(width, height, mobile=width < PHONE)
        page.login("admin", "admin")
        pictures = Pictures(page, folder)
        for step in (pictures.upload, pictures.columns, pictures.review, pictures.end):
            step()
        for message in page.console:
            print("console:", message, file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:3], *map(int, sys.argv[3:]))
