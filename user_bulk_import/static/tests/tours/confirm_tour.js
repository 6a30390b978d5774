import { registry } from "@web/core/registry";

const OPEN = {
    content: "Press Import",
    trigger: ".o_form_statusbar button[name=action_open_confirm]:contains(Import)",
    run: "click",
};
const CONFIRM = {
    content: "Import in the dialog",
    trigger: ".modal .modal-footer button[name=action_confirm]",
    run: "click",
};

registry.category("web_tour.tours").add("user_import_confirm", {
    steps: () => [
        OPEN,
        {
            content: "The dialog counts and names",
            trigger: ".modal [name=counts]:contains(To create):contains(4)",
        },
        {
            content: "See who becomes an internal user",
            trigger:
                ".modal .o_kanban_record:contains(internal users):contains(Ann Tour) button[name=action_view_rows]",
            run: "click",
        },
        {
            content: "The rows are listed",
            trigger: ".o_breadcrumb:contains(More internal users)",
        },
        {
            content: "All of them",
            trigger: ".o_list_view:has(.o_data_row:nth-child(4))",
        },
        {
            content: "Back to the import",
            trigger: ".o_breadcrumb a:contains(tour.csv), .breadcrumb a:contains(tour.csv)",
            run: "click",
        },
        OPEN,
        {
            content: "Nobody is invited unless somebody says so",
            trigger: ".modal [name=invitation]:contains(Mails to new users: none)",
        },
        {
            content: "Invite",
            trigger: ".modal .o_field_widget[name=invite] input[data-value=yes]",
            run: "click",
        },
        {
            content: "It says how many mails that makes",
            trigger: ".modal [name=invitation]:contains(Mails to new users: 2)",
        },
        {
            content: "A safety limit is passed",
            trigger: ".modal [name=limit]:contains(the safety limit is 3)",
        },
        CONFIRM,
        {
            content: "The number has to be typed",
            trigger: ".o_error_dialog:contains(type 4)",
        },
        {
            content: "Close the message",
            trigger: ".o_error_dialog .modal-footer button",
            run: "click",
        },
        {
            content: "Type the number",
            trigger: ".modal .o_field_widget[name=typed_number] input",
            run: "edit 4",
        },
        CONFIRM,
        {
            content: "The import is done",
            trigger: ".o_form_statusbar .o_arrow_button_current:contains(Done)",
            timeout: 60000,
        },
        {
            content: "The dialog is closed",
            trigger: "body:not(:has(.modal))",
        },
    ],
});
