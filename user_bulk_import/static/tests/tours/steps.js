/** Steps that the tours of the import share. */

/** Start page of the tours that open the import from the menu. */
export const USERS = "/odoo/action-base.action_res_users";

export function openFromMenu() {
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

export function openFromGearMenu() {
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

export function chooseProfile(profile) {
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
export function chooseFile(fileName) {
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

export function pasteText(text) {
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
export function importAndFinish() {
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
