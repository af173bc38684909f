import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Logger } from 'pino'
import type { UnitId } from '../../../shared/base/ids'
import type { LoggedEvent } from '../../../shared/domain/event'
import type { Sheet } from '../../../shared/domain/relocation/state'
import type { Household } from '../../../shared/pack/households'
import type { Pack } from '../../../shared/pack/schema'
import type { Hub } from '../core/hub'
import { householdsByVillage, rosterHash } from '../pack/relocation-book'

/** A village's list with the hash that sheets know it by. */
export interface Roster {
  readonly hash: string
  readonly households: readonly Household[]
}

/**
 * The villages' lists of households. The log has figures and hashes only, so that it can be handed on without anybody's
 * name; what a list said when a sheet was opened is kept here, one file per hash, for as long as the officer keeps it.
 */
export interface Rosters {
  /** The list as the pack has it now; null: nobody is listed there. */
  current(villageId: UnitId): Roster | null
  /** A list by its hash, from the pack or from what was kept; null: it is gone. */
  byHash(villageId: UnitId, hash: string): Promise<Roster | null>
  all(): Iterable<Household>
}

const HASH = /^[0-9a-f]{64}$/

/** `folder` is made when the first list is kept. A list that cannot be kept is told in the log, and does not stop the sheet. */
export function openRosters(hub: Pick<Hub, 'pack' | 'world' | 'onCommitted'>, folder: string, log: Pick<Logger, 'error'>): Rosters {
  const pack: Pick<Pack, 'households'> = hub.pack
  const rosters = new Map<UnitId, Roster>([...householdsByVillage(pack.households)].map(([id, households]) => [id, { hash: rosterHash(households), households }]))
  const file = (hash: string): string => join(folder, `${hash}.json`)
  let writing: Promise<void> = Promise.resolve()

  function keep(sheets: readonly Pick<Sheet, 'villageId' | 'rosterHash'>[]): void {
    const wanted = sheets.flatMap(({ villageId, rosterHash: hash }) => {
      const roster = rosters.get(villageId)
      return roster?.hash === hash ? [roster] : []
    })
    if (wanted.length === 0) return
    writing = writing.then(async () => {
      for (const roster of wanted) await store(file(roster.hash), roster)
    }).catch((error: unknown) => log.error({ err: error }, 'a list of households could not be kept'))
  }

  hub.onCommitted((events: readonly LoggedEvent[]) => keep(events.flatMap((event) => (event.type === 'sheet.opened' ? [event.data] : []))))
  keep([...hub.world.sheets.values()])

  return {
    current: (villageId) => rosters.get(villageId) ?? null,
    async byHash(villageId, hash) {
      const now = rosters.get(villageId)
      if (now?.hash === hash) return now
      if (!HASH.test(hash)) return null
      const text = await readFile(file(hash), 'utf8').catch(() => null)
      if (text === null) return null
      const roster = JSON.parse(text) as Roster
      // A hash names one list; that of another village is none of the asker's.
      return roster.households.every((household) => household.villageId === villageId) ? roster : null
    },
    all: () => pack.households,
  }
}

/** Written beside and renamed: a name in the folder always has its whole content. Only the hub's user may read it. */
async function store(path: string, roster: Roster): Promise<void> {
  if (await stat(path).then(() => true, () => false)) return
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const beside = `${path}.part`
  const handle = await open(beside, 'w', 0o600)
  try {
    await handle.writeFile(JSON.stringify(roster))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(beside, path)
}
