import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { cellClasses, cellReason, isOwnCell } from "./cells";

/**
 * The cells of one row on its form: those of its own sheet, each with what is to be said about it.
 * Odoo's widget for properties would show the columns of all sheets.
 */
export class RowCellsField extends Component {
    static template = "user_bulk_import.RowCellsField";
    static props = { ...standardFieldProps };

    get cells() {
        const { record, name } = this.props;
        return record.data[name]
            .filter((cell) => isOwnCell(record, cell.name))
            .map((cell) => ({
                key: cell.name,
                id: `${this.props.id || name}_${cell.name}`,
                title: cell.string,
                text: cell.value || "",
                reason: cellReason(record, cell.name),
                classes: cellClasses(record, cell.name).join(" "),
            }));
    }

    onInput(key, ev) {
        const { record, name } = this.props;
        const value = ev.target.value;
        return record.update({
            [name]: record.data[name].map((cell) =>
                cell.name === key ? { ...cell, value } : cell
            ),
        });
    }
}

registry.category("fields").add("user_import_row_cells", {
    component: RowCellsField,
    supportedTypes: ["properties"],
    fieldDependencies: [
        { name: "cell_issues", type: "json" },
        { name: "cell_keys", type: "json" },
        { name: "edited", type: "json" },
    ],
});
