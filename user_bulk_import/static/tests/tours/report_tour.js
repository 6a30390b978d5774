import { registry } from "@web/core/registry";
import { chooseProfile, confirmAndFinish, openFromMenu, pasteText, USERS } from "./steps";

const tours = registry.category("web_tour.tours");

const PEOPLE = [
    "Login,Name,E-mail,Password",
    "ann.report,Ann Report,ann.report@example.com,Zw9-tulip-Orbit",
    "0042,Bob Report,nonsense,Kx4-cedar-Delta",
    "cat.report,=Cat,cat@example,Qp7-amber-Lotus",
].join("\n");

/** Open the dialog of the report, and let `steps` choose in it. */
function report(steps, button) {
    return [
        {
            content: "Open the dialog of the report",
            trigger: ".o_form_statusbar button[name=action_open_report]",
            run: "click",
        },
        ...steps,
        {
            content: button,
            trigger: `.modal .modal-footer button.btn-primary:contains(${button})`,
            run: "click",
        },
    ];
}

function choose(label) {
    return {
        content: `Choose “${label}”`,
        trigger: `.modal .o_radio_item label:contains(${label})`,
        run: "click",
    };
}

tours.add("user_import_report_errors", {
    url: USERS,
    steps: () => [
        ...openFromMenu(),
        ...chooseProfile("Standard"),
        ...pasteText(PEOPLE),
        {
            content: "Open the options",
            trigger: ".modal .o_notebook a[name=options]",
            run: "click",
        },
        {
            content: "Passwords are those of the file",
            trigger: ".modal .o_field_widget[name=password_mode] label:contains(Required)",
            run: "click",
        },
        {
            content: "Continue",
            trigger: ".modal button[name=action_continue]",
            run: "click",
        },
        {
            content: "Two rows have errors",
            trigger: ".o_form_view [name=headline_review_errors]",
        },
        {
            content: "Nothing waits in another import",
            trigger: ".o_form_view:not(:has([name=corrects]))",
        },
        ...report([choose("All rows"), choose("Send by e-mail")], "Send"),
        {
            content: "It is on its way",
            trigger: ".o_notification:contains(importer@example.com)",
        },
        {
            content: "The dialog is closed",
            trigger: "body:not(:has(.modal))",
        },
        ...report([choose("All rows")], "Download"),
        {
            content: "The dialog is closed again",
            trigger: "body:not(:has(.modal))",
        },
    ],
});

// Its file is put there by the Python test: the report, corrected.
const uploadCorrected = [
    {
        content: "Upload the corrected file",
        trigger: ".o_form_statusbar button[name=action_upload_corrected]",
        run: "click",
    },
    {
        content: "Choose it",
        trigger: ".modal .o_field_widget[name=files] input[type=file]:not(:visible)",
        async run({ anchor }) {
            const response = await fetch("/user_bulk_import/tests/corrected.xlsx");
            const files = new DataTransfer();
            files.items.add(new File([await response.blob()], "corrected.xlsx"));
            anchor.files = files.files;
            anchor.dispatchEvent(new Event("change"));
        },
    },
    {
        content: "It is there",
        trigger: ".modal .o_user_import_file:contains(corrected.xlsx)",
    },
];

tours.add("user_import_report_corrected", {
    steps: () => [
        {
            content: "The import waits",
            trigger: ".o_form_statusbar .o_arrow_button_current:contains(To Review)",
        },
        ...uploadCorrected,
        {
            content: "Continue",
            trigger: ".modal button[name=action_continue]",
            run: "click",
        },
        {
            content: "Its own import opens, without errors",
            trigger: ".o_form_view:has([name=headline_review]) h1:contains(corrected.xlsx)",
            timeout: 60000,
        },
        ...confirmAndFinish(),
        {
            content: "Open the chart",
            trigger: ".o_notebook a[name=chart]",
            run: "click",
        },
        {
            content: "It is drawn, and told in words",
            trigger: ".o_field_widget[name=outcome_graph] canvas",
        },
        {
            content: "All users are created",
            trigger: ".o_field_widget[name=outcome_text]:contains(Created: 3)",
        },
    ],
});

tours.add("user_import_report_cancel", {
    steps: () => [
        ...report(
            [
                {
                    content: "Cancel the import too",
                    trigger: ".modal .o_field_widget[name=cancel_run] input",
                    run: "click",
                },
            ],
            "Download"
        ),
        {
            content: "The import is cancelled, and the form says so by itself",
            trigger: ".o_form_statusbar .o_arrow_button_current:contains(Cancelled)",
        },
    ],
});
