import { registry } from "@web/core/registry";
import { useSpecialData } from "@web/views/fields/relational_utils";
import { SelectionField, selectionField } from "@web/views/fields/selection/selection_field";

/**
 * What a column fills. Types of associations come and go, while a browser keeps what it knows of a
 * selection as long as the view: the choices are asked for with the records.
 */
export class TargetField extends SelectionField {
    setup() {
        super.setup();
        const { name } = this.props;
        this.offered = useSpecialData(async (orm, { record }) => {
            const fields = await orm.call(record.resModel, "fields_get", [[name], ["selection"]]);
            return fields[name].selection;
        });
    }

    get options() {
        return this.offered.data;
    }

    get string() {
        return Object.fromEntries(this.options)[this.value] || "";
    }
}

registry.category("fields").add("user_import_target", {
    ...selectionField,
    component: TargetField,
    supportedTypes: ["selection"],
});
