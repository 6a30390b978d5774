"""Import a sample file in the browser and take a picture of each stage.

screenshots.py URL FOLDER [WIDTH HEIGHT]
"""

import sys
from pathlib import Path

from chrome import OdooPage

ADDON = Path(__file__).resolve().parents[2] / "user_bulk_import"
SAMPLE = ADDON / "static" / "samples" / "exam_candidates.csv"
PHONE = 768  # at most as wide: Odoo shows its layout for phones


def main(url, folder, width=1366, height=768):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with OdooPage(url, width=width, height=height) as page:
        page.resize(width, height, mobile=width < PHONE)
        page.login("admin", "admin")

        def picture(name):
            page.idle()
            page.picture(folder / f"{name}.png")

        page.open("action-base.action_res_users")
        page.click(".o_cp_action_menus .dropdown-toggle")
        page.find(".o_user_import_menu")
        picture("menu")
        page.open("action-user_bulk_import.action_user_import_run")
        picture("empty")
        page.click("button", "Import Users")
        fill_wizard(page)
        picture("wizard")
        page.click(".modal a[name=options]")
        picture("options")

        page.click(".modal button[name=action_continue]")
        page.find("[name^=headline_review]", seconds=60)
        picture("review")
        page.click(".o_notebook a[name=columns]")
        picture("columns")
        page.click(".o_notebook a[name=rows]")
        open_rows(page)
        picture("rows")
        page.click(".o_data_row:nth-child(3) [name=login], .o_kanban_record:nth-child(3)")
        page.find(".o_form_view .o_field_widget[name=change_text]")
        picture("row")

        page.run("history.go(-2)")
        page.click("button[name=action_open_confirm]")
        page.find(".modal button[name=action_confirm]")
        picture("confirm")
        page.click(".modal button[name=action_confirm]")
        page.find("[name^=headline_done]", "Done", seconds=120)  # it goes on in the background
        picture("done")
        page.open("action-user_bulk_import.action_user_import_run")
        picture("history")
        page.click(".o_data_row [name=file_name], .o_kanban_record:not(.o_kanban_ghost)")
        open_rows(page)
        page.click(".o_data_row:nth-child(2) [name=login], .o_kanban_record:nth-child(2)")
        page.click("button[name=action_open_user]")
        page.click(".o_notebook a[name=user_properties]")
        picture("user")
        for message in page.console:
            print("console:", message, file=sys.stderr)


def open_rows(page):
    page.click("button[name=action_view_rows]", "See all rows")
    page.gone(".o_form_view")


def fill_wizard(page):
    page.click(".modal .o_field_widget[name=profile_id] input")
    # A list below the field or, on a phone, a page of its own
    page.click(".o-autocomplete--dropdown-item a, .modal .o_kanban_record", "Exam candidates")
    page.find(".modal .o_field_widget[name=profile_description]", "candidates of an exam")
    page.type(".modal .o_field_widget[name=comment] textarea", "Spring session")
    page.upload(".modal .o_field_widget[name=files] input[type=file]", SAMPLE)
    page.find(".modal .o_user_import_file", SAMPLE.name)


if __name__ == "__main__":
    main(*sys.argv[1:3], *map(int, sys.argv[3:]))
