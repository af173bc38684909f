import { CsvError, parse } from 'csv-parse/sync'
import type { Bounds } from '../../../shared/pack/bounds'
import type { LonLat } from '../../../shared/geo/position'
import type { Cell } from './cells'
import type { Problems } from './problems'

export type Columns = Readonly<Record<string, Cell<unknown>>>
export type Row<C extends Columns> = { readonly [K in keyof C]: C[K] extends Cell<infer T> ? T : never } & {
  /** As a spreadsheet numbers it: the header is row 1. */
  readonly row: number
}

export interface Table<C extends Columns> {
  /** Only rows without an error. */
  readonly rows: readonly Row<C>[]
  /**
   * Every value of the key column and its row, rows with other errors included: who refers to such a row is not wrong
   * too. Null if not all keys could be read: then nobody can say which references are wrong.
   */
  readonly keys: ReadonlyMap<string, number> | null
}

/** Lower-case header names; a spreadsheet may add spaces. */
function headerName(cell: string): string {
  return cell.trim().toLowerCase()
}

/** The cells of a CSV file, or null with an error. */
export function parseCells(file: string, content: string, problems: Problems): string[][] | null {
  try {
    // Blank lines stay: they are rows in the spreadsheet, and the row number must be the one that the officer sees.
    return parse(content, { bom: true, relax_column_count: true, skip_empty_lines: false })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line: unknown = error['lines']
    problems.add(file, typeof line === 'number' ? line : null, null, { code: 'bad-csv', detail: error.message })
    return null
  }
}

/** The column's position in the file for each known column; null if the header is beyond use. */
function readHeader<C extends Columns>(
  file: string,
  header: readonly string[],
  columns: C,
  problems: Problems,
): ReadonlyMap<string, number> | null {
  const permitted = Object.keys(columns)
  const before = problems.count
  const at = new Map<string, number>()
  header.forEach((cell, index) => {
    const name = headerName(cell)
    // A spreadsheet leaves empty header cells behind deleted columns: harmless while the cells below are empty too.
    if (name === '') return
    if (!permitted.includes(name)) problems.add(file, 1, cell.trim(), { code: 'unknown-column', permitted })
    else if (at.has(name)) problems.add(file, 1, name, { code: 'repeated-column' })
    else at.set(name, index)
  })
  for (const [name, cell] of Object.entries(columns)) {
    if (cell.required && !at.has(name)) problems.add(file, 1, name, { code: 'missing-column', permitted })
  }
  return problems.count === before ? at : null
}

/**
 * Reads a CSV file as spreadsheets write it (UTF-8, with or without byte order mark, quoted cells, trailing empty
 * rows). Every wrong cell is reported; the rows that are right are returned.
 */
export function readTable<C extends Columns>(
  file: string,
  content: string,
  columns: C,
  key: keyof C & string,
  problems: Problems,
): Table<C> {
  const keys = new Map<string, number>()
  let allKeys = true
  const rows: Row<C>[] = []
  const cells = parseCells(file, content, problems)
  if (cells === null) return { rows, keys: null }
  const header = cells[0]
  if (header === undefined || cells.every((line) => line.every((cell) => cell.trim() === ''))) {
    problems.add(file, null, null, { code: 'empty-file' })
    return { rows, keys: null }
  }
  const at = readHeader(file, header, columns, problems)
  if (at === null) return { rows, keys: null }
  const named = new Set(at.values())

  cells.slice(1).forEach((line, index) => {
    if (line.every((cell) => cell.trim() === '')) return
    const row = index + 2
    const before = problems.count
    const read: Record<string, unknown> = { row }
    if (line.some((cell, position) => cell.trim() !== '' && !named.has(position))) {
      problems.add(file, row, null, { code: 'extra-cells', found: line.length, permitted: header.length })
    }
    for (const [name, cell] of Object.entries(columns)) {
      const position = at.get(name)
      const value = (position === undefined ? '' : (line[position] ?? '')).trim()
      if (value === '' && cell.required) {
        problems.add(file, row, name, { code: 'empty-cell' })
        continue
      }
      const result = cell.read(value)
      if (result.ok) read[name] = result.value
      else problems.add(file, row, name, result.error)
    }
    const keyText = read[key]
    if (typeof keyText !== 'string') allKeys = false
    else {
      const firstRow = keys.get(keyText)
      if (firstRow === undefined) keys.set(keyText, row)
      else problems.add(file, row, key, { code: 'duplicate', found: keyText, firstRow })
    }
    // Every column of the type was read just above, or an error was added.
    if (problems.count === before) rows.push(read as Row<C>)
  })
  if (cells.slice(1).every((line) => line.every((cell) => cell.trim() === ''))) {
    problems.add(file, null, null, { code: 'empty-file' })
  }
  return { rows, keys: allKeys ? keys : null }
}

export function inBounds(lon: number, lat: number, [west, south, east, north]: Bounds): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north
}

/**
 * The point of a row, or null with an error. Without bounds (a broken manifest) only the globe is checked.
 */
export function readPoint(
  file: string,
  row: { readonly row: number; readonly lon: number; readonly lat: number },
  bounds: Bounds | null,
  problems: Problems,
): LonLat | null {
  const { lon, lat } = row
  const limits: Bounds = bounds ?? [-180, -90, 180, 90]
  if (inBounds(lon, lat, limits)) return { lon, lat }
  if (inBounds(lat, lon, limits)) problems.add(file, row.row, 'lon', { code: 'swapped-coordinates', lon, lat })
  else {
    const column = lon < limits[0] || lon > limits[2] ? 'lon' : 'lat'
    problems.add(file, row.row, column, { code: 'outside-bounds', lon, lat, bounds: limits })
  }
  return null
}
