import { Component, onMounted, onWillUnmount, useEffect, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formatInteger } from "@web/views/fields/formatters";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { actionText, countTexts, durationText } from "./progress_texts";

const RUN = "user.import.run";

/** How often the widget looks what is to be done, in milliseconds. */
export const TICK = 1000;
/** Silence of the bus, after which it asks by itself: the connection may be lost. */
export const SILENCE = 4000;
/** The same while a person is to act, or the import is paused. */
export const LONG_SILENCE = 15000;
/** Standstill, after which no scheduled job seems to be at it. */
export const STANDSTILL = 15000;

/**
 * How far an import is: a bar, rows per second, time left, counts as they grow.
 *
 * It listens on the import's own channel of the bus, and asks the server where nothing arrives.
 * Where nobody goes on with the import, it asks the server to do so, a few seconds at a time.
 */
export class UserImportProgress extends Component {
    static template = "user_bulk_import.Progress";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.bus = useService("bus_service");
        this.state = useState({ live: null, alone: false });
        this.listen = this.listen.bind(this);
        useEffect(
            (runId) => {
                const channel = `user_import_run_${runId}`;
                this.bus.addChannel(channel);
                return () => this.bus.deleteChannel(channel);
            },
            () => [this.props.record.resId]
        );
        useEffect(
            (live) => this.adopt(live),
            () => [this.props.record.data.live_progress]
        );
        onMounted(() => {
            this.bus.subscribe("user_import_progress", this.listen);
            this.timer = browser.setInterval(() => this.tick(), TICK);
        });
        onWillUnmount(() => {
            this.bus.unsubscribe("user_import_progress", this.listen);
            browser.clearInterval(this.timer);
        });
    }

    // -- what is heard ------------------------------------------------------------------------

    listen(live) {
        // The bus may bring what is older than the form: reading that again would undo an edit.
        if (live.id === this.props.record.resId && !(live.at < this.state.live?.at)) {
            this.movedAt = Date.now();
            this.state.alone = false;
            this.adopt(live);
        }
    }

    /** Take a report, wherever it comes from; read the form again where its state is another. */
    adopt(live) {
        if (!live) {
            return;
        }
        const now = Date.now();
        this.heardAt = now;
        const before = this.state.live;
        if (!before || before.id !== live.id || position(before) !== position(live)) {
            this.movedAt = now;
        }
        this.state.live = live;
        const { data } = this.props.record;
        const stopping = live.halt === "cancel" && live.state !== "cancelling";
        if (
            live.state !== data.state ||
            (live.processing && live.halt === "pause") !== data.is_paused ||
            stopping !== data.is_stopping
        ) {
            this.reload();
        }
    }

    async reload() {
        const { record } = this.props;
        if (this.reloading || (await record.isDirty())) {
            return;
        }
        this.reloading = true;
        try {
            await record.load();
            this.env.bus.trigger("MAIL:RELOAD-THREAD", { model: RUN, id: record.resId });
        } catch (error) {
            ignoreLostConnection(error);
        } finally {
            this.reloading = false;
        }
    }

    // -- what is asked ------------------------------------------------------------------------

    async tick() {
        const { live } = this.state;
        if (!live || this.asking) {
            return;
        }
        const works = live.processing && live.halt !== "pause";
        const now = Date.now();
        this.asking = true;
        try {
            if (works && this.mayGoOn && now - this.movedAt >= this.patience) {
                await this.goOn();
            } else if (now - this.heardAt >= (works ? SILENCE : LONG_SILENCE)) {
                await this.ask();
            }
        } catch (error) {
            ignoreLostConnection(error);
        } finally {
            this.asking = false;
        }
    }

    get mayGoOn() {
        return this.props.record.data.is_own && !this.failed;
    }

    /** Milliseconds without any movement, after which the page itself goes on. */
    get patience() {
        return this.state.alone || this.props.record.data.cron_notice ? 0 : STANDSTILL;
    }

    async ask() {
        const id = this.props.record.resId;
        this.heardAt = Date.now();
        const [{ live_progress: live }] = await this.orm.silent.read(RUN, [id], ["live_progress"]);
        this.adoptOwn(id, live);
    }

    async goOn() {
        const id = this.props.record.resId;
        try {
            const { busy, ...live } = await this.orm.silent.call(RUN, "action_go_on", [[id]]);
            this.state.alone = !busy && live.processing;
            if (busy) {
                this.movedAt = Date.now(); // another process is at it
            }
            this.adoptOwn(id, live);
        } catch (error) {
            // Told once: a person has to do something about it.
            this.failed = !(error instanceof ConnectionLostError);
            this.state.alone = false;
            throw error;
        }
    }

    /** Take an answer, unless the form has gone to another import meanwhile. */
    adoptOwn(id, live) {
        if (id === this.props.record.resId) {
            this.adopt(live);
        }
    }

    // -- what is shown ------------------------------------------------------------------------

    get isShown() {
        return Boolean(this.state.live?.processing);
    }

    get isPaused() {
        return this.state.live.halt === "pause";
    }

    /** Share in percent; `null` where it cannot be known. */
    get share() {
        const { done, total } = this.state.live;
        return total ? Math.min(100, Math.floor((100 * done) / total)) : null;
    }

    get action() {
        return actionText(this.state.live);
    }

    get facts() {
        const { speed, seconds_left: left } = this.state.live;
        if (this.isPaused || !speed) {
            return [];
        }
        const facts = [_t("%s a second", formatInteger(Math.max(1, Math.round(speed))))];
        return left ? [...facts, durationText(left)] : facts;
    }

    get counts() {
        return countTexts(this.state.live);
    }

    get isAlone() {
        return this.state.alone && !this.props.record.data.cron_notice;
    }
}

/** What differs between two reports where an import has moved. */
function position({ state, halt, done, counts }) {
    return JSON.stringify([state, halt, done, counts]);
}

function ignoreLostConnection(error) {
    if (!(error instanceof ConnectionLostError)) {
        throw error;
    }
}

export const userImportProgress = {
    component: UserImportProgress,
    fieldDependencies: [
        { name: "live_progress", type: "json" },
        { name: "state", type: "selection" },
        { name: "is_own", type: "boolean" },
        { name: "is_paused", type: "boolean" },
        { name: "is_stopping", type: "boolean" },
        { name: "cron_notice", type: "text" },
    ],
};

registry.category("view_widgets").add("user_import_progress", userImportProgress);
