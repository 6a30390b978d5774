import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** Start page of the tours that open the import from the menu. */
const USERS = "/odoo/action-base.action_res_users";

function openFromMenu() {
    return [
        {
            content: "Open Users & Companies",
            trigger: ".o_menu_sections [data-menu-xmlid='base.menu_users']",
            run: "click",
        },
        {
            content: "Choose Import Users",
            trigger: "[data-menu-xmlid='user_bulk_import.menu_user_import_wizard']",
            run: "click",
        },
    ];
}

function openFromGearMenu() {
    return [
        {
            content: "Open the gear menu of the user list",
            trigger: ".o_control_panel .o_cp_action_menus .dropdown-toggle",
            run: "click",
        },
        {
            content: "Choose Import Users",
            trigger: ".o-dropdown--menu .o_user_import_menu",
            run: "click",
        },
    ];
}

function chooseProfile(profile) {
    return [
        {
            content: `Look for the profile ${profile}`,
            trigger: ".modal .o_field_widget[name=profile_id] input",
            run: `edit ${profile}`,
        },
        {
            content: `Choose the profile ${profile}`,
            trigger: `.o-autocomplete--dropdown-item a:contains("${profile}")`,
            run: "click",
        },
    ];
}

/** Give one of the addon's sample files to the wizard, as a person's file dialog does. */
function chooseFile(fileName) {
    return [
        {
            content: `Choose the file ${fileName}`,
            trigger: ".modal .o_field_widget[name=file]",
            async run({ anchor }) {
                const response = await fetch(`/user_bulk_import/static/samples/${fileName}`);
                const files = new DataTransfer();
                files.items.add(new File([await response.blob()], fileName));
                const input = anchor.querySelector("input[type=file]");
                input.files = files.files;
                input.dispatchEvent(new Event("change"));
            },
        },
        {
            content: "The file is there",
            trigger: `.modal .o_field_widget[name=file] input:value(${fileName})`,
        },
    ];
}

function pasteText(text) {
    return [
        {
            content: "Open the tab for pasted text",
            trigger: ".modal .o_notebook a[name=paste]",
            run: "click",
        },
        {
            content: "Paste the text",
            trigger: ".modal .o_field_widget[name=pasted_text] textarea",
            run: (helpers) => helpers.edit(text),
        },
    ];
}

/** From the filled wizard to the end of the import. */
function importAndFinish() {
    return [
        {
            content: "Continue",
            trigger: ".modal button[name=action_continue]",
            run: "click",
        },
        {
            content: "The review says that nobody has been changed",
            trigger: ".o_form_view [name^=headline_review]:contains(Nobody has been changed yet)",
            timeout: 60000,
        },
        {
            content: "The first rows are listed",
            trigger: ".o_field_widget[name=preview_row_ids] .o_data_row",
        },
        {
            content: "Import",
            trigger: ".o_form_statusbar button[name=action_confirm]",
            run: "click",
        },
        {
            content: "Confirm",
            trigger: ".modal .modal-footer button.btn-primary:contains(Import)",
            run: "click",
        },
        {
            content: "The import is done",
            trigger: ".o_form_statusbar .o_arrow_button_current:contains(Done)",
            timeout: 60000,
        },
        {
            content: "The headline says so",
            trigger: ".o_form_view [name^=headline_done]:contains(Done)",
        },
    ];
}

function importFileTour(profile, fileName) {
    return {
        url: USERS,
        steps: () => [
            ...openFromMenu(),
            ...chooseProfile(profile),
            ...chooseFile(fileName),
            ...importAndFinish(),
        ],
    };
}

// One for each preset, with its own sample file.
const PRESETS = {
    exam_json: ["Exam platform", "exam_users.json"],
    exam_candidates: ["Exam candidates", "exam_candidates.csv"],
    school: ["School", "school.xlsx"],
    company_xlsx: ["Company users", "company.xlsx"],
    directory_api: ["Directory", "directory.json"],
};
for (const [code, [profile, fileName]] of Object.entries(PRESETS)) {
    tours.add(`user_import_${code}`, importFileTour(profile, fileName));
}

tours.add("user_import_paste", {
    url: USERS,
    steps: () => [
        ...openFromMenu(),
        ...chooseProfile("Standard"),
        ...pasteText("Login,Name,E-mail\nann.tour,Ann Tour,ann.tour@example.com"),
        ...importAndFinish(),
    ],
});

tours.add("user_import_gear_menu", {
    url: USERS,
    steps: () => [
        ...openFromGearMenu(),
        {
            content: "The import opens",
            trigger: ".modal button[name=action_continue]",
        },
        {
            content: "Close it",
            trigger: ".modal .modal-footer button:contains(Cancel)",
            run: "click",
        },
        {
            content: "It is closed",
            trigger: "body:not(:has(.modal))",
        },
    ],
});
