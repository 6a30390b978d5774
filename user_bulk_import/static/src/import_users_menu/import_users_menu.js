import { Component } from "@odoo/owl";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { STATIC_ACTIONS_GROUP_NUMBER } from "@web/search/action_menus/action_menus";

/** The entry "Import Users" in the gear menu of the user list. */
export class ImportUsersMenu extends Component {
    static template = "user_bulk_import.ImportUsersMenu";
    static components = { DropdownItem };
    static props = {};

    setup() {
        this.action = useService("action");
    }

    openWizard() {
        this.action.doAction("user_bulk_import.action_user_import_wizard");
    }
}

export const importUsersMenuItem = {
    Component: ImportUsersMenu,
    groupNumber: STATIC_ACTIONS_GROUP_NUMBER,
    isDisplayed: ({ config, searchModel }) =>
        searchModel.resModel === "res.users" &&
        config.actionType === "ir.actions.act_window" &&
        ["kanban", "list"].includes(config.viewType) &&
        user.hasGroup("user_bulk_import.group_user_import"),
};

registry
    .category("cogMenu")
    .add("user_bulk_import.import_users", importUsersMenuItem, { sequence: 2 });
