import { onPatched } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { usePopover } from "@web/core/popover/popover_hook";
import { Tooltip } from "@web/core/tooltip/tooltip";
import { ListRenderer } from "@web/views/list/list_renderer";
import { cellClasses, cellReason, isOwnCell } from "./cells";
import { useFrozenColumns } from "./frozen_columns";

/** Titles of the file's columns that a person has hidden, remembered for all files. */
const HIDDEN_TITLES = "user_bulk_import.hidden_titles";
const DECISIONS = ["action", "outcome"];

/**
 * The list of an import's rows: the file's own columns (the properties `cells`) are shown, those
 * cells are colored that `cell_issues` names, with the reason on hover and on focus.
 */
export class RowListRenderer extends ListRenderer {
    static recordRowTemplate = "user_bulk_import.RowListRenderer.RecordRow";

    setup() {
        super.setup();
        this.reason = usePopover(Tooltip, {
            animation: false,
            closeOnClickAway: () => false,
            closeOnEscape: false, // Escape is the edited row's
            position: "bottom-start",
            role: "tooltip",
            setActiveElement: false,
        });
        this.reasonCell = null;
        // A field that is removed while it has the focus does not tell that it loses it.
        onPatched(() => {
            if (!this.reasonCell?.contains(document.activeElement)) {
                this.hideReason();
            }
        });
        useFrozenColumns(this.tableRef);
    }

    // -- the file's columns

    /** The file's columns are shown, in the file's order. Odoo's own list hides properties. */
    getPropertyFieldColumns(column, list) {
        const names = (list.records[0]?.data[column.name] || []).map(({ name }) => name);
        return super
            .getPropertyFieldColumns(column, list)
            .map((col) => ({
                ...col,
                optional: "show",
                readonly: column.readonly,
                field: { ...col.field, listViewWidth: [columnWidth(col, list)] },
            }))
            .sort((a, b) => names.indexOf(cellKey(a)) - names.indexOf(cellKey(b)));
    }

    /** Another file has other columns: they are shown unless their title was hidden. */
    computeOptionalActiveFields() {
        const active = super.computeOptionalActiveFields();
        const hidden = this.hiddenTitles;
        for (const column of this.cellColumns) {
            active[column.name] = !hidden.includes(column.label);
        }
        return active;
    }

    saveOptionalActiveFields() {
        super.saveOptionalActiveFields(...arguments);
        const hidden = new Set(this.hiddenTitles);
        for (const column of this.cellColumns) {
            hidden[this.optionalActiveFields[column.name] ? "delete" : "add"](column.label);
        }
        browser.localStorage.setItem(HIDDEN_TITLES, JSON.stringify([...hidden]));
    }

    get cellColumns() {
        return this.allColumns.filter((column) => column.relatedPropertyField);
    }

    get hiddenTitles() {
        return JSON.parse(browser.localStorage.getItem(HIDDEN_TITLES) || "[]");
    }

    // -- what is to be said about a cell

    getCellReason(column, record) {
        if (DECISIONS.includes(column.name)) {
            return record.data.issue_text || ""; // also what concerns no cell
        }
        return column.relatedPropertyField ? cellReason(record, cellKey(column)) : "";
    }

    getCellClass(column, record) {
        const classes = [super.getCellClass(column, record)];
        if (column.relatedPropertyField) {
            classes.push(...cellClasses(record, cellKey(column)));
        }
        if (this.isFrozen(column)) {
            classes.push("o_frozen");
        }
        return classes.join(" ");
    }

    getColumnClass(column) {
        const classes = super.getColumnClass(column);
        return this.isFrozen(column)
            ? `${classes.replace("position-relative", "")} o_frozen`
            : classes;
    }

    /** The columns before the file's own ones stay while the others are scrolled sideways. */
    isFrozen(column) {
        const first = this.columns.findIndex((col) => col.relatedPropertyField);
        // Each rendering makes the columns anew.
        return this.columns.findIndex((col) => col.id === column.id) < first;
    }

    getCellTitle(column, record) {
        const reason = this.getCellReason(column, record);
        if (reason) {
            return record.isInEdition ? undefined : reason; // where it is shown on focus anyway
        }
        return super.getCellTitle(column, record);
    }

    /** Cells of other sheets' columns are nobody's to edit. */
    isCellReadonly(column, record) {
        return (
            super.isCellReadonly(column, record) ||
            Boolean(column.relatedPropertyField && !isOwnCell(record, cellKey(column)))
        );
    }

    // -- keyboard

    /** Enter goes on in the same column, as in a spreadsheet. */
    editNextRecord() {
        this.columnBelow = this.focusedColumn;
        return super.editNextRecord(...arguments);
    }

    /** A row that is opened without a cell of the file being meant begins with the first of them. */
    focusCell(column, forward) {
        const meant = column && this.isFrozen(column) ? this.columnBelow : column;
        this.columnBelow = null;
        super.focusCell(
            meant || (column && this.columns.find((col) => col.relatedPropertyField)),
            forward
        );
    }

    onCellFocus(column, record, ev) {
        this.focusedColumn = column;
        const reason = this.getCellReason(column, record);
        ev.target.ariaDescription = reason || null; // the field in the cell, for screen readers
        this.hideReason();
        if (reason) {
            this.reasonCell = ev.currentTarget;
            this.reason.open(this.reasonCell, { tooltip: reason });
        }
    }

    hideReason() {
        this.reasonCell = null;
        this.reason.close();
    }
}

/** The technical name of a column's cells on the rows. */
function cellKey(column) {
    return column.name.split(".")[1];
}

/** Room for the longest text of a column, within limits: Odoo's own minimum is ten characters. */
function columnWidth(column, list) {
    const texts = [column.label, ...list.records.map(({ data }) => data[column.name] || "")];
    const longest = Math.max(...texts.map(({ length }) => length));
    return Math.min(Math.max(longest * 7 + 16, 64), 200);
}
