import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { animationFrame, queryAllTexts, queryOne, setInputFiles } from "@odoo/hoot-dom";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    clickSave,
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import { session } from "@web/session";

describe.current.tags("desktop");

class Upload extends models.Model {
    _name = "upload";

    files = fields.Json();
    pasted = fields.Json();
    tabs = fields.Json();
    name = fields.Char();
    wish = fields.Selection({
        selection: [
            ["school", "School"],
            ["other", "Other"],
        ],
        onChange: (record) => {
            record.tabs = record.wish === "other" ? [{ name: "", example: "" }] : SCHOOL;
        },
    });

    _records = [{ id: 1, files: false, pasted: false, tabs: SCHOOL, wish: "school" }];
}

const SCHOOL = [
    { name: "Students", example: "Name,Class" },
    { name: "Parents", example: "Name" },
];
const FILE_ROW = ".o_user_import_files li";
const TAB = ".o_user_import_paste [role=tab]";
const TEXT = ".o_user_import_paste textarea";

let saved;

defineMailModels();
defineModels([Upload]);

beforeEach(() => {
    saved = [];
    onRpc("upload", "web_save", ({ args }) => {
        saved.push(args[1]);
    });
});

function mountForm(field) {
    return mountView({
        resModel: "upload",
        resId: 1,
        type: "form",
        arch: `<form><field name="name"/><field name="wish"/><field name="tabs" invisible="1"/>${field}</form>`,
    });
}

const mountFiles = () => mountForm(`<field name="files" widget="user_import_files"/>`);
const mountPaste = () =>
    mountForm(`<field name="pasted" widget="user_import_paste" options="{'tabs_field': 'tabs'}"/>`);

async function choose(...files) {
    await contains(".o_user_import_files input", { visible: false }).click();
    await setInputFiles(files);
    await animationFrame();
}

async function drop(...files) {
    const dataTransfer = new DataTransfer();
    files.forEach((file) => dataTransfer.items.add(file));
    const options = { bubbles: true, cancelable: true, dataTransfer };
    queryOne(".o_user_import_drop").dispatchEvent(new DragEvent("dragenter", options));
    await animationFrame();
    queryOne(".o-Dropzone").dispatchEvent(new DragEvent("drop", options));
    await animationFrame();
}

const listed = () => queryAllTexts(`${FILE_ROW} .o_user_import_file`);

test("several files are chosen, and saved with what is in them", async () => {
    await mountFiles();
    await choose(new File(["abc"], "a.csv"), new File([""], "b.csv"));
    await contains(`${FILE_ROW}:eq(1)`).hover();
    expect(listed()).toEqual(["a.csv", "b.csv"]);
    expect(`${FILE_ROW}:eq(0)`).toHaveText(/3B/);
    await clickSave();
    expect(saved[0].files).toEqual([
        { name: "a.csv", size: 3, content: btoa("abc") },
        { name: "b.csv", size: 0, content: "" },
    ]);
});

test("dropped files are added, and one of the same name is replaced", async () => {
    await mountFiles();
    await drop(new File(["abc"], "a.csv"), new File(["x"], "b.csv"));
    await contains(`${FILE_ROW}:eq(1)`).hover();
    await drop(new File(["corrected"], "a.csv"));
    await contains(`${FILE_ROW}:contains(9B)`).hover();
    expect(listed()).toEqual(["b.csv", "a.csv"]);
});

test("what is saved at once waits until the files are read", async () => {
    await mountFiles();
    const slow = new File(["abc"], "a.csv");
    queryOne(".o_user_import_drop"); // the form is there
    await contains(".o_user_import_files input", { visible: false }).click();
    const chosen = setInputFiles([slow]);
    await clickSave();
    await chosen;
    expect(saved[0].files).toEqual([{ name: "a.csv", size: 3, content: btoa("abc") }]);
});

test("a file is removed, and the focus stays in reach", async () => {
    Upload._records[0].files = [
        { name: "a.csv", size: 3, kept: 0 },
        { name: "b.csv", size: 4, kept: 1 },
    ];
    await mountFiles();
    await contains(`${FILE_ROW}:eq(0) button`).click();
    expect(listed()).toEqual(["b.csv"]);
    expect(".o_user_import_drop button").toBeFocused();
    await clickSave();
    expect(saved[0].files).toEqual([{ name: "b.csv", size: 4, kept: 1 }]);
});

test("files that are too big together are refused before they are read", async () => {
    patchWithCleanup(session, { max_file_upload_size: 64 * 1024 + 400 });
    await mountFiles();
    await choose(new File(["x".repeat(200)], "a.csv"));
    await contains(FILE_ROW).hover();
    await choose(new File(["x".repeat(101)], "b.csv"));
    expect(".o_user_import_files [role=alert]").toHaveText(/too big: 301B, and 300B can be/);
    expect(listed()).toEqual(["a.csv"]);
    await choose(new File(["x".repeat(100)], "c.csv"));
    await contains(`${FILE_ROW}:eq(1)`).hover();
    expect(".o_user_import_files [role=alert]").toHaveCount(0);
});

test("each user type has a tab with an example, and its lines are counted", async () => {
    await mountPaste();
    expect(queryAllTexts(TAB)).toEqual(["Students", "Parents"]);
    expect(TEXT).toHaveAttribute("placeholder", "Name,Class");
    await contains(TEXT).edit("Name,Class\nAnn,7A\n\nBob,7B\n", { confirm: false });
    await contains(`${TAB}:contains(Parents)`).click();
    expect(TEXT).toHaveValue("");
    await contains(TEXT).edit("Name\nEve\n", { confirm: false });
    expect(queryAllTexts(TAB)).toEqual(["Students 3", "Parents 2"]);
    await clickSave();
    expect(saved[0].pasted).toEqual([
        { name: "Students", text: "Name,Class\nAnn,7A\n\nBob,7B\n", lines: 3 },
        { name: "Parents", text: "Name\nEve\n", lines: 2 },
    ]);
});

test("another profile keeps what was typed, in its first tab", async () => {
    await mountPaste();
    await contains(TEXT).edit("Name\nAnn\n", { confirm: false });
    await contains(".o_field_widget[name=wish] select, .o_field_widget[name=wish] input").click();
    await contains(".o_select_menu_item:contains(Other)").click();
    expect(TAB).toHaveCount(0);
    expect(TEXT).toHaveValue("Name\nAnn\n");
    expect(".o_user_import_count").toHaveText("2");
});

test("another profile keeps the tabs in which several texts lie", async () => {
    await mountPaste();
    await contains(TEXT).edit("Name\nAnn\n", { confirm: false });
    await contains(`${TAB}:contains(Parents)`).click();
    await contains(TEXT).edit("Name\nEve\n", { confirm: false });
    await contains(".o_field_widget[name=wish] select, .o_field_widget[name=wish] input").click();
    await contains(".o_select_menu_item:contains(Other)").click();
    expect(queryAllTexts(TAB)).toEqual(["Users", "Students 2", "Parents 2"]);
});

test("what the server keeps can be edited while the form is open, and is never read", async () => {
    onRpc("upload", "web_save", ({ args }) => {
        const kept = ({ name, lines }, place) => ({ name, lines, kept: place });
        const pasted = args[1].pasted.map(kept);
        return [{ id: 1, name: false, wish: "school", tabs: SCHOOL, pasted }];
    });
    await mountPaste();
    await contains(TEXT).edit("Name\nAnn\n", { confirm: false });
    await clickSave();
    expect(TEXT).toHaveValue("Name\nAnn\n");
    await contains(TEXT).edit("Name\nAnn\nBob\n", { confirm: false });
    expect(".o_user_import_count").toHaveText("3");
});

test("a text that only the server knows can be removed", async () => {
    Upload._records[0].pasted = [{ name: "Students", lines: 5, kept: 0 }];
    await mountPaste();
    expect(TEXT).toHaveCount(0);
    expect(`${TAB}:eq(0)`).toHaveText("Students 5");
    await contains(".o_user_import_paste button:contains(Remove it)").click();
    expect(TEXT).toHaveValue("");
    await clickSave();
    expect(saved[0].pasted).toEqual([]);
});
