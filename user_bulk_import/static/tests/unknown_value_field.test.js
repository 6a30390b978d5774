import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { runAllTimers } from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

class UnknownValue extends models.Model {
    _name = "unknown.value";

    text = fields.Char();
    kind = fields.Selection({
        selection: [
            ["role", "Role"],
            ["country", "Country"],
        ],
    });
    target_model = fields.Char();
    target_id = fields.Many2oneReference({ model_field: "target_model", relation: "role" });
    target_domain = fields.Json();
    left_out = fields.Boolean();
    may_choose = fields.Boolean();
    may_create = fields.Boolean();

    _records = [
        {
            id: 1,
            text: "Cadet",
            kind: "role",
            target_model: "role",
            target_id: false,
            target_domain: [["name", "!=", "Chief"]],
            may_choose: true,
            may_create: true,
        },
        {
            id: 2,
            text: "Belgien",
            target_model: "country",
            target_id: false,
            target_domain: [],
            may_choose: true,
        },
        {
            id: 3,
            text: "Boss",
            target_model: "role",
            target_id: 1,
            target_domain: [],
            may_choose: true,
        },
        {
            id: 4,
            text: "King",
            target_model: "role",
            target_id: false,
            left_out: true,
            target_domain: [],
            may_choose: true,
        },
        { id: 5, text: "Past", target_model: "role", target_id: false, target_domain: [] },
    ];
}

class Role extends models.Model {
    name = fields.Char();
    _records = [
        { id: 1, name: "Student" },
        { id: 2, name: "Chief" },
    ];
    _views = { form: `<form><field name="name"/></form>` };
}

class Country extends models.Model {
    name = fields.Char();
    _records = [{ id: 1, name: "Belgium" }];
}

defineMailModels();
defineModels([UnknownValue, Role, Country]);

beforeEach(async () => {
    onRpc("has_group", () => true);
    await mountView({
        type: "list",
        resModel: "unknown.value",
        arch: `
            <list editable="bottom">
                <field name="text" readonly="1"/>
                <field name="target_id" widget="user_import_unknown_value" placeholder="Choose…"
                       options="{'no_open': True}"/>
            </list>`,
    });
});

const CELLS = ".o_data_cell[name=target_id]";
test("a value without a choice asks for one, where the reader may choose", async () => {
    expect(queryAllTexts(CELLS)).toEqual(["Choose…", "Choose…", "Student", "", ""]);
});

test("records of the value's own kind are offered, those that may be used", async () => {
    await contains(`.o_data_row:eq(0) ${CELLS}`).click();
    await contains(`${CELLS} input`).click();
    expect(".o-autocomplete--dropdown-item:contains(Student)").toHaveCount(1);
    expect(".o-autocomplete--dropdown-item:contains(Chief)").toHaveCount(0);
    await contains(`.o_data_row:eq(1) ${CELLS}`).click();
    await contains(`${CELLS} input`).click();
    expect(".o-autocomplete--dropdown-item:contains(Belgium)").toHaveCount(1);
    expect(".o-autocomplete--dropdown-item:contains(Student)").toHaveCount(0);
});

test("a new record is made in its form alone, and only where the reader may make one", async () => {
    await contains(`.o_data_row:eq(0) ${CELLS}`).click();
    await contains(`${CELLS} input`).edit("Cadet", { confirm: false });
    await runAllTimers();
    expect(".o_m2o_dropdown_option_create_edit").toHaveCount(1);
    expect(".o_m2o_dropdown_option_create").toHaveCount(0);
    await contains(`.o_data_row:eq(1) ${CELLS}`).click();
    await contains(`${CELLS} input`).edit("Belg", { confirm: false });
    await runAllTimers();
    expect(".o-autocomplete--dropdown-item:contains(Belgium)").toHaveCount(1);
    expect(".o_m2o_dropdown_option_create_edit").toHaveCount(0);
});

test("the dialog of a new record tells what kind of record it is", async () => {
    await contains(`.o_data_row:eq(0) ${CELLS}`).click();
    await contains(`${CELLS} input`).edit("Cadet", { confirm: false });
    await runAllTimers();
    await contains(".o_m2o_dropdown_option_create_edit a").click();
    expect(".modal-title").toHaveText("Create Role");
});

test("the choice is saved", async () => {
    onRpc("web_save", ({ args }) => expect.step(args[1]));
    await contains(`.o_data_row:eq(0) ${CELLS}`).click();
    await contains(`${CELLS} input`).click();
    await contains(".o-autocomplete--dropdown-item:contains(Student)").click();
    await contains(".o_list_button_save").click();
    expect.verifySteps([{ target_id: 1 }]);
    expect(`.o_data_row:eq(0) ${CELLS}`).toHaveText("Student");
});
