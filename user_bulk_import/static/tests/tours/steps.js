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

/** Give some of the addon's sample files to the wizard, as a person's file dialog does. */
export function chooseFile(...fileNames) {
    return [
        {
            content: `Choose ${fileNames}`,
            trigger: ".modal .o_field_widget[name=files] input[type=file]:not(:visible)",
            async run({ anchor }) {
                const files = new DataTransfer();
                for (const fileName of fileNames) {
                    const response = await fetch(`/user_bulk_import/static/samples/${fileName}`);
                    files.items.add(new File([await response.blob()], fileName));
                }
                anchor.files = files.files;
                anchor.dispatchEvent(new Event("change"));
            },
        },
        ...fileNames.map((fileName) => ({
            content: `${fileName} is there`,
            trigger: `.modal .o_user_import_file:contains(${fileName})`,
        })),
    ];
}

/** Give a file to the wizard that the tour makes. */
export function chooseContent(fileName, makeContent) {
    return [
        {
            content: `Choose ${fileName}`,
            trigger: ".modal .o_field_widget[name=files] input[type=file]:not(:visible)",
            async run({ anchor }) {
                const files = new DataTransfer();
                files.items.add(new File([await makeContent()], fileName));
                anchor.files = files.files;
                anchor.dispatchEvent(new Event("change"));
            },
        },
        {
            content: `${fileName} is there`,
            trigger: `.modal .o_user_import_file:contains(${fileName})`,
        },
    ];
}

/** Drop files that are made of texts. */
export function dropFiles(texts) {
    const names = Object.keys(texts);
    return [
        {
            content: `Drop ${names}`,
            trigger: ".modal .o_user_import_drop",
            async run({ anchor }) {
                const dataTransfer = new DataTransfer();
                for (const name of names) {
                    dataTransfer.items.add(new File([texts[name]], name));
                }
                const options = { bubbles: true, cancelable: true, dataTransfer };
                anchor.dispatchEvent(new DragEvent("dragenter", options));
                await new Promise((resolve) => setTimeout(resolve, 200)); // the zone opens
                const zone = document.querySelector(".o-Dropzone");
                zone.dispatchEvent(new DragEvent("drop", options));
            },
        },
        ...names.map((name) => ({
            content: `${name} is there`,
            trigger: `.modal .o_user_import_file:contains(${name})`,
        })),
    ];
}

export function pasteText(text) {
    return pasteTabs({ "": text });
}

/** Paste a text into each tab. */
export function pasteTabs(texts) {
    return [
        {
            content: "Open the page for pasted text",
            trigger: ".modal .o_notebook a[name=paste]",
            run: "click",
        },
        ...Object.entries(texts).flatMap(([tab, text]) => [
            ...(tab ? [openTab(tab)] : []),
            typeText(text),
        ]),
    ];
}

export function openTab(tab) {
    return {
        content: `Open the tab ${tab}`,
        trigger: `.modal .o_user_import_paste [role=tab]:contains(${tab})`,
        run: "click",
    };
}

/** Put a text into the open tab, instead of what is there. */
export function typeText(text) {
    return {
        content: "Paste the text",
        trigger: ".modal .o_user_import_paste textarea",
        run: (helpers) => helpers.edit(text),
    };
}

/** From the filled wizard to the end of the import. */
export function importAndFinish() {
    return [...continueToReview(), ...confirmAndFinish()];
}

/**
 * From the filled wizard to the review.
 *
 * @param {Object[]} columns steps where the import stops at the columns
 */
export function continueToReview(columns = []) {
    return [
        {
            content: "Continue",
            trigger: ".modal button[name=action_continue]",
            run: "click",
        },
        ...columns,
        {
            content: "The review says that nobody has been changed",
            trigger: ".o_form_view [name^=headline_review]:contains(Nobody has been changed yet)",
            timeout: 60000,
        },
        {
            // Unknown values stand before them.
            content: "Look at the rows",
            trigger: ".o_notebook a[name=rows]",
            run: "click",
        },
        {
            content: "The first rows are listed",
            trigger: ".o_field_widget[name=preview_row_ids] .o_data_row",
        },
    ];
}

/** From the review to the end of the import. */
export function confirmAndFinish() {
    return [
        {
            content: "Import",
            trigger: ".o_form_statusbar button[name=action_open_confirm]",
            run: "click",
        },
        {
            content: "Confirm",
            trigger: ".modal .modal-footer button[name=action_confirm]",
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
