import { registry } from "@web/core/registry";
import {
    chooseFile,
    chooseProfile,
    importAndFinish,
    openFromGearMenu,
    openFromMenu,
    pasteText,
    USERS,
} from "./steps";

const tours = registry.category("web_tour.tours");

function importFileTour(profile, fileName) {
    return {
        url: USERS,
        steps: () => [
            ...openFromMenu(),
            ...chooseProfile(profile),
            ...chooseFile(fileName),
            ...importAndFinish(),
        ],
    };
}

// One for each preset, with its own sample file.
const PRESETS = {
    exam_json: ["Exam platform", "exam_users.json"],
    exam_candidates: ["Exam candidates", "exam_candidates.csv"],
    school: ["School", "school.xlsx"],
    company_xlsx: ["Company users", "company.xlsx"],
    directory_api: ["Directory", "directory.json"],
};
for (const [code, [profile, fileName]] of Object.entries(PRESETS)) {
    tours.add(`user_import_${code}`, importFileTour(profile, fileName));
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
