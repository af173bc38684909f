import type { Bounds } from '../../../shared/pack/bounds'
import type { PopulationPoint } from '../../../shared/pack/schema'
import { decimal, id, integer, text } from './cells'
import type { Problems } from './problems'
import { readPoint, readTable } from './table'

const COLUMNS = { id, lon: decimal, lat: decimal, people: integer(1, 1_000_000), township: text(40) }

/**
 * Where people live: points of a grid, each with how many. Wrong rows are reported and left out. The `id` is only for
 * the officer who keeps the table.
 */
export function readPopulation(
  file: string,
  content: string,
  bounds: Bounds | null,
  townshipNames: ReadonlySet<string> | null,
  problems: Problems,
): PopulationPoint[] {
  return readTable(file, content, COLUMNS, 'id', problems).rows.flatMap((row) => {
    const at = readPoint(file, row, bounds, problems)
    if (townshipNames !== null && !townshipNames.has(row.township)) {
      problems.add(file, row.row, 'township', { code: 'not-permitted', found: row.township, permitted: [...townshipNames] })
      return []
    }
    return at === null ? [] : [{ at, people: row.people, township: row.township }]
  })
}
