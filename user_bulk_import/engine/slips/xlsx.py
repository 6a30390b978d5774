import io

import xlsxwriter

WIDTHS = (30, 34, 24, 34, 14)


def write(slips, site, texts):
    """Return the workbook of the login slips.

    :param slips: list of :class:`~.types.Slip`
    :param str site: address of the site
    :param texts: :class:`~.types.SlipTexts`
    :rtype: bytes
    """
    output = io.BytesIO()
    # In memory: otherwise xlsxwriter gathers the sheets, passwords and all, in temporary files.
    with xlsxwriter.Workbook(output, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet(texts.sheet[:31])
        bold = workbook.add_format({"bold": True, "bottom": 1})
        text = workbook.add_format({"num_format": "@"})  # stays text when somebody edits it
        headers = (texts.name, texts.login, texts.password, texts.site, texts.must_change)
        for column, (header, width) in enumerate(zip(headers, WIDTHS, strict=True)):
            sheet.write_string(0, column, header, bold)
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(slips), 1), len(headers) - 1)
        for line, slip in enumerate(slips, start=1):
            change = texts.yes if slip.must_change else texts.no
            cells = (slip.name, slip.login, slip.password, site, change)
            for column, value in enumerate(cells):
                # Never write(): it would make a formula of =, a link of http://, a number of 0123.
                sheet.write_string(line, column, value, text)
    return output.getvalue()
