import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { arrange, typed } from "./paste_tabs";

/**
 * Texts that were typed in a form, in the order in which the server keeps them. It seals them and
 * never gives them back; while the form stays open they can be edited further.
 */
const typedInForm = new WeakMap();

/** Text areas, one for each user type of the profile. */
export class UploadPasteField extends Component {
    static template = "user_bulk_import.UploadPasteField";
    static props = { ...standardFieldProps, tabsField: { type: String } };

    setup() {
        this.state = useState({ active: "" });
    }

    get items() {
        return this.props.record.data[this.props.name] || [];
    }

    get tabs() {
        const wanted = this.props.record.data[this.props.tabsField] || [{ name: "", example: "" }];
        return arrange(wanted, this.items);
    }

    get active() {
        const tabs = this.tabs;
        return tabs.find((tab) => tab.name === this.state.active) || tabs[0];
    }

    title(tab) {
        return tab.name || _t("Users");
    }

    lines(tab) {
        return tab.item?.lines || 0;
    }

    /** The text of a tab, `undefined` where the server alone knows it. */
    text({ item }) {
        if (!item || item.text !== undefined) {
            return item?.text || "";
        }
        const isSaved = this.items.every(({ text }) => text === undefined);
        return isSaved ? typedInForm.get(this.props.record.model)?.[item.kept] : undefined;
    }

    onInput(ev) {
        return this.set(this.active, ev.target.value);
    }

    clear() {
        return this.set(this.active, "");
    }

    set(tab, text) {
        const tabs = this.tabs.map((other) => {
            const known = other.item && this.text(other);
            return known === undefined ? other : { ...other, item: { ...other.item, text: known } };
        });
        const items = typed(tabs, tab.name, text);
        // In this order the server keeps them.
        const kept = items.filter((item) => item.lines).map((item) => item.text);
        typedInForm.set(this.props.record.model, kept);
        return this.props.record.update({ [this.props.name]: items });
    }
}

export const uploadPasteField = {
    component: UploadPasteField,
    displayName: _t("Pasted Text"),
    supportedTypes: ["json"],
    fieldDependencies: ({ options }) => [{ name: options.tabs_field, type: "json" }],
    extractProps: ({ options }) => ({ tabsField: options.tabs_field }),
};

registry.category("fields").add("user_import_paste", uploadPasteField);
