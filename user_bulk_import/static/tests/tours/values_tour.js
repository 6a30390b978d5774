import { registry } from "@web/core/registry";
import { chooseProfile, openFromMenu, pasteText, USERS } from "./steps";

const tours = registry.category("web_tour.tours");

const CADETS =
    "Login,Name,E-mail,Role\n" +
    "ann.tour,Ann Tour,ann.tour@example.com,Cadet\n" +
    "bob.tour,Bob Tour,bob.tour@example.com,cadet\n" +
    "cid.tour,Cid Tour,cid.tour@example.com,Student";

const ROW = ".o_data_row:has(.o_data_cell[name=text]:contains(/^Cadet$/))";

function uploadCadets() {
    return [
        ...openFromMenu(),
        ...chooseProfile("Standard"),
        ...pasteText(CADETS),
        {
            content: "Continue",
            trigger: ".modal button[name=action_continue]",
            run: "click",
        },
        {
            content: "The headline tells of the unknown value",
            trigger: "[name=headline_values]:contains(Values that are not known here: 1)",
            timeout: 60000,
        },
        {
            content: "It is listed first, with its rows",
            trigger: `.o_field_widget[name=value_ids] ${ROW} .o_data_cell[name=count]:contains(/^2$/)`,
        },
        {
            content: "Open the list of choices",
            trigger: "[name=headline_values] button[name=action_view_values]",
            run: "click",
        },
        {
            content: "Begin to choose",
            trigger: `.o_list_view ${ROW} .o_data_cell[name=target_id]`,
            run: "click",
        },
    ];
}

function importThem() {
    return [
        {
            content: "The value stands for its role",
            trigger: `.o_list_view .o_data_row:not(.o_selected_row) .o_data_cell[name=target_id]:contains(/./)`,
        },
        {
            content: "Go back to the import",
            trigger: ".breadcrumb-item.o_back_button a",
            run: "click",
        },
        {
            content: "No error is left",
            trigger: ".o_form_view [name=headline_review]:contains(Nobody has been changed yet)",
        },
        {
            content: "The form opens with the rows, now that nothing is left to choose",
            trigger: ".o_notebook .nav-link.active:contains(Rows)",
        },
        {
            content: "The choices stay at hand",
            trigger: ".o_notebook button[name=action_view_values]:contains(Chosen values)",
        },
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
    ];
}

tours.add("user_import_value_mapped", {
    url: USERS,
    steps: () => [
        ...uploadCadets(),
        {
            content: "Look for the role Student",
            trigger: ".o_selected_row .o_field_widget[name=target_id] input",
            run: "edit Student",
        },
        {
            content: "Choose it",
            trigger: ".o-autocomplete--dropdown-item a:contains(/^Student$/)",
            run: "click",
        },
        {
            content: "Keep it",
            trigger: ".o_list_button_save",
            run: "click",
        },
        ...importThem(),
    ],
});

tours.add("user_import_value_new_role", {
    url: USERS,
    steps: () => [
        ...uploadCadets(),
        {
            content: "Look for a role that does not exist",
            trigger: ".o_selected_row .o_field_widget[name=target_id] input",
            run: "edit Cadet",
        },
        {
            content: "Make it",
            trigger: ".o-autocomplete--dropdown-item.o_m2o_dropdown_option_create_edit a",
            run: "click",
        },
        {
            content: "Its name and code are there",
            trigger: ".modal .o_field_widget[name=code] input:value(Cadet)",
        },
        {
            content: "Save the role",
            trigger: ".modal .o_form_button_save",
            run: "click",
        },
        {
            content: "Its dialog is gone",
            trigger: "body:not(:has(.modal))",
        },
        {
            content: "Keep it",
            trigger: ".o_list_button_save",
            run: "click",
        },
        ...importThem(),
    ],
});
