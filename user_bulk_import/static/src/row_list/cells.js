import { _t } from "@web/core/l10n/translation";

/** What the list and the form of an import's rows tell about a cell, by the cell's key. */

export function isOwnCell(record, key) {
    return (record.data.cell_keys || []).includes(key);
}

/** What is wrong with a cell, and what stood in the file where somebody has edited it. */
export function cellReason(record, key) {
    return [record.data.cell_issues?.[key]?.text, originalText(record.data.edited, key)]
        .filter(Boolean)
        .join(" ");
}

export function cellClasses(record, key) {
    const { cell_issues: issues, edited } = record.data;
    const classes = [];
    if (issues?.[key]) {
        classes.push(`o_cell_${issues[key].severity}`);
    }
    if (edited && key in edited) {
        classes.push("o_cell_edited");
    }
    return classes;
}

function originalText(edited, key) {
    if (!edited || !(key in edited)) {
        return "";
    }
    if (edited[key] === null) {
        return _t("Edited."); // what stood there was a secret
    }
    return edited[key] ? _t("In the file: %s", edited[key]) : _t("In the file this cell is blank.");
}
