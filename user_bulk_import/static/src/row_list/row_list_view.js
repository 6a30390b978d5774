import { registry } from "@web/core/registry";
import { listView } from "@web/views/list/list_view";
import { RowListController } from "./row_list_controller";
import { RowListRenderer } from "./row_list_renderer";

registry.category("views").add("user_import_row_list", {
    ...listView,
    Controller: RowListController,
    Renderer: RowListRenderer,
});
