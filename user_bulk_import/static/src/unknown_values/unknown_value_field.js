import { registry } from "@web/core/registry";
import { Many2OneReferenceField } from "@web/views/fields/many2one_reference/many2one_reference_field";
import { extractM2OFieldProps } from "@web/views/fields/many2one/many2one_field";

/**
 * What an unknown value stands for: a record of the value's own kind. Which records there are to
 * choose from, and whether a new one may be made, tells the server with each value.
 */
export class UnknownValueField extends Many2OneReferenceField {
    static template = "user_bulk_import.UnknownValueField";

    get m2oProps() {
        const { may_create, target_domain } = this.props.record.data;
        return {
            ...super.m2oProps,
            string: this.kindLabel, // the dialog's title: Create Role
            canCreate: may_create,
            canCreateEdit: may_create,
            // A role needs its groups, an employer its address.
            canQuickCreate: false,
            domain: () => target_domain || [],
        };
    }

    get kindLabel() {
        const { data, fields } = this.props.record;
        const kinds = Object.fromEntries(fields.kind?.selection || []);
        return kinds[data.kind] || "";
    }

    get isWaiting() {
        const { left_out, may_choose } = this.props.record.data;
        return this.props.readonly && may_choose && !left_out && !this.m2oProps.value;
    }
}

registry.category("fields").add("user_import_unknown_value", {
    component: UnknownValueField,
    extractProps: extractM2OFieldProps,
    relatedFields: [{ name: "display_name", type: "char" }],
    supportedTypes: ["many2one_reference"],
    fieldDependencies: [
        { name: "kind", type: "selection" },
        { name: "target_model", type: "char" },
        { name: "target_domain", type: "json" },
        { name: "left_out", type: "boolean" },
        { name: "may_choose", type: "boolean" },
        { name: "may_create", type: "boolean" },
    ],
});
