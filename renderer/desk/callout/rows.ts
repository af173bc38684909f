import type { MatrixRow } from '../../../shared/callout/matrix'

export const ROW_FILTERS = ['all', 'over', 'unread', 'unanswered', 'answered'] as const
export type RowFilter = (typeof ROW_FILTERS)[number]

export interface ShownRow {
  readonly row: MatrixRow
  readonly depth: 0 | 1
  /** Villages below it that are to be seen when it is open. */
  readonly hidden: number
}

const MATCHES: Readonly<Record<RowFilter, (row: MatrixRow) => boolean>> = {
  all: () => true,
  over: ({ read, answer, report }) => [read, answer, report].some(({ state }) => state === 'over'),
  unread: ({ unit }) => unit.readAt === null,
  unanswered: ({ unit }) => unit.answers && unit.answer === null,
  answered: ({ unit }) => unit.answer !== null,
}

/**
 * The rows on screen: towns, and the villages of those that are open. A filter or a search shows every unit that it
 * finds, with its town above it.
 */
export function shownRows(rows: readonly MatrixRow[], open: ReadonlySet<string>, filter: RowFilter, words: string): ShownRow[] {
  const sought = words.trim().toLowerCase()
  const fits = (row: MatrixRow): boolean => MATCHES[filter](row) && (sought === '' || row.unit.name.toLowerCase().includes(sought))
  const all = filter === 'all' && sought === ''
  return rows.flatMap((row): ShownRow[] => {
    const below = all ? row.below : row.below.filter(fits)
    if (!all && below.length === 0 && !fits(row)) return []
    const isOpen = all ? open.has(row.unit.unitId) : below.length > 0
    return [{ row, depth: 0, hidden: isOpen ? 0 : below.length }, ...(isOpen ? below.map((one): ShownRow => ({ row: one, depth: 1, hidden: 0 })) : [])]
  })
}

/** Lines of cells as they are pasted into a spreadsheet or a message. */
export function asTable(lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n')
}
