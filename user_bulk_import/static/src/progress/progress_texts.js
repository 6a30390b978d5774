import { _t } from "@web/core/l10n/translation";
import { sprintf } from "@web/core/utils/strings";
import { formatInteger } from "@web/views/fields/formatters";

const ACTIONS = {
    reading: [_t("Reading the file"), _t("Reading the file: %(done)s rows")],
    planning: [
        _t("Looking for rows about the same person"),
        _t("Comparing with the users that exist: %(done)s of %(total)s rows"),
    ],
    applying: [_t("Importing"), _t("Importing: %(done)s of %(total)s rows")],
    notifying: [_t("Writing mails"), _t("Writing mails: %(done)s of %(total)s rows looked at")],
    cancelling: [_t("Deleting new users"), _t("Deleting new users: %(done)s of %(total)s")],
};

const PLANNED = {
    created: _t("to create"),
    updated: _t("to update"),
    unchanged: _t("unchanged"),
    skipped: _t("to skip"),
    archived: _t("to archive"),
    restored: _t("to restore"),
    deleted: _t("to delete"),
    failed: _t("with errors"),
};

const DONE = {
    created: _t("created"),
    updated: _t("updated"),
    unchanged: _t("unchanged"),
    skipped: _t("skipped"),
    archived: _t("archived"),
    restored: _t("restored"),
    deleted: _t("deleted"),
    failed: _t("with errors"),
    taken_back: _t("deleted again"),
};

/** What is going on, and how far, in a line. */
export function actionText({ state, done, total }) {
    const [begins, goesOn] = ACTIONS[state];
    if (!done) {
        return begins.toString();
    }
    return sprintf(goesOn.toString(), { done: formatInteger(done), total: formatInteger(total) });
}

/** Numbers of users by what becomes of them: `[{ name, text }]`. */
export function countTexts({ state, counts }) {
    const labels = state === "planning" ? PLANNED : DONE;
    return Object.entries(labels)
        .filter(([name]) => counts[name])
        .map(([name, label]) => ({ name, text: `${formatInteger(counts[name])} ${label}` }));
}

/** How long it still takes, roughly: nobody needs it to the second. */
export function durationText(seconds) {
    if (seconds < 10) {
        return _t("a few seconds left");
    }
    if (seconds < 90) {
        return _t("about %s seconds left", 10 * Math.round(seconds / 10));
    }
    const minutes = Math.round(seconds / 60);
    if (minutes < 90) {
        return _t("about %s minutes left", minutes);
    }
    return _t("about %s hours left", Math.round(minutes / 60));
}
