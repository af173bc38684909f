import type { RelocationId } from '../base/ids'
import type { EpochMs } from '../base/time'
import type { Relocation, Sheet } from '../domain/relocation/state'

/** Who is in a shelter by the check-ins. */
export interface Occupancy {
  readonly persons: number
  /** Households of the sheets among them. */
  readonly households: number
  /** Of the persons, those on no sheet. */
  readonly walkIns: number
  /** The last check-in or check-out that still counts. */
  readonly at: EpochMs
}

interface Records {
  readonly relocations: { get(id: RelocationId): Relocation | undefined }
  readonly sheets: { values(): Iterable<Sheet> }
}

type Arrivals = ReadonlyMap<string, Pick<Occupancy, 'persons' | 'households' | 'at'>>

/** By sheet, which never changes: of hundreds of sheets a word changes one, and every unit's page asks. */
const known = new WeakMap<Sheet, Arrivals>()

function arrivalsOf(sheet: Sheet): Arrivals {
  const held = known.get(sheet)
  if (held) return held
  const arrivals = new Map<string, { persons: number; households: number; at: EpochMs }>()
  for (const { status, persons, shelterId, observedAt } of Object.values(sheet.marks)) {
    if (status !== 'arrived' || shelterId === null) continue
    const there = arrivals.get(shelterId)
    arrivals.set(shelterId, {
      persons: (there?.persons ?? 0) + persons,
      households: (there?.households ?? 0) + 1,
      at: Math.max(there?.at ?? observedAt, observedAt),
    })
  }
  known.set(sheet, arrivals)
  return arrivals
}

/** Occupancy of every shelter at which anybody was checked in. Shelters that nobody spoke of are missing, not 0. */
export function shelterOccupancy(world: Records, relocationId: RelocationId): Map<string, Occupancy> {
  const found = new Map<string, Occupancy>()
  const add = (shelterId: string, persons: number, households: number, walkIns: number, at: EpochMs): void => {
    const held = found.get(shelterId)
    found.set(shelterId, {
      persons: (held?.persons ?? 0) + persons,
      households: (held?.households ?? 0) + households,
      walkIns: (held?.walkIns ?? 0) + walkIns,
      at: Math.max(held?.at ?? at, at),
    })
  }
  for (const sheet of world.sheets.values()) {
    if (sheet.relocationId !== relocationId) continue
    for (const [shelterId, { persons, households, at }] of arrivalsOf(sheet)) add(shelterId, persons, households, 0, at)
  }
  for (const [shelterId, { persons, at }] of Object.entries(world.relocations.get(relocationId)?.walkIns ?? {})) {
    add(shelterId, persons, 0, persons, at)
  }
  return found
}
