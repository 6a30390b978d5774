/**
 * What is pasted, as it lies in the tabs of the profile. Plain functions over lists of items, each
 * with `name` of its tab, `lines`, and `text`, or `kept` instead of it for what the server has.
 */

/** Return how many lines a text has that are not blank. */
export function countLines(text) {
    return text.split(/\r\n|\r|\n/).filter((line) => line.trim()).length;
}

/**
 * Return all tabs to show: those of the profile, and those of another profile that hold something.
 *
 * A single text that was pasted for a profile without its tab lies in the first one; the server
 * says the same.
 *
 * @param {{name: string, example: string}[]} wanted tabs of the profile
 * @param {Object[]} items what was pasted
 */
export function arrange(wanted, items) {
    const names = wanted.map((tab) => tab.name);
    let placed = items;
    if (items.length === 1 && !names.includes(items[0].name) && names.length) {
        placed = [{ ...items[0], name: names[0] }];
    }
    const others = placed
        .filter((item) => !names.includes(item.name))
        .map((item) => ({ name: item.name, example: "" }));
    return [...wanted, ...others].map((tab) => ({
        ...tab,
        item: placed.find((item) => item.name === tab.name),
    }));
}

/**
 * Return the items after somebody typed into a tab.
 *
 * @param {Object[]} tabs as `arrange` gives them
 * @param {string} name of the tab
 * @param {string} text all that stands in it now
 */
export function typed(tabs, name, text) {
    return tabs
        .map((tab) => (tab.name === name ? { name, text, lines: countLines(text) } : tab.item))
        .filter((item) => item && (item.lines || item.text));
}
