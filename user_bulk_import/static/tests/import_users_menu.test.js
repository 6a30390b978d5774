import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    mockService,
    mountView,
    onRpc,
    toggleActionMenu,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

const GROUP = "user_bulk_import.group_user_import";
const ENTRY = ".o-dropdown--menu .o_user_import_menu";

let mayImport;

defineMailModels();

beforeEach(() => {
    mayImport = true;
    onRpc("has_group", ({ args }) => (args[1] === GROUP ? mayImport : true));
});

async function mountList(resModel) {
    await mountView({
        resModel,
        type: "list",
        arch: `<list><field name="display_name"/></list>`,
        config: { actionType: "ir.actions.act_window" },
    });
    await toggleActionMenu();
}

test("the gear menu of the user list opens the import", async () => {
    mockService("action", {
        doAction(action) {
            expect.step(action);
        },
    });
    await mountList("res.users");
    expect(ENTRY).toHaveText("Import Users");
    await contains(ENTRY).click();
    expect.verifySteps(["user_bulk_import.action_user_import_wizard"]);
});

test("the gear menu of another list has no such entry", async () => {
    await mountList("res.partner");
    expect(".o-dropdown--menu").toHaveCount(1);
    expect(ENTRY).toHaveCount(0);
});

test("somebody who may not import has no such entry", async () => {
    mayImport = false;
    await mountList("res.users");
    expect(".o-dropdown--menu").toHaveCount(1);
    expect(ENTRY).toHaveCount(0);
});
