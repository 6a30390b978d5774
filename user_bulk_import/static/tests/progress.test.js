import { advanceTime, beforeEach, describe, expect, test } from "@odoo/hoot";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { animationFrame } from "@odoo/hoot-mock";
import {
    allowTranslations,
    contains,
    defineModels,
    fields,
    MockServer,
    mockService,
    models,
    mountView,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
    serverState,
} from "@web/../tests/web_test_helpers";
import { ConnectionLostError } from "@web/core/network/rpc";
import { WebClient } from "@web/webclient/webclient";
import {
    LONG_SILENCE,
    SILENCE,
    STANDSTILL,
    TICK,
    UserImportProgress,
} from "@user_bulk_import/progress/user_import_progress";
import { durationText } from "@user_bulk_import/progress/progress_texts";

describe.current.tags("desktop");

const WIDGET = ".o_user_import_progress";
const ALONE = `${WIDGET} .alert`;

function report(values = {}) {
    return {
        id: 1,
        at: 100,
        state: "applying",
        processing: true,
        halt: "",
        done: 500,
        total: 2000,
        speed: 50,
        seconds_left: 30,
        counts: { created: 480, failed: 20 },
        ...values,
    };
}

class UserImportRun extends models.Model {
    _name = "user.import.run";
    state = fields.Char();
    is_own = fields.Boolean();
    is_paused = fields.Boolean();
    is_stopping = fields.Boolean();
    cron_notice = fields.Text();
    end_text = fields.Char();
    live_progress = fields.Json();
    _records = [
        { id: 1, state: "applying", is_own: true, live_progress: report() },
        { id: 2, state: "applying", is_own: true, live_progress: report({ id: 2, done: 10 }) },
    ];
}

defineMailModels();
defineModels([UserImportRun]);

let reads, slices;

beforeEach(() => {
    reads = 0;
    slices = 0;
    onRpc("user.import.run", "read", () => {
        reads++;
    });
    onRpc("user.import.run", "action_go_on", () => {
        slices++;
        return { ...report({ done: 500 + slices }), busy: false };
    });
});

async function mountForm(resId = 1) {
    await mountView({
        resModel: "user.import.run",
        resId,
        type: "form",
        arch: `<form edit="0">
            <field name="state"/>
            <widget name="user_import_progress" invisible="state == 'done'"/>
        </form>`,
    });
}

/** Let the bus bring a message, as the server does. */
async function send(type, payload) {
    MockServer.env["bus.bus"]._sendone(serverState.partnerId, type, payload);
    await animationFrame();
    await animationFrame();
}

async function hear(values) {
    await send("user_import_progress", report(values));
}

async function wait(milliseconds) {
    for (let passed = 0; passed < milliseconds; passed += TICK) {
        await advanceTime(TICK);
        await animationFrame();
    }
}

/** Let the import be so from the beginning. */
function given(values) {
    patchWithCleanup(UserImportRun._records[0], values);
}

function write(values) {
    MockServer.env["user.import.run"].write([1], values);
}

test("a bar, speed, time left and counts are shown at once", async () => {
    await mountForm();
    expect(`${WIDGET}_action`).toHaveText("Importing: 500 of 2,000 rows");
    expect(`${WIDGET}_facts`).toHaveText("50 a second · about 30 seconds left");
    expect(`${WIDGET} [role=progressbar]`).toHaveAttribute("aria-valuenow", "25");
    expect(`${WIDGET} .badge:eq(0)`).toHaveText("480 created");
    expect(`${WIDGET} .badge:eq(1)`).toHaveText("20 with errors");
    expect(ALONE).toHaveCount(0);
});

test("what the bus brings is shown, that of other imports is not", async () => {
    await mountForm();
    await hear({ done: 1000, counts: { created: 1000 } });
    expect(`${WIDGET}_action`).toHaveText("Importing: 1,000 of 2,000 rows");
    expect(`${WIDGET} .badge`).toHaveText("1,000 created");
    await hear({ id: 2, done: 1500 });
    expect(`${WIDGET}_action`).toHaveText("Importing: 1,000 of 2,000 rows");
    expect(reads).toBe(0);
});

test("each import has a channel of its own, left with the page", async () => {
    const channels = new Set();
    mockService("bus_service", {
        addChannel: (name) => channels.add(name),
        deleteChannel: (name) => channels.delete(name),
        addEventListener() {},
        removeEventListener() {},
        subscribe() {},
        unsubscribe() {},
        start() {},
    });
    await mountForm(2);
    expect([...channels]).toEqual(["user_import_run_2"]);
    MockServer.env["user.import.run"].write([2], {
        state: "done",
        live_progress: report({ id: 2, state: "done", processing: false }),
    });
    await wait(SILENCE + TICK);
    expect([...channels]).toEqual([]);
});

test("a new state reads the form again", async () => {
    await mountForm();
    const live = report({ state: "done", processing: false, done: 2000 });
    write({ state: "done", live_progress: live });
    await hear(live);
    expect(".o_field_widget[name=state]").toHaveText("done");
    expect(WIDGET).toHaveCount(0);
});

test("what the bus brings too late reads nothing again", async () => {
    await mountForm();
    write({ state: "done" });
    await hear({ at: 99, state: "planning" });
    expect(".o_field_widget[name=state]").toHaveText("applying");
    await hear({ at: 101, state: "done", processing: false });
    expect(".o_field_widget[name=state]").toHaveText("done");
});

test("a pause is shown, and nothing is urged on", async () => {
    await mountForm();
    write({ is_paused: true, live_progress: report({ halt: "pause" }) });
    await hear({ halt: "pause" });
    expect(`${WIDGET} .progress-bar`).toHaveClass("bg-warning");
    expect(`${WIDGET}_facts`).toHaveText("");
    await wait(2 * STANDSTILL);
    expect(slices).toBe(0);
});

test("where the bus is silent, the server is asked", async () => {
    await mountForm();
    write({ live_progress: report({ done: 700 }) });
    reads = 0;
    await wait(SILENCE + TICK);
    expect(reads).toBe(1);
    expect(`${WIDGET}_action`).toHaveText("Importing: 700 of 2,000 rows");
});

test("a lost connection is tried again in silence", async () => {
    let isLost = true;
    patchWithCleanup(UserImportProgress.prototype, {
        ask() {
            return isLost ? Promise.reject(new ConnectionLostError("/web")) : super.ask();
        },
    });
    await mountForm();
    await wait(2 * SILENCE);
    expect(`${WIDGET}_action`).toHaveText("Importing: 500 of 2,000 rows");
    isLost = false;
    write({ live_progress: report({ done: 900 }) });
    await wait(2 * SILENCE);
    expect(`${WIDGET}_action`).toHaveText("Importing: 900 of 2,000 rows");
    expect(".o_error_dialog").toHaveCount(0);
});

test("where nobody goes on, the page does and says so", async () => {
    await mountForm();
    await wait(STANDSTILL - 2 * TICK);
    expect(slices).toBe(0);
    await wait(4 * TICK);
    expect(slices).toBeGreaterThan(1);
    expect(ALONE).toHaveText(/does not go on by itself/);
    expect(`${WIDGET}_action`).toHaveText(`Importing: ${500 + slices} of 2,000 rows`);
});

test("the page does not go on while another process is at it", async () => {
    onRpc("user.import.run", "action_go_on", () => {
        slices++;
        return { ...report(), busy: true };
    });
    await mountForm();
    await wait(STANDSTILL + 2 * TICK);
    expect(slices).toBe(1);
    expect(ALONE).toHaveCount(0);
});

test("the page does not go on with the import of somebody else", async () => {
    given({ is_own: false });
    await mountForm();
    await wait(2 * STANDSTILL);
    expect(slices).toBe(0);
});

test("where the server is known not to go on, the page begins at once", async () => {
    given({ cron_notice: "The scheduled jobs do not run." });
    await mountForm();
    await wait(2 * TICK);
    expect(slices).toBeGreaterThan(0);
    expect(ALONE).toHaveCount(0); // the form says it already
});

test("an import that waits for a person shows nothing and is looked after", async () => {
    const live = report({ state: "review", processing: false, done: 0 });
    given({ state: "review", live_progress: live });
    await mountForm();
    expect(WIDGET).toHaveCount(0);
    write({ state: "applying", live_progress: report() });
    await wait(LONG_SILENCE + TICK);
    expect(WIDGET).toHaveCount(1);
    expect(".o_field_widget[name=state]").toHaveText("applying");
});

test("a file that is being read has a bar without an end", async () => {
    const live = report({ state: "reading", done: 4000, total: 0, counts: {}, seconds_left: 0 });
    given({ state: "reading", live_progress: live });
    await mountForm();
    expect(`${WIDGET}_action`).toHaveText("Reading the file: 4,000 rows");
    expect(`${WIDGET} .progress-bar`).toHaveClass("progress-bar-animated");
    expect(`${WIDGET}_facts`).toHaveText("50 a second");
});

test("time left is told roughly", async () => {
    allowTranslations();
    const texts = [3, 44, 89, 100, 3600, 7200].map((seconds) => durationText(seconds).toString());
    expect(texts).toEqual([
        "a few seconds left",
        "about 40 seconds left",
        "about 90 seconds left",
        "about 2 minutes left",
        "about 60 minutes left",
        "about 2 hours left",
    ]);
});

test("the end of an import is told wherever one is, with a way to it", async () => {
    given({ state: "done", end_text: "Created: 5" });
    mockService("action", {
        doAction(action) {
            if (action.res_model === "user.import.run") {
                expect.step(`${action.res_model} ${action.res_id}`);
            }
        },
    });
    await mountWithCleanup(WebClient);
    await send("user_import_ended", { id: 1 });
    await contains(".o_notification:contains(Created: 5) button:contains(Open)").click();
    expect.verifySteps(["user.import.run 1"]);
    expect(".o_notification").toHaveCount(0);
});
