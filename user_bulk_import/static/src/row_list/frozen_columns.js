import { useEffect } from "@odoo/owl";

/**
 * Keep the columns with the class `o_frozen` in sight while a table is scrolled sideways, as long
 * as they leave half of the room to the others. Odoo gives columns their widths in the browser, so
 * the places are measured and given to the style sheet as `--frozen-N`, N counted from one.
 *
 * @param {{ el: HTMLTableElement | null }} tableRef
 */
export function useFrozenColumns(tableRef) {
    useEffect(() => {
        const table = tableRef.el;
        const headers = [...table.querySelectorAll("thead th")];
        const frozen = headers.slice(0, headers.findLastIndex(isFrozen) + 1);
        const place = () => {
            let left = 0;
            frozen.forEach((header, index) => {
                table.style.setProperty(`--frozen-${index + 1}`, `${Math.floor(left)}px`);
                left += header.getBoundingClientRect().width;
            });
            const fits = left > 0 && left <= table.parentElement.clientWidth / 2;
            table.classList.toggle("o_frozen_columns", fits);
        };
        const observer = new ResizeObserver(place);
        observer.observe(table.parentElement);
        frozen.forEach((header) => observer.observe(header));
        return () => observer.disconnect();
    });
}

function isFrozen(header) {
    return header.classList.contains("o_frozen");
}
