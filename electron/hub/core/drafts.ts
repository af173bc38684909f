import { tableOf, tablesOf, type Indexes, type Table, type World } from '../../../shared/domain/world'
import type { Drafts } from '../log/executor'
import { OverlayMap } from '../log/overlay-map'

/** Lays one layer over each table of the world, or merges the layers into their bases. */
function mapTables(world: World, change: <K, V>(table: Table<K, V>) => Table<K, V>): World {
  const { bySource, alertByKey, countByDay } = world
  const indexes: Indexes = { bySource: change(bySource), alertByKey: change(alertByKey), countByDay: change(countByDay) }
  return { seq: world.seq, ...tablesOf((name) => change(tableOf(world, name))), ...indexes }
}

/**
 * A batch is decided on layers over the committed tables: they cost nothing to lay, however many incidents there ever
 * were. The committed world is one object for the hub's whole life; it changes only in `settle`.
 */
export const worldDrafts: Drafts<World> = {
  open: (committed) => mapTables(committed, (table) => new OverlayMap(table as Map<never, never>) as typeof table),
  settle(draft, committed) {
    mapTables(draft, (table) => {
      ;(table as unknown as OverlayMap<unknown, unknown>).applyToBase()
      return table
    })
    committed.seq = draft.seq
    return committed
  },
}
