import { registry } from "@web/core/registry";
import {
    chooseProfile,
    dropFiles,
    importAndFinish,
    openFromMenu,
    openTab,
    pasteTabs,
    typeText,
    USERS,
} from "./steps";

const tours = registry.category("web_tour.tours");

const STUDENTS = "First Name,Last Name,Email\nAnn,Lee,ann@tour.example\nBob,Ray,bob@tour.example";

tours.add("user_import_paste_tabs", {
    url: USERS,
    steps: () => [
        ...openFromMenu(),
        ...chooseProfile("School"),
        ...pasteTabs({
            Students: STUDENTS.replace("Ann", "Anne"),
            Instructors: "First Name\tLast Name\tEmail\nIda\tIden\tida@tour.example",
            Parents: "First Name,Last Name,Email\nPia,Lee,pia@tour.example",
        }),
        openTab("Students"),
        {
            content: "The text is still there, and its lines are counted",
            trigger: ".o_user_import_paste:has(.o_user_import_count:contains(3)) textarea",
            run({ anchor }) {
                if (!anchor.value.includes("Anne")) {
                    throw new Error(`The tab holds ${anchor.value}`);
                }
            },
        },
        typeText(STUDENTS),
        ...importAndFinish(),
    ],
});

tours.add("user_import_drop_files", {
    url: USERS,
    steps: () => [
        ...openFromMenu(),
        ...chooseProfile("School"),
        ...dropFiles({
            "students.csv": STUDENTS,
            "Parents.tsv": "First Name\tLast Name\tEmail\nPia\tLee\tpia@tour.example",
        }),
        ...importAndFinish(),
    ],
});

tours.add("user_import_upload_refused", {
    url: USERS,
    steps: () => [
        ...openFromMenu(),
        ...dropFiles({ "people.csv": "Login,Name\nann.tour,Ann", "notes.csv": "%PDF-1.4" }),
        {
            content: "Continue",
            trigger: ".modal button[name=action_continue]",
            run: "click",
        },
        {
            content: "The refusal tells which file it is",
            trigger: ".modal .o_error_dialog, .modal:contains(notes.csv: The file is a PDF)",
        },
        {
            content: "Close it",
            trigger: ".modal:contains(The file is a PDF) .modal-footer button",
            run: "click",
        },
        {
            content: "Both files are still there; remove the bad one",
            trigger: ".modal li:has(.o_user_import_file:contains(notes.csv)) button",
            run: "click",
        },
        {
            content: "It is gone",
            trigger: ".modal .o_user_import_files:not(:has(li:contains(notes.csv)))",
        },
        ...importAndFinish(),
    ],
});
