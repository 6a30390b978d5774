import { registry } from "@web/core/registry";
import {
    chooseProfile,
    confirmAndFinish,
    continueToReview,
    dropFiles,
    openFromMenu,
    USERS,
} from "./steps";

const PEOPLE = [
    "Login,Name,E-mail,Birth date",
    "ann.tour,Ann Tour,ann.tour.example.com,2001-05-04", // a bad address
    ",Ben Tour,,2001-05-05", // no login
    "cat.tour,Cat Tour,cat.tour@example.com,2001-05-06",
    "cat.tour,Cara Tour,cara.tour@example.com,2001-05-07", // the login of the row above
    "dan.tour,Dan Tour,dan.tour@example.com,03/04/2001", // could be two days
    "eve.tour,Eve Tour,nonsense,2001-05-08", // is left out
].join("\n");

const [LOGIN, NAME, EMAIL, BIRTH] = ["c0", "c1", "c2", "c3"];

function row(name) {
    return `.o_data_row:has(td[name="cells.${NAME}"]:contains(${name}))`;
}

function cell(name, key) {
    return `${row(name)} td[name="cells.${key}"]`;
}

/** Correct one cell with the keyboard, and see at once what becomes of the row. */
function correct(name, key, reason, text) {
    return [
        {
            content: `The cell of ${name} is colored`,
            trigger: `${cell(name, key)}.o_cell_error`,
            run: "click",
        },
        {
            content: "The reason is shown",
            trigger: `.o-tooltip:contains(${reason})`,
        },
        {
            content: `Type ${text}`,
            trigger: `.o_selected_row td[name="cells.${key}"] input`,
            run: `edit ${text}`,
        },
        {
            content: "Save",
            trigger: ".o_list_button_save",
            run: "click",
        },
        {
            content: `${name} will be created, and stays in sight`,
            trigger: `${row(name)}:not(:has(.o_cell_error)) td[name=action]:contains(Create)`,
        },
        {
            content: "The cell tells that it was edited",
            trigger: `${cell(name, key)}.o_cell_edited`,
        },
    ];
}

registry.category("web_tour.tours").add("user_import_row_list", {
    url: USERS,
    steps: () => [
        ...openFromMenu(),
        ...chooseProfile("Standard"),
        ...dropFiles({ "errors.csv": PEOPLE }),
        ...continueToReview(),
        {
            content: "See the rows with errors",
            trigger: ".o_form_view [name=headline_review_errors] button[name=action_view_rows]",
            run: "click",
        },
        {
            content: "They are there, with the file's columns",
            trigger: `.o_list_view:has(th[data-name="cells.${BIRTH}"]:contains(Birth date)) .o_data_row:eq(4)`,
        },
        {
            content: "The sound row is not there",
            trigger: `.o_list_view:not(:has(${cell("Cat Tour", LOGIN)}))`,
        },
        ...correct("Ann Tour", EMAIL, "no e-mail address", "ann.tour@example.com"),
        ...correct("Ben Tour", LOGIN, "needs a login", "ben.tour"),
        ...correct("Cara Tour", LOGIN, "the same user", "cara.tour"),
        ...correct("Dan Tour", BIRTH, "03/04/2001", "2001-04-03"),
        {
            content: "Leave the last one out",
            trigger: `${row("Eve Tour")} td[name=left_out] input`,
            run: "click",
        },
        {
            content: "It is no error any more",
            trigger: `${row("Eve Tour")}:not(:has(td[name=action]:contains(Error)))`,
        },
        {
            content: "Look at one in full",
            trigger: `${row("Ann Tour")} .o_list_record_open_form_view button`,
            run: "click",
        },
        {
            content: "The card tells what will happen",
            trigger: ".o_form_view .o_user_import_card:contains(A new user will be created)",
        },
        {
            content: "Go on to the next one",
            trigger: ".o_pager_next",
            run: "click",
        },
        {
            content: "It is there",
            trigger: ".o_form_view .o_user_import_card:contains(Ben Tour)",
        },
        {
            content: "Back to the import",
            trigger: ".o_breadcrumb a:contains(errors.csv)",
            run: "click",
        },
        {
            content: "No error is left",
            trigger: ".o_form_view [name=headline_review]:contains(Nobody has been changed yet)",
        },
        ...confirmAndFinish(),
    ],
});
