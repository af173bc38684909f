import type { ActorId, RelocationId, SheetId, TyphoonId, UnitId } from '../../base/ids'
import type { EpochMs } from '../../base/time'
import type { LonLat } from '../../geo/position'

/** Why a household must go before the wind comes: 危房, 低洼, 地质灾害, 沿海, 工棚. */
export const MOVE_REASONS = ['unsafe-house', 'low-lying', 'geological', 'coastal', 'work-shed'] as const
export type MoveReason = (typeof MOVE_REASONS)[number]

/**
 * Where a household stands, as the village last said: not told yet 未通知, told 已通知, not at home 不在家, refuses 拒绝,
 * on its way 已转移, checked in 已入住, with relatives 投亲靠友, gone back home 已返回.
 */
export const HOUSEHOLD_STATUSES = ['untold', 'told', 'absent', 'refuses', 'moved', 'arrived', 'elsewhere', 'returned'] as const
export type HouseholdStatus = (typeof HOUSEHOLD_STATUSES)[number]

/** Out of the house: the people of such a household are safe, as far as anybody said. */
export const AWAY_STATUSES = ['moved', 'arrived', 'elsewhere'] as const satisfies readonly HouseholdStatus[]
export const isAway = (status: HouseholdStatus): boolean => (AWAY_STATUSES as readonly HouseholdStatus[]).includes(status)

/** A household as the log keeps it: figures, and no name, no number of a telephone, no place. */
export interface SheetHousehold {
  /** As in the pack's list (户号), unique in the jurisdiction. */
  readonly id: string
  /** Persons who live there. */
  readonly people: number
  /** Of them who need help: old, disabled, infants. */
  readonly helped: number
  readonly reason: MoveReason
  /** Shelter that it is to go to; null: none is assigned. */
  readonly shelterId: string | null
}

/** A mark as it is held. */
export interface Mark {
  readonly status: HouseholdStatus
  /** Persons away; 0 unless the status is one of `AWAY_STATUSES`. */
  readonly persons: number
  /** Shelter where they are checked in. */
  readonly shelterId: string | null
  readonly note: string
  readonly followUp: string
  readonly observedAt: EpochMs
  readonly by: ActorId
}

/** A household that is not away, and why. */
export interface SheetException {
  readonly householdId: string
  readonly reason: string
}

/** A village says that it is done. */
export interface SheetReport {
  readonly at: EpochMs
  readonly by: ActorId
  /** Households that are not away all the same, each with the reason. */
  readonly exceptions: readonly SheetException[]
  readonly note: string
  /** Since then somebody is back who is not among the exceptions: the report no longer holds. */
  readonly lapsedAt: EpochMs | null
}

/** What one village has to do in one relocation (村社防台): whom to move, where to, how far it is. */
export interface Sheet {
  readonly id: SheetId
  readonly version: number
  readonly relocationId: RelocationId
  readonly villageId: UnitId
  readonly townId: UnitId
  /** The village's name when the sheet was opened. */
  readonly name: string
  readonly at: LonLat
  /** SHA-256 of the village's list in the pack, hexadecimal: tells whether the list has changed since. */
  readonly rosterHash: string
  readonly households: readonly SheetHousehold[]
  /** By household; one that is missing was not told yet. */
  readonly marks: Readonly<Record<string, Mark>>
  /** The mark before the last, for one step back; null: there was none. */
  readonly before: Readonly<Record<string, Mark | null>>
  readonly openedAt: EpochMs
  /** When the village was last heard of; null: never. */
  readonly heardAt: EpochMs | null
  readonly report: SheetReport | null
  readonly confirmed: { readonly at: EpochMs; readonly by: ActorId } | null
  /** The town gave the report back. */
  readonly sentBack: { readonly at: EpochMs; readonly by: ActorId; readonly reason: string } | null
  readonly drill: boolean
}

/** People at a shelter who are on no sheet: visitors, workers, neighbours who came by themselves. */
export interface WalkIns {
  /** Persons there now. */
  readonly persons: number
  readonly at: EpochMs
  readonly by: ActorId
}

/** Moving people out of the way of one storm, from the first sheet to the end. */
export interface Relocation {
  readonly id: RelocationId
  readonly version: number
  readonly name: string
  /** The storm that it is for; null: none is known (heavy rain). */
  readonly typhoonId: TyphoonId | null
  readonly startedAt: EpochMs
  readonly by: ActorId
  readonly endedAt: EpochMs | null
  readonly endReason: string
  /** By shelter. */
  readonly walkIns: Readonly<Record<string, WalkIns>>
  /** Simulated: never counted with real ones. */
  readonly drill: boolean
}

interface OfRelocation {
  readonly relocationId: RelocationId
}
interface OfSheet {
  readonly sheetId: SheetId
}

export type RelocationEvent =
  | { readonly type: 'relocation.started'; readonly data: OfRelocation & { readonly name: string; readonly typhoonId: TyphoonId | null } }
  | { readonly type: 'relocation.ended'; readonly data: OfRelocation & { readonly reason: string } }
  | { readonly type: 'relocation.resumed'; readonly data: OfRelocation }
  | {
      readonly type: 'relocation.walkInsCounted'
      readonly data: OfRelocation & {
        readonly shelterId: string
        /** Came (positive) or left (negative). */
        readonly change: number
        readonly note: string
        readonly observedAt: EpochMs
      }
    }

export type SheetEvent =
  | {
      readonly type: 'sheet.opened'
      readonly data: OfSheet & Pick<Sheet, 'relocationId' | 'villageId' | 'townId' | 'name' | 'at' | 'rosterHash' | 'households'>
    }
  | {
      readonly type: 'sheet.marked'
      readonly data: OfSheet & {
        readonly marks: readonly (Omit<Mark, 'by'> & {
          readonly householdId: string
          /** A later word is held already: kept in the record, and nothing else. */
          readonly late: boolean
        })[]
      }
    }
  | { readonly type: 'sheet.unmarked'; readonly data: OfSheet & { readonly householdId: string } }
  | {
      readonly type: 'sheet.shelterAssigned'
      readonly data: OfSheet & { readonly householdIds: readonly string[]; readonly shelterId: string | null }
    }
  | {
      readonly type: 'sheet.reported'
      readonly data: OfSheet & { readonly exceptions: readonly SheetException[]; readonly note: string }
    }
  | { readonly type: 'sheet.confirmed'; readonly data: OfSheet }
  | { readonly type: 'sheet.sentBack'; readonly data: OfSheet & { readonly reason: string } }
