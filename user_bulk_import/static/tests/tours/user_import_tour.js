import { registry } from "@web/core/registry";
import {
    chooseFile,
    chooseProfile,
    confirmAndFinish,
    continueToReview,
    importAndFinish,
    openFromGearMenu,
    openFromMenu,
    pasteText,
    USERS,
} from "./steps";

const tours = registry.category("web_tour.tours");

/**
 * @param {Object[]} columns steps where the import stops at the columns
 */
function importFileTour(profile, fileName, columns = []) {
    return {
        url: USERS,
        steps: () => [
            ...openFromMenu(),
            ...chooseProfile(profile),
            ...chooseFile(fileName),
            ...continueToReview(columns),
            ...confirmAndFinish(),
        ],
    };
}

const ADD_THE_UNKNOWN = [
    {
        content: "Two columns are unknown: add both to the database",
        trigger: "button[name=action_add_all_unknown]",
        run: "click",
    },
    {
        content: "Both are new fields",
        trigger: ".o_field_widget[name=edit_column_ids] td[name=property_type]:contains(Text)",
    },
    {
        content: "Go on",
        trigger: "button[name=action_columns_done]",
        run: "click",
    },
];

// One for each preset, with its own sample file.
const PRESETS = {
    exam_json: ["Exam platform", "exam_users.json"],
    exam_candidates: ["Exam candidates", "exam_candidates.csv"],
    school: ["School", "school.xlsx"],
    company_xlsx: ["Company users", "company.xlsx", ADD_THE_UNKNOWN],
    directory_api: ["Directory", "directory.json"],
};
for (const [code, preset] of Object.entries(PRESETS)) {
    tours.add(`user_import_${code}`, importFileTour(...preset));
}

tours.add("user_import_paste", {
    url: USERS,
    steps: () => [
        ...openFromMenu(),
        ...chooseProfile("Standard"),
        ...pasteText("Login,Name,E-mail\nann.tour,Ann Tour,ann.tour@example.com"),
        ...importAndFinish(),
    ],
});

tours.add("user_import_gear_menu", {
    url: USERS,
    steps: () => [
        ...openFromGearMenu(),
        {
            content: "The import opens",
            trigger: ".modal button[name=action_continue]",
        },
        {
            content: "Close it",
            trigger: ".modal .modal-footer button:contains(Cancel)",
            run: "click",
        },
        {
            content: "It is closed",
            trigger: "body:not(:has(.modal))",
        },
    ],
});
