import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

const RUN = "user.import.run";
const TYPES = { done: "success", cancelled: "info", failed: "danger" };

/** Tells a person who has gone on to other work that an import has ended, with a way there. */
export const userImportEndedService = {
    dependencies: ["action", "bus_service", "notification", "orm"],

    start(env, { action, bus_service: bus, notification, orm }) {
        function isOpen(id) {
            const controller = action.currentController;
            return (
                controller?.action.res_model === RUN &&
                (controller.currentState?.resId ?? controller.props?.resId) === id
            );
        }

        function open(id) {
            action.doAction({
                type: "ir.actions.act_window",
                res_model: RUN,
                res_id: id,
                views: [[false, "form"]],
            });
        }

        bus.subscribe("user_import_ended", async ({ id }) => {
            if (isOpen(id)) {
                return;
            }
            const [run] = await orm.silent.read(RUN, [id], ["display_name", "state", "end_text"]);
            const close = notification.add(run.end_text, {
                title: _t("The import of %s has ended", run.display_name),
                type: TYPES[run.state],
                sticky: true,
                buttons: [
                    {
                        name: _t("Open"),
                        primary: true,
                        onClick: () => {
                            close();
                            open(id);
                        },
                    },
                ],
            });
        });
    },
};

registry.category("services").add("user_import_ended", userImportEndedService);
