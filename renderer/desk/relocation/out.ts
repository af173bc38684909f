import { csvText, pasteText } from '../../../shared/relocation/table'

export type Cells = readonly (readonly (string | number)[])[]

/** Hands a table over as a file for a spreadsheet. */
export function saveTable(name: string, cells: Cells): void {
  const url = URL.createObjectURL(new Blob([csvText(cells)], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  // No file system takes these in a name.
  link.download = `${name.replaceAll(/[\\/:*?"<>|]/g, ' ')}.csv`
  link.click()
  // The browser reads the content after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Puts a table on the clipboard; false if the browser refuses. */
export async function copyTable(cells: Cells): Promise<boolean> {
  return navigator.clipboard.writeText(pasteText(cells)).then(() => true, () => false)
}

/** Prints a table on paper by itself: heading, table, and nothing else of the desk. Text only: nothing in it is markup. */
export function printTable(title: string, notes: readonly string[], cells: Cells): void {
  const sheet = document.createElement('section')
  sheet.dataset['print'] = 'only'
  const heading = document.createElement('h1')
  heading.textContent = title
  sheet.append(heading, ...notes.map((note) => Object.assign(document.createElement('p'), { textContent: note })))
  const table = document.createElement('table')
  cells.forEach((row, i) => {
    const line = table.insertRow()
    for (const cell of row) line.append(Object.assign(document.createElement(i === 0 ? 'th' : 'td'), { textContent: String(cell) }))
  })
  sheet.append(table)
  document.body.append(sheet)
  window.addEventListener('afterprint', () => sheet.remove(), { once: true })
  window.print()
}
