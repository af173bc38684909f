import type { Table, World } from '../../../shared/domain/world'
import type { Drafts } from '../log/executor'
import { OverlayMap } from '../log/overlay-map'

/** Lays one layer over each table of the world, or merges the layers into their bases. */
function mapTables(world: World, change: <K, V>(table: Table<K, V>) => Table<K, V>): World {
  return {
    seq: world.seq,
    incidents: change(world.incidents),
    teams: change(world.teams),
    dispatches: change(world.dispatches),
    closures: change(world.closures),
    annotations: change(world.annotations),
    briefings: change(world.briefings),
    walls: change(world.walls),
    typhoons: change(world.typhoons),
    responses: change(world.responses),
    alerts: change(world.alerts),
    callouts: change(world.callouts),
    recalls: change(world.recalls),
    drifts: change(world.drifts),
    relocations: change(world.relocations),
    sheets: change(world.sheets),
    bySource: change(world.bySource),
    alertByKey: change(world.alertByKey),
    countByDay: change(world.countByDay),
  }
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
