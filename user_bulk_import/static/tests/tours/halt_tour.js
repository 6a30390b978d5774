import { registry } from "@web/core/registry";
import { chooseProfile, continueToReview, openFromMenu, pasteText, USERS } from "./steps";

const tours = registry.category("web_tour.tours");

const PEOPLE = Array.from(
    { length: 30 },
    (_, n) => `halt${n},Halted ${n},halt${n}@example.com,Oslo`
);
const BAR = ".o_user_import_progress";
const RESUME = ".o_form_statusbar button[name=action_resume]";

function fillWizard() {
    return [
        ...openFromMenu(),
        ...chooseProfile("Standard"),
        ...pasteText(["Login,Name,E-mail,City", ...PEOPLE].join("\n")),
    ];
}

function press(name, answer) {
    return [
        {
            content: `Press ${name}`,
            trigger: `.o_form_statusbar button[name=${name}]`,
            run: "click",
        },
        {
            content: `Answer: ${answer}`,
            trigger: `.modal .modal-footer button:contains(${answer})`,
            run: "click",
        },
    ];
}

function importAndPause() {
    return [
        ...fillWizard(),
        ...continueToReview(),
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
            content: "The bar tells how far it is",
            trigger: `${BAR}:contains(of 30 rows) [role=progressbar] .progress-bar`,
        },
        {
            content: "The page says that it goes on with the import by itself",
            trigger: ".o_form_view [name=cron_notice]:contains(only while this page is open)",
        },
        {
            content: "Pause",
            trigger: ".o_form_statusbar button[name=action_pause]",
            run: "click",
        },
        {
            content: "It is paused",
            trigger: ".o_form_view [name=headline_paused]:contains(Paused by)",
        },
        {
            content: "It stands still",
            trigger: `${BAR} .bg-warning`,
            async run() {
                const shown = () => document.querySelector(BAR).textContent;
                const before = shown();
                await new Promise((resolve) => setTimeout(resolve, 3000));
                if (shown() !== before || !document.querySelector(RESUME)) {
                    throw new Error(`It did not stand still: ${before}, then ${shown()}`);
                }
            },
        },
    ];
}

tours.add("user_import_pause", {
    url: USERS,
    steps: () => [
        ...importAndPause(),
        {
            content: "Resume",
            trigger: RESUME,
            run: "click",
        },
        {
            content: "It goes on to its end, which the form shows without a click",
            trigger: ".o_form_statusbar .o_arrow_button_current:contains(Done)",
            timeout: 60000,
        },
        {
            content: "The headline says so",
            trigger: ".o_form_view [name^=headline_done]:contains(Done)",
        },
    ],
});

tours.add("user_import_cancel_wizard", {
    url: USERS,
    steps: () => [
        ...fillWizard(),
        {
            content: "Cancel",
            trigger: ".modal .modal-footer button:contains(Cancel)",
            run: "click",
        },
        {
            content: "It is closed",
            trigger: "body:not(:has(.modal))",
        },
    ],
});

tours.add("user_import_cancel_review", {
    url: USERS,
    steps: () => [
        ...fillWizard(),
        ...continueToReview(),
        ...press("action_cancel", "Cancel Import"),
        {
            content: "It is cancelled",
            trigger: ".o_form_view [name=headline_cancelled]:contains(Nobody was changed)",
        },
    ],
});

tours.add("user_import_cancel_paused", {
    url: USERS,
    steps: () => [
        ...importAndPause(),
        ...press("action_cancel", "Cancel Import"),
        {
            content: "The users that were made are deleted again, and the form says so by itself",
            trigger: ".o_form_view [name=headline_cancelled]:contains(New users deleted again)",
            timeout: 60000,
        },
    ],
});
