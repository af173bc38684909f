import { ID_PATTERN } from '../../../shared/base/ids'
import type { Bounds } from '../../../shared/pack/bounds'
import type { PackProblem } from '../../../shared/pack/error'
import type { PointColumns } from '../../../shared/pack/points'
import type { PackManifest } from '../../../shared/pack/schema'
import { decimal, DECIMAL } from './cells'
import type { Problems } from './problems'
import { inBounds, parseCells, readPoint } from './table'

const KNOWN = ['id', 'name', 'township', 'lon', 'lat'] as const
type Known = (typeof KNOWN)[number]

const MAX_NAME = 80
const MAX_DETAIL = 200
const MAX_DETAILS = 20
/** Different texts that are looked for again: where there are more, they do not repeat. */
const MOST_SHARED = 2_000

interface RowText {
  readonly cells: readonly string[]
  readonly row: number
  /** Columns of the header. */
  readonly length: number
  readonly key: string
  readonly name: string
  readonly township: string
  readonly x: string
  readonly y: string
}

interface Header {
  readonly at: Readonly<Record<Known, number>>
  readonly details: readonly { readonly heading: string; readonly at: number }[]
  readonly length: number
}

/** Finds the five columns that every set has; any other one is a detail, under the heading that the officer wrote. */
function readHeader(file: string, cells: readonly string[], problems: Problems): Header | null {
  const before = problems.count
  const at = new Map<Known, number>()
  const details = new Map<string, number>()
  cells.forEach((cell, index) => {
    const heading = cell.trim()
    if (heading === '') return
    const known = KNOWN.find((name) => name === heading.toLowerCase())
    if (known === undefined ? details.has(heading) : at.has(known)) problems.add(file, 1, heading, { code: 'repeated-column' })
    if (known === undefined) details.set(heading, index)
    else at.set(known, index)
    if (known === undefined && heading.length > MAX_NAME) {
      problems.add(file, 1, heading.slice(0, 20), { code: 'wrong-length', found: heading.length, min: null, max: MAX_NAME })
    }
  })
  if (details.size > MAX_DETAILS) {
    problems.add(file, 1, null, { code: 'extra-cells', found: cells.length, permitted: KNOWN.length + MAX_DETAILS })
  }
  for (const name of KNOWN) if (!at.has(name)) problems.add(file, 1, name, { code: 'missing-column', permitted: [...KNOWN] })
  if (problems.count > before) return null
  return {
    at: Object.fromEntries(at) as Record<Known, number>,
    details: [...details].map(([heading, index]) => ({ heading, at: index })),
    length: cells.length,
  }
}

/**
 * One set of points of the pack, in columns. Written for tens of thousands of rows: one pass, no object for a row; a
 * file without quotes is only cut at its commas. Wrong rows are reported and left out.
 */
export function readPointSet(
  set: PackManifest['pointSets'][number],
  content: string,
  bounds: Bounds | null,
  townshipNames: ReadonlySet<string> | null,
  problems: Problems,
): PointColumns {
  const { id, kind, file } = set
  const ids: string[] = []
  const names: string[] = []
  const lon: number[] = []
  const lat: number[] = []
  const townships: string[] = []
  const townshipOf: number[] = []
  const townshipAt = new Map<string, number>()
  const rowOf = new Map<string, number>()
  const texts = new Map<string, string>()

  const lines = content.includes('"') ? parseCells(file, content, problems) : content.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const header = lines?.[0] === undefined ? null : readHeader(file, cellsOf(lines[0]), problems)
  const details = header?.details.map(({ heading, at }) => ({ heading, at, values: [] as string[] })) ?? []
  if (lines !== null && header !== null) {
    for (let index = 1; index < lines.length; index++) readRow(cellsOf(lines[index] ?? ''), index + 1, header)
  }
  if (header !== null && rowOf.size === 0 && problems.count === 0) problems.add(file, null, null, { code: 'empty-file' })
  return { id, kind, ids, names, lon, lat, townships, townshipOf, details: details.map(({ heading, values }) => ({ heading, values })) }

  function readRow(cells: readonly string[], row: number, { at, length }: Header): void {
    const key = (cells[at.id] ?? '').trim()
    const name = (cells[at.name] ?? '').trim()
    const township = (cells[at.township] ?? '').trim()
    const x = (cells[at.lon] ?? '').trim()
    const y = (cells[at.lat] ?? '').trim()
    const sound =
      cells.length <= length &&
      name !== '' &&
      name.length <= MAX_NAME &&
      ID_PATTERN.test(key) &&
      !rowOf.has(key) &&
      (townshipAt.has(township) || (township !== '' && townshipNames?.has(township) === true)) &&
      DECIMAL.test(x) &&
      DECIMAL.test(y) &&
      bounds !== null &&
      inBounds(Number(x), Number(y), bounds) &&
      details.every((detail) => (cells[detail.at]?.length ?? 0) <= MAX_DETAIL)
    // Nearly every row is: only for the others it is worth finding out what exactly is wrong.
    if (!sound && !isSound({ cells, row, length, key, name, township, x, y })) return
    rowOf.set(key, row)
    ids.push(key)
    names.push(name)
    lon.push(Number(x))
    lat.push(Number(y))
    let index = townshipAt.get(township)
    if (index === undefined) {
      index = townships.push(township) - 1
      townshipAt.set(township, index)
    }
    townshipOf.push(index)
    for (const detail of details) detail.values.push(shared((cells[detail.at] ?? '').trim()))
  }

  /** Details repeat (kinds, grids, people): one text for all, not one for each of tens of thousands of rows. */
  function shared(text: string): string {
    const held = texts.get(text)
    if (held !== undefined) return held
    if (texts.size < MOST_SHARED) texts.set(text, text)
    return text
  }

  /** Tells what is wrong with a row; false: it is not to be taken. */
  function isSound({ cells, row, length, key, name, township, x, y }: RowText): boolean {
    if (cells.every((cell) => cell.trim() === '')) return false
    const before = problems.count
    const add = (column: string | null, problem: PackProblem): void => problems.add(file, row, column, problem)
    if (cells.slice(length).some((extra) => extra.trim() !== '')) {
      add(null, { code: 'extra-cells', found: cells.length, permitted: length })
    }
    for (const [column, cell] of Object.entries({ id: key, name, township, lon: x, lat: y })) {
      if (cell === '') add(column, { code: 'empty-cell' })
    }
    if (key !== '' && !ID_PATTERN.test(key)) add('id', { code: 'wrong-format', found: key.slice(0, 80), format: 'id' })
    const firstRow = rowOf.get(key)
    if (firstRow !== undefined) add('id', { code: 'duplicate', found: key, firstRow })
    // An id is taken by its first row even if that is wrong in something else.
    else if (key !== '') rowOf.set(key, row)
    if (name.length > MAX_NAME) add('name', { code: 'wrong-length', found: name.length, min: null, max: MAX_NAME })
    if (township !== '' && townshipNames !== null && !townshipNames.has(township)) {
      add('township', { code: 'not-permitted', found: township, permitted: [...townshipNames] })
    }
    const [east, north] = ([['lon', x], ['lat', y]] as const).map(([column, said]) => {
      if (said === '') return null
      const read = decimal.read(said)
      if (!read.ok) add(column, read.error)
      return read.ok ? read.value : null
    })
    if (typeof east === 'number' && typeof north === 'number') readPoint(file, { row, lon: east, lat: north }, bounds, problems)
    for (const detail of details) {
      const found = (cells[detail.at] ?? '').trim().length
      if (found > MAX_DETAIL) add(detail.heading, { code: 'wrong-length', found, min: null, max: MAX_DETAIL })
    }
    return problems.count === before
  }
}

function cellsOf(line: string | readonly string[]): readonly string[] {
  return typeof line === 'string' ? line.split(',') : line
}
