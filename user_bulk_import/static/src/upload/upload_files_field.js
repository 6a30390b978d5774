import { Component, useRef, useState } from "@odoo/owl";
import { useDropzone } from "@web/core/dropzone/dropzone_hook";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { DEFAULT_MAX_FILE_SIZE } from "@web/core/utils/files";
import { useBus } from "@web/core/utils/hooks";
import { humanNumber } from "@web/core/utils/numbers";
import { getDataURLFromFile } from "@web/core/utils/urls";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { session } from "@web/session";

/** What a request holds besides the files. */
const OTHER_BYTES = 64 * 1024;

/** Bytes of all files together: they travel in BASE64, in one request. */
export function maxBytes() {
    const limit = session.max_file_upload_size || DEFAULT_MAX_FILE_SIZE;
    return Math.floor(((limit - OTHER_BYTES) * 3) / 4);
}

/**
 * Files that are dropped or chosen, in a list of objects: `name`, `size` and `content` in BASE64,
 * or `kept` instead of the content, for those that the server has already.
 */
export class UploadFilesField extends Component {
    static template = "user_bulk_import.UploadFilesField";
    static props = {
        ...standardFieldProps,
        acceptedFileExtensions: { type: String, optional: true },
    };

    setup() {
        this.input = useRef("input");
        this.chooser = useRef("chooser");
        const root = useRef("root");
        this.state = useState({ refusal: "", isReading: false });
        // All of the dialog takes drops.
        const target = {
            get el() {
                return root.el && (root.el.closest(".modal-content") || root.el);
            },
        };
        useDropzone(target, (ev) => this.add(ev.dataTransfer.files));
        // Nothing is saved before all files are read.
        this.reading = Promise.resolve();
        useBus(this.props.record.model.bus, "NEED_LOCAL_CHANGES", ({ detail }) =>
            detail.proms.push(this.reading)
        );
    }

    get files() {
        return this.props.record.data[this.props.name] || [];
    }

    sizeText(size) {
        return _t("%sB", humanNumber(size, { decimals: size < 1000 ? 0 : 1 }));
    }

    async onChange(ev) {
        await this.add(ev.target.files);
        ev.target.value = ""; // the same file may be chosen again
    }

    /** Add files, after those that are being read. */
    add(fileList) {
        const files = [...fileList]; // a list of the browser is emptied meanwhile
        this.reading = this.reading.then(() => this.addNow(files));
        return this.reading;
    }

    /** Add files. One of the same name takes the place of the other. */
    async addNow(fileList) {
        const added = new Map(fileList.map((file) => [file.name, file]));
        const others = this.files.filter((item) => !added.has(item.name));
        const size = [...others, ...added.values()].reduce((sum, item) => sum + item.size, 0);
        if (size > maxBytes()) {
            this.state.refusal = this.tooBig(size);
            return;
        }
        this.state.refusal = "";
        this.state.isReading = true;
        try {
            const read = await Promise.all([...added.values()].map((file) => this.read(file)));
            await this.update([...others, ...read.filter(Boolean)]);
        } finally {
            this.state.isReading = false;
        }
    }

    async read(file) {
        try {
            const url = await getDataURLFromFile(file);
            return { name: file.name, size: file.size, content: url.split(",")[1] || "" };
        } catch {
            // A folder, or a file that is gone or locked.
            this.state.refusal = _t("“%s” cannot be read. Choose a file, no folder.", file.name);
            return null;
        }
    }

    tooBig(size) {
        return _t(
            "That is too big: %(size)s, and %(limit)s can be uploaded at once. Split the file, " +
                "leave some files for another import, or ask the administrator of the server to " +
                "import it from the command line.",
            { size: this.sizeText(size), limit: this.sizeText(maxBytes()) }
        );
    }

    async remove(index) {
        this.state.refusal = "";
        await this.update(this.files.filter((_item, place) => place !== index));
        this.chooser.el?.focus();
    }

    update(files) {
        return this.props.record.update({ [this.props.name]: files });
    }
}

export const uploadFilesField = {
    component: UploadFilesField,
    displayName: _t("Files to Import"),
    supportedTypes: ["json"],
    extractProps: ({ options }) => ({
        acceptedFileExtensions: options.accepted_file_extensions,
    }),
};

registry.category("fields").add("user_import_files", uploadFilesField);
