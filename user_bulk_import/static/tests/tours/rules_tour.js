import { registry } from "@web/core/registry";
import { USERS } from "./steps";

const LINES = ".o_field_widget[name=condition_ids]";
const BENCH = ".modal .o_user_import_bench";
const OUTCOME = `${BENCH} .o_field_widget[name=outcome]`;

registry.category("web_tour.tours").add("user_import_rules", {
    url: USERS,
    steps: () => [
        {
            content: "Open Users & Companies",
            trigger: ".o_menu_sections [data-menu-xmlid='base.menu_users']",
            run: "click",
        },
        {
            content: "Choose Distribution Rules",
            trigger: "[data-menu-xmlid='user_bulk_import.menu_user_import_rule']",
            run: "click",
        },
        {
            content: "A rule for everybody is there",
            trigger: ".o_data_row:contains(Everybody) td[name=gives_text]:contains(Tour welcome)",
        },
        {
            content: "Write another one",
            trigger: ".o_list_button_add",
            run: "click",
        },
        {
            content: "Its name",
            trigger: ".o_form_view .o_field_widget[name=name] input",
            run: "edit Drivers",
        },
        {
            content: "Add a condition",
            trigger: `${LINES} .o_field_x2many_list_row_add a`,
            run: "click",
        },
        {
            content: "Open the fields",
            trigger: `${LINES} .o_selected_row td[name=field] input`,
            run: "click",
        },
        {
            content: "Choose it",
            trigger: ".o_select_menu_item:contains(/^Job title$/)",
            run: "click",
        },
        {
            content: "It is chosen",
            trigger: `${LINES} .o_selected_row td[name=field] input:value(Job title)`,
        },
        {
            content: "Open the operators",
            trigger: `${LINES} .o_selected_row td[name=operator] input`,
            run: "click",
        },
        {
            content: "Choose contains",
            trigger: ".o_select_menu_item:contains(/^contains$/)",
            run: "click",
        },
        {
            content: "Its value",
            trigger: `${LINES} .o_selected_row td[name=value] input`,
            run: "edit driver",
        },
        {
            content: "Look for a tag",
            trigger: ".o_field_widget[name=tag_ids] input",
            run: "edit Tour loads",
        },
        {
            content: "Choose it",
            trigger: ".o-autocomplete--dropdown-item:contains(Tour loads)",
            run: "click",
        },
        {
            content: "Try it",
            trigger: "button[name=action_try]",
            run: "click",
        },
        {
            content: "Without a value it does not fire, and says why",
            trigger: `${OUTCOME} .o_unmet:contains(Job title contains driver)`,
        },
        {
            content: "Open the value",
            trigger: `${BENCH} .o_data_row td[name=value]`,
            run: "click",
        },
        {
            content: "Give one",
            trigger: `${BENCH} .o_selected_row td[name=value] input`,
            run: "edit Lorry Driver && press Tab",
        },
        {
            content: "Now it fires",
            trigger: `${OUTCOME} .o_fired:contains(Tour loads)`,
        },
        {
            content: "Close the bench",
            trigger: ".modal .modal-footer button:contains(Close)",
            run: "click",
        },
        {
            content: "Go back to the list",
            trigger: ".o_breadcrumb .o_back_button",
            run: "click",
        },
        {
            content: "The new rule stands below",
            trigger: ".o_data_row:nth-child(2):contains(Job title contains driver)",
        },
        {
            content: "Drag it to the top",
            trigger: ".o_data_row:nth-child(2) .o_row_handle",
            run: "drag_and_drop(.o_data_row:nth-child(1))",
        },
        {
            content: "It stands there",
            trigger: ".o_data_row:nth-child(1):contains(Drivers)",
        },
        {
            content: "Try all rules",
            trigger: ".o_control_panel button[name=action_try_all]",
            run: "click",
        },
        {
            content: "With rows of a spreadsheet",
            trigger: `${BENCH} .o_field_widget[name=way] input[data-value=rows]`,
            run: "click",
        },
        {
            content: "Paste some",
            trigger: `${BENCH} .o_user_import_paste textarea`,
            run: (helpers) =>
                helpers.edit("Name\tJob title\nAnn Tour\tTruck driver\nBob Tour\tClerk"),
        },
        {
            content: "The rules work in their order",
            trigger: `${OUTCOME} .o_user_import_tried:contains(Ann Tour) .o_fired:contains(1.):contains(Drivers)`,
        },
        {
            content: "Both give something to the driver",
            trigger: `${OUTCOME} .o_user_import_tried:contains(Ann Tour) .o_user_import_end:contains(Tour loads):contains(Tour welcome)`,
        },
        {
            content: "The clerk is no driver",
            trigger: `${OUTCOME} .o_user_import_tried:contains(Bob Tour) .o_unmet:contains(Clerk)`,
        },
        {
            content: "Close the bench",
            trigger: ".modal .modal-footer button:contains(Close)",
            run: "click",
        },
        {
            content: "Back in the list",
            trigger: "body:not(:has(.modal)) .o_list_view",
        },
    ],
});
