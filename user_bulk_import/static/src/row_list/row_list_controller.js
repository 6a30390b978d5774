import { ListController } from "@web/views/list/list_controller";

export class RowListController extends ListController {
    /**
     * A saved cell changes other rows too: show what they have become. They are changed in place,
     * so that the person stays where he is, with the next row open for editing.
     */
    async onRecordSaved(record) {
        await super.onRecordSaved(...arguments);
        const others = this.model.root.records.filter(({ resId }) => resId !== record.resId);
        const resIds = others.map(({ resId }) => resId);
        // No public method of the model reads several records and keeps them as they are.
        const read = await this.model._loadRecords({ ...record.config, resId: false, resIds });
        const byId = new Map(read.map((values) => [values.id, values]));
        for (const other of others) {
            if (byId.has(other.resId)) {
                other._applyValues(byId.get(other.resId));
            }
        }
    }
}
