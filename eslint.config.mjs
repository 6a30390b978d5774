import js from "@eslint/js";
import globals from "globals";

export default [
    { ignores: ["**/static/lib/**"] },
    js.configs.recommended,
    {
        files: ["**/static/**/*.js"],
        languageOptions: {
            ecmaVersion: 2022,
            sourceType: "module",
            globals: { ...globals.browser, odoo: "readonly", luxon: "readonly" },
        },
        linterOptions: { reportUnusedDisableDirectives: "error" },
        rules: {
            curly: "error",
            eqeqeq: ["error", "smart"],
            "no-console": "error",
            "no-restricted-globals": ["error", "event", "name", "self"],
            "no-unused-vars": ["error", { args: "after-used", caughtErrors: "all" }],
            "no-var": "error",
            "object-shorthand": "error",
            "prefer-const": "error",
        },
    },
];
