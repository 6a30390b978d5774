import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { hover, press, queryAllTexts, queryOne } from "@odoo/hoot-dom";
import { advanceTime, animationFrame, runAllTimers } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

const EMAIL = "cells.c1";
const HIDDEN = "user_bulk_import.hidden_titles";
const REASON = "This is no e-mail address.";

class Run extends models.Model {
    _name = "user.import.run";

    cells_definition = fields.PropertiesDefinition();

    _records = [
        {
            id: 1,
            display_name: "people.csv",
            cells_definition: [
                { name: "c0", type: "char", string: "Login" },
                { name: "c1", type: "char", string: "E-mail" },
                { name: "c2", type: "char", string: "Child" },
            ],
        },
    ];
}

class Row extends models.Model {
    _name = "user.import.row";

    run_id = fields.Many2one({ relation: "user.import.run" });
    number = fields.Integer();
    login = fields.Char();
    action = fields.Char();
    cells = fields.Properties({
        definition_record: "run_id",
        definition_record_field: "cells_definition",
    });
    cell_issues = fields.Json();
    cell_keys = fields.Json();
    edited = fields.Json();
    is_editable = fields.Boolean();

    _records = [
        row(1, "ann", { c0: "ann", c1: "ann@example.com" }),
        row(2, "bob", { c0: "bob", c1: "bob.example.com" }),
    ];
}

function row(id, login, cells) {
    return {
        id,
        run_id: 1,
        number: id + 1,
        login,
        action: "Create",
        cells,
        cell_issues: {},
        cell_keys: ["c0", "c1"],
        edited: {},
        is_editable: true,
    };
}

const FIELDS = `
    <field name="cell_issues" column_invisible="1"/>
    <field name="cell_keys" column_invisible="1"/>
    <field name="edited" column_invisible="1"/>
    <field name="is_editable" column_invisible="1"/>
    <field name="run_id" column_invisible="1"/>
    <field name="number" readonly="1"/>
    <field name="login" readonly="1"/>`;

const LIST = `
    <list js_class="user_import_row_list" editable="bottom">
        ${FIELDS}
        <field name="cells" readonly="not is_editable"/>
        <field name="action" readonly="1"/>
    </list>`;

defineMailModels();
defineModels([Run, Row]);

beforeEach(() => {
    Row._records[1].cell_issues = { c1: { severity: "error", text: REASON } };
});

function mountRows(arch = LIST) {
    return mountView({ type: "list", resModel: "user.import.row", arch });
}

function cell(place, name) {
    return `.o_data_row:eq(${place}) .o_data_cell[name="${name}"]`;
}

function titles() {
    return queryAllTexts("thead th[data-name]");
}

test("the file's columns stand between those of the import", async () => {
    await mountRows();
    expect(titles()).toEqual(["Number", "Login", "Login", "E-mail", "Child", "Action"]);
    expect(cell(0, EMAIL)).toHaveText("ann@example.com");
});

test("a hidden column is hidden in other files too, and all others are shown", async () => {
    await mountRows();
    await contains(".o_optional_columns_dropdown_toggle").click();
    await contains(".o-dropdown--menu input[name='cells.c1']").click();
    expect(titles()).toEqual(["Number", "Login", "Login", "Child", "Action"]);
    expect(localStorage.getItem(HIDDEN)).toBe(`["E-mail"]`);
    await contains(".o-dropdown--menu input[name='cells.c1']").click();
    expect(localStorage.getItem(HIDDEN)).toBe("[]");
});

test("a column that was hidden in another file is hidden", async () => {
    localStorage.setItem(HIDDEN, `["Child", "City"]`);
    await mountRows();
    expect(titles()).toEqual(["Number", "Login", "Login", "E-mail", "Action"]);
});

test("a cell with an error is colored and tells the reason on hover", async () => {
    await mountRows();
    expect(cell(1, EMAIL)).toHaveClass("o_cell_error");
    expect(cell(1, EMAIL)).toHaveAttribute("aria-description", REASON);
    expect(cell(0, EMAIL)).not.toHaveClass("o_cell_error");
    expect(cell(0, EMAIL)).not.toHaveAttribute("aria-description");
    await hover(cell(1, EMAIL));
    await advanceTime(250);
    await animationFrame();
    expect(".o-tooltip").toHaveText(REASON);
});

test("the reason is shown while its cell has the focus", async () => {
    await mountRows();
    await contains(cell(1, EMAIL)).click();
    expect(`${cell(1, EMAIL)} input`).toBeFocused();
    expect(".o-tooltip").toHaveText(REASON);
    expect(`${cell(1, EMAIL)} input`).toHaveAttribute("aria-description", REASON);
    await press("shift+tab");
    await animationFrame();
    expect(`${cell(1, "cells.c0")} input`).toBeFocused();
    expect(".o-tooltip").toHaveCount(0);
    await press("tab");
    await animationFrame();
    expect(".o-tooltip").toHaveCount(1);
    await press("escape");
    await animationFrame();
    expect(".o_selected_row").toHaveCount(0);
    expect(cell(1, EMAIL)).toBeFocused();
    await press("left");
    await animationFrame();
    expect(cell(1, "cells.c0")).toBeFocused();
    expect(".o-tooltip").toHaveCount(0);
    await press("right");
    await animationFrame();
    expect(".o-tooltip").toHaveText(REASON);
});

test("only cells of the row's own sheet can be edited", async () => {
    await mountRows();
    await contains(cell(0, EMAIL)).click();
    expect(`${cell(0, "cells.c0")} input`).toHaveCount(1);
    expect(`${cell(0, "cells.c2")} input`).toHaveCount(0);
    expect(`${cell(0, "login")} input`).toHaveCount(0);
    expect(`${cell(0, "action")} input`).toHaveCount(0);
});

test("no cell can be edited in an import that waits for nobody", async () => {
    Row._records[0].is_editable = false;
    await mountRows();
    await contains(cell(0, EMAIL)).click();
    expect(".o_data_row input[type=text]").toHaveCount(0);
});

test("a cell that was edited tells what stood in the file", async () => {
    Row._records[0].edited = { c0: "anne", c1: null };
    await mountRows();
    expect(cell(0, "cells.c0")).toHaveClass("o_cell_edited");
    expect(cell(0, "cells.c0")).toHaveAttribute("aria-description", "In the file: anne");
    expect(cell(0, EMAIL)).toHaveAttribute("aria-description", "Edited.");
    expect(cell(1, EMAIL)).not.toHaveClass("o_cell_edited");
});

test("a saved cell shows what became of its row and of those that it touches", async () => {
    onRpc("web_save", function () {
        const rows = this.env["user.import.row"];
        rows.write([2], { action: "Update", cell_issues: {} });
        rows.write([1], {
            action: "Error",
            cell_issues: { c0: { severity: "error", text: "Twice" } },
        });
    });
    await mountRows();
    await contains(cell(1, EMAIL)).click();
    await contains(`${cell(1, EMAIL)} input`).edit("bob@example.com", { confirm: false });
    await contains(".o_list_button_save").click();
    expect(cell(1, "action")).toHaveText("Update");
    expect(cell(1, EMAIL)).toHaveText("bob@example.com");
    expect(cell(1, EMAIL)).not.toHaveClass("o_cell_error");
    expect(cell(0, "action")).toHaveText("Error");
    expect(cell(0, "cells.c0")).toHaveClass("o_cell_error");
});

test("Enter saves a row and goes on with the next one, which keeps its place", async () => {
    onRpc("web_save", function () {
        this.env["user.import.row"].write([2], { action: "Error" });
    });
    await mountRows();
    await contains(cell(0, EMAIL)).click();
    await contains(`${cell(0, EMAIL)} input`).edit("new@example.com", { confirm: false });
    await press("enter");
    await runAllTimers();
    await animationFrame();
    expect(cell(0, EMAIL)).toHaveText("new@example.com");
    expect(".o_data_row:eq(1)").toHaveClass("o_selected_row");
    expect(`${cell(1, EMAIL)} input`).toBeFocused();
    expect(cell(1, "action")).toHaveText("Error");
});

test("the columns before the file's own stay when the others are scrolled", async () => {
    await mountRows();
    await runAllTimers();
    expect("thead th[data-name=login]").toHaveClass("o_frozen");
    expect("thead th[data-name='cells.c0']").not.toHaveClass("o_frozen");
    const place = queryOne("thead th[data-name=login]").offsetLeft;
    await expect.waitForSteps([]);
    const left = queryOne("table.o_list_table").style.getPropertyValue("--frozen-3");
    expect(Math.abs(parseFloat(left) - place)).toBeLessThan(3);
});

test("the form shows the cells of the row's sheet with their reasons", async () => {
    onRpc("web_save", ({ args }) => {
        expect.step(args[1].cells.map(({ name, value }) => `${name} ${value || ""}`));
    });
    await mountView({
        type: "form",
        resModel: "user.import.row",
        resId: 2,
        arch: `
            <form>
                <field name="run_id" invisible="1"/>
                <field name="cells" widget="user_import_row_cells"/>
            </form>`,
    });
    expect(queryAllTexts(".o_row_cells label")).toEqual(["Login", "E-mail"]);
    expect(".o_row_cells input[name=c1]").toHaveClass("o_cell_error");
    expect(".o_row_cell_reason").toHaveText(REASON);
    await contains(".o_row_cells input[name=c1]").edit("bob@example.com");
    await contains(".o_form_button_save").click();
    expect.verifySteps([["c0 bob", "c1 bob@example.com", "c2 "]]);
});
