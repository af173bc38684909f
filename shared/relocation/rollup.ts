import type { RelocationId, UnitId } from '../base/ids'
import type { EpochMs } from '../base/time'
import type { Relocation, Sheet } from '../domain/relocation/state'
import { leftIn, sumTallies, tallyOf, type Tally } from './tally'

/** How far a village's report is: nothing heard, at work, reported, given back, its report lapsed, confirmed. */
export const SHEET_STAGES = ['silent', 'working', 'sentBack', 'lapsed', 'reported', 'confirmed'] as const
export type SheetStage = (typeof SHEET_STAGES)[number]

export function stageOf({ heardAt, report, confirmed, sentBack }: Pick<Sheet, 'heardAt' | 'report' | 'confirmed' | 'sentBack'>): SheetStage {
  if (confirmed) return 'confirmed'
  if (report) return report.lapsedAt === null ? 'reported' : 'lapsed'
  if (sentBack) return 'sentBack'
  return heardAt === null ? 'silent' : 'working'
}

/** One village of a roll-up. */
export interface VillageRow {
  readonly sheet: Sheet
  readonly tally: Tally
  readonly left: number
  readonly stage: SheetStage
  /** Since when nobody has heard of it: its last word, or the opening of its sheet. */
  readonly since: EpochMs
}

/** One town of a roll-up. */
export interface TownRow {
  readonly townId: UnitId
  readonly tally: Tally
  readonly left: number
  readonly villages: readonly VillageRow[]
}

/** The relocation under way; if none is, the one that was started last. Null: there never was one. */
export function currentRelocation(relocations: Iterable<Relocation>): Relocation | null {
  let found: Relocation | null = null
  for (const one of relocations) {
    const opener = found === null || (one.endedAt === null && found.endedAt !== null)
    const later = found !== null && (one.endedAt === null) === (found.endedAt === null) && one.startedAt >= found.startedAt
    if (opener || later) found = one
  }
  return found
}

/** By sheet, which never changes: of hundreds of sheets a word changes one. */
const rows = new WeakMap<Sheet, VillageRow>()

/** A village's row. */
export function villageRow(sheet: Sheet): VillageRow {
  const held = rows.get(sheet)
  if (held) return held
  const tally = tallyOf(sheet)
  const row = { sheet, tally, left: leftIn(tally), stage: stageOf(sheet), since: sheet.heardAt ?? sheet.openedAt }
  rows.set(sheet, row)
  return row
}

/**
 * Village → town, for one relocation. Towns stand in the order in which their first sheet was opened. Within a town:
 * who must be pressed first — those that are not done, the longest silent before the others.
 */
export function rollUp(sheets: Iterable<Sheet>, relocationId: RelocationId): TownRow[] {
  const towns = new Map<UnitId, VillageRow[]>()
  for (const sheet of sheets) {
    if (sheet.relocationId !== relocationId) continue
    const held = towns.get(sheet.townId)
    if (held) held.push(villageRow(sheet))
    else towns.set(sheet.townId, [villageRow(sheet)])
  }
  return [...towns].map(([townId, villages]) => {
    const tally = sumTallies(villages.map((row) => row.tally))
    return { townId, tally, left: leftIn(tally), villages: villages.toSorted(byUrgency) }
  })
}

const isDone = ({ stage }: VillageRow): boolean => stage === 'reported' || stage === 'confirmed'

/** Who has not reported first, the longest silent before the others; then by how many are left. */
export function byUrgency(a: VillageRow, b: VillageRow): number {
  return Number(isDone(a)) - Number(isDone(b)) || a.since - b.since || b.left - a.left || (a.sheet.id < b.sheet.id ? -1 : 1)
}
