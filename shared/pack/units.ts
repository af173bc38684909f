import { asUnitId, type UnitId } from '../base/ids'
import type { LonLat } from '../geo/position'
import type { Department, Place, Township } from './schema'

/** Who answers for an industry or a place (责任单位), from the county down. */
export const UNIT_KINDS = ['department', 'town', 'village'] as const
export type UnitKind = (typeof UNIT_KINDS)[number]

/** A responsible unit: a department of the county, a township, or a village. */
export interface Unit {
  /** `department:ID`, `town:ID` or `village:ID`, by the pack's departments, townships and places. */
  readonly id: UnitId
  readonly kind: UnitKind
  readonly name: string
  readonly nameEn?: string
  /** A village's town; null for towns and departments, which answer to the county. */
  readonly parent: UnitId | null
  /** Degrees WGS-84; null for departments. */
  readonly at: LonLat | null
}

/** Whom to call in a unit: for officers only, never in what every screen loads. */
export interface UnitContact {
  readonly unit: UnitId
  readonly name: string
  readonly phone: string
}

/** What units are made of: a pack, or what a screen has of one. */
export interface UnitSources {
  readonly departments: readonly Department[]
  readonly townships: readonly Township[]
  readonly places: readonly Place[]
}

/** All units: departments, then each town followed by its villages, in the order of the pack's files. */
export function unitsOf({ departments, townships, places }: UnitSources): Unit[] {
  const villages = new Map<string, Place[]>()
  for (const place of places) {
    if (place.kind !== 'village') continue
    const held = villages.get(place.township)
    if (held) held.push(place)
    else villages.set(place.township, [place])
  }
  return [
    ...departments.map((department) => unit('department', department, null, null)),
    ...townships.flatMap((town) => {
      const made = unit('town', town, null, town.at)
      return [made, ...(villages.get(town.name) ?? []).map((village) => unit('village', village, made.id, village.at))]
    }),
  ]
}

function unit(kind: UnitKind, named: { readonly id: string; readonly name: string; readonly nameEn?: string }, parent: UnitId | null, at: LonLat | null): Unit {
  const { id, name, nameEn } = named
  return { id: asUnitId(`${kind}:${id}`), kind, name, ...(nameEn === undefined ? {} : { nameEn }), parent, at }
}

/** Units below `parent`, in order. */
export function unitsBelow(units: readonly Unit[], parent: UnitId): Unit[] {
  return units.filter((one) => one.parent === parent)
}
