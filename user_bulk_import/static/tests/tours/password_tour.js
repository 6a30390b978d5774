import { registry } from "@web/core/registry";

const FORM = "form.o_password_change";

function fill(values) {
    return Object.entries(values).map(([id, value]) => ({
        content: `Fill in ${id}`,
        trigger: `input#${id}`,
        run: `edit ${value}`,
    }));
}

function submit(content, trigger) {
    return {
        content,
        trigger: `${trigger} button[type=submit]`,
        run: "click",
        expectUnloadPage: true,
    };
}

registry.category("web_tour.tours").add("user_bulk_import_password", {
    steps: () => [
        ...fill({ login: "toured@example.com", password: "Imported-7-lantern" }),
        submit("Log in with the imported password", "form.oe_login_form"),
        {
            content: "Held at the change page; try to go elsewhere",
            trigger: `${FORM} h1:contains(Choose a new password)`,
            run() {
                window.location = "/odoo/settings";
            },
            expectUnloadPage: true,
        },
        {
            content: "Held again, and the wanted page is remembered",
            trigger: `${FORM} input[name=redirect][value="/odoo/settings"]:not(:visible)`,
        },
        ...fill({
            old_password: "Imported-7-lantern",
            new_password: "Imported-7-lantern",
            confirm_password: "Imported-7-lantern",
        }),
        submit("Keep the password", FORM),
        {
            content: "It has to differ",
            trigger: `${FORM} .alert-danger:contains(must differ)`,
        },
        ...fill({
            old_password: "Imported-7-lantern",
            new_password: "Chosen-4-harbor",
            confirm_password: "Chosen-4-harbor",
        }),
        submit("Change the password", FORM),
        {
            content: "In the web client",
            trigger: ".o_web_client .o_main_navbar",
        },
    ],
});
