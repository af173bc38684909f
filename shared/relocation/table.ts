/** A spreadsheet takes a cell that starts like this for a formula, and a formula can do harm. */
const FORMULA = /^[=+\-@\t\r]/

/** A cell as a spreadsheet may have it: a leading apostrophe keeps it text. */
function harmless(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell
}

/** CSV for Excel: byte order mark, CRLF, quotes where they are needed, no cell that is taken for a formula. */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number): string => {
    const text = typeof value === 'number' ? String(value) : harmless(value)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** The same to be pasted into a spreadsheet or a message: cells apart by tabs, one line a row. */
export function pasteText(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => row.map((value) => (typeof value === 'number' ? String(value) : harmless(value)).replaceAll(/[\t\r\n]+/g, ' ')).join('\t')).join('\n')
}
