import { registry } from "@web/core/registry";
import { chooseContent, chooseProfile, confirmAndFinish, openFromMenu, USERS } from "./steps";

const tours = registry.category("web_tour.tours");
const LINES = ".o_field_widget[name=edit_column_ids]";

/** From the menu to the columns of a file. */
function uploadAndContinue(text, profile) {
    return [
        ...openFromMenu(),
        ...(profile ? chooseProfile(profile) : []),
        ...chooseContent("people.csv", async () => text),
        {
            content: "Continue",
            trigger: ".modal button[name=action_continue]",
            run: "click",
        },
        {
            content: "The columns are to be checked",
            trigger: ".o_form_view [name=headline_columns]:contains(Nobody has been changed)",
            timeout: 60000,
        },
    ];
}

/** The line of a column, by its title. */
function line(title) {
    return `${LINES} .o_data_row:has(td[name=header]:contains(/^${title}$/))`;
}

const PEOPLE =
    "Login,Name,Shoe size,Town of birth\nann.tour,Ann Tour,38,Oslo\nbob.tour,Bob Tour,42,Bergen";

tours.add("user_import_columns_add_to_database", {
    url: USERS,
    steps: () => [
        ...uploadAndContinue(PEOPLE),
        {
            content: "Unknown columns are on top",
            trigger: `${LINES} .o_data_row:first-child td[name=header]:contains(Shoe size)`,
        },
        {
            content: "The first values are shown",
            trigger: `${line("Shoe size")} td[name=sample_text]:contains(38, 42)`,
        },
        {
            content: "Add the shoe size to the database",
            trigger: `${line("Shoe size")} button[name=action_add_to_database]`,
            run: "click",
        },
        {
            content: "It has become a number",
            trigger: `${line("Shoe size")} td[name=property_type]:contains(Number)`,
        },
        {
            content: "The form is free again",
            trigger: ".o_form_statusbar button[name=action_columns_done]:enabled",
        },
        {
            content: "Choose a field for the other column",
            trigger: `${line("Town of birth")} td[name=target]`,
            run: "click",
        },
        {
            content: "Open the fields",
            trigger: `${LINES} .o_selected_row td[name=target] input`,
            run: "click",
        },
        {
            content: "Choose the city",
            trigger: ".o_select_menu_item:contains(/^City$/)",
            run: "click",
        },
        {
            content: "It is chosen",
            trigger: `${LINES} .o_selected_row td[name=target] input:value(City)`,
        },
        {
            content: "Its note is gone before anything is saved",
            trigger: `${LINES} .o_selected_row td[name=issue_text]:not(:contains(No field is known))`,
        },
        {
            content: "Continue",
            trigger: ".o_form_statusbar button[name=action_columns_done]",
            run: "click",
        },
        {
            content: "The review",
            trigger: ".o_form_view [name^=headline_review]:contains(Nobody has been changed yet)",
            timeout: 60000,
        },
        ...confirmAndFinish(),
    ],
});

tours.add("user_import_columns_property_seen", {
    steps: () => [
        {
            content: "Open the properties of the user",
            trigger: ".o_form_view .o_notebook a[name=user_properties]",
            run: "click",
        },
        {
            content: "Somebody who was not in the file has the new field",
            trigger: ".o_form_view .o_field_widget[name=user_properties]:contains(Shoe size)",
        },
    ],
});

tours.add("user_import_columns_cancel", {
    url: USERS,
    steps: () => [
        ...uploadAndContinue(PEOPLE),
        {
            content: "Cancel",
            trigger: ".o_form_statusbar button[name=action_cancel]",
            run: "click",
        },
        {
            content: "Really",
            trigger: ".modal .modal-footer button:contains(Cancel Import)",
            run: "click",
        },
        {
            content: "Nobody was changed",
            trigger: ".o_form_view [name=headline_cancelled]:contains(Nobody was changed)",
        },
    ],
});

tours.add("user_import_columns_tab", {
    url: USERS,
    steps: () => [
        ...uploadAndContinue(
            "First Name,Last Name,Email,Student\nAnn,Lee,ann@example.com,",
            "School"
        ),
        {
            content: "Until it is known which tab this is, the column may mean two things",
            trigger: `${line("Student")} td[name=issue_text]:contains(may be)`,
        },
        {
            content: "Choose which tab the table is",
            trigger: "[name=table_ids] .o_data_row td[name=tab]",
            run: "click",
        },
        {
            content: "Open the tabs",
            trigger: "[name=table_ids] .o_selected_row td[name=tab] input",
            run: "click",
        },
        {
            content: "Only this profile's tabs are offered",
            trigger:
                ".o_select_menu_menu:has(.o_select_menu_item:eq(3)):not(:has(.o_select_menu_item:eq(4)))",
        },
        {
            content: "It is the parents",
            trigger: ".o_select_menu_item:contains(/^Parents$/)",
            run: "click",
        },
        {
            content: "The columns follow at once",
            trigger: `${line("Student")}:not(:contains(may be))`,
        },
        {
            content: "Continue",
            trigger: ".o_form_statusbar button[name=action_columns_done]",
            run: "click",
        },
        ...confirmAndFinish(),
    ],
});
