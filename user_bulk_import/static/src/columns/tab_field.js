import { registry } from "@web/core/registry";
import {
    FilterableSelectionField,
    filterableSelectionField,
} from "@web/views/fields/selection/filterable_selection_field";

/**
 * Which tab of the profile a table is. What its columns fill depends on it, so the answer is saved
 * at once, and the columns below show what has come of it.
 */
export class TabField extends FilterableSelectionField {
    onChange(value) {
        super.onChange(value);
        return this.props.record.model.root.save();
    }
}

registry.category("fields").add("user_import_tab", {
    ...filterableSelectionField,
    component: TabField,
});
