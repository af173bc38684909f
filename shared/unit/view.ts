import type { UnitId } from '../base/ids'
import type { EpochMs } from '../base/time'
import { unitCallouts, type UnitCallout } from '../callout/unit'
import type { World } from '../domain/world'
import { unitRelocation, type UnitRelocation } from '../relocation/unit-view'
import type { Pack } from '../pack/schema'
import { unitResponse, type UnitResponse } from '../response/unit-view'
import { unitAlerts, type UnitAlert } from '../risk/unit-view'
import { unitsBelow, type Unit, type UnitSources } from '../pack/units'

/** What a unit's page shows: its own affairs and those of the units below it, nothing else. */
export interface UnitView {
  readonly unit: Unit
  /** A town's villages. */
  readonly below: readonly Unit[]
  /** Warnings to this unit, newest first. Left out by a page kept from before there were any. */
  readonly callouts?: readonly UnitCallout[]
  /** Alerts sent to this unit, the newest first. Left out by a page kept from before there were any. */
  readonly alerts?: readonly UnitAlert[]
  /** The level in force with the unit's own duties. Null: there is none, and nothing is left to do. */
  readonly response: UnitResponse | null
  /** Moving people: a village's sheet, a town's villages, the town's shelters. Null: nothing is under way. */
  readonly relocation: UnitRelocation | null
}

/** The view with the moment at which it was true. */
export interface UnitState extends UnitView {
  readonly hubTime: EpochMs
  readonly seq: number
  /** The hub is one for exercises. */
  readonly drill: boolean
}

/**
 * The view of one unit; null if there is none of that id. It follows from the facts alone, without a clock: what is late
 * the page finds out by itself, so that nothing has to be sent when nothing happens.
 */
export function unitView(world: World, pack: UnitSources & Pick<Pack, 'shelters'>, units: readonly Unit[], unitId: UnitId): UnitView | null {
  const unit = units.find(({ id }) => id === unitId)
  if (!unit) return null
  return { unit, below: unitsBelow(units, unitId), callouts: unitCallouts(world, unitId), alerts: unitAlerts(world, unitId), response: unitResponse(world, unitId), relocation: unitRelocation(world, pack.shelters, units, unit) }
}
