import type { EpochMs } from '../../shared/base/time'
import type { Position } from '../../shared/dispatch/travel'
import type { Drift } from '../../shared/domain/drift/state'
import type { LonLat } from '../../shared/geo/position'
import type { Formation, SeaGrid, SeaGridKind } from '../../shared/pack/sea'
import { formationShape } from '../../shared/sea/areas'
import { driftArea } from '../../shared/sea/drift'
import type { CpaWarning, SeaState, SilentVessel } from '../../shared/sea/state'
import type { TrackColumns } from '../state/track-group'

/** A fixed area of the sea with what is in it. */
export interface SeaGridMark {
  readonly id: string
  readonly name: string
  readonly kind: SeaGridKind
  readonly unit: string
  readonly rings: SeaGrid['rings']
  /** Null: nobody has counted. */
  readonly vessels: number | null
  readonly silenceMinutes: number | null
  readonly label: string
}

/** A formation where it is now. */
export interface FormationMark {
  readonly id: string
  readonly name: string
  /** MMSI of the leader. */
  readonly leader: string
  /** Closed; empty for fewer than three vessels. */
  readonly outline: readonly Position[]
  readonly centre: LonLat
  readonly vessels: number
  readonly stragglers: number
  readonly areaM2: number
  readonly label: string
}

/** Two vessels that come too close. */
export interface ApproachMark {
  readonly id: string
  readonly a: LonLat
  readonly b: LonLat
  readonly label: string
}

/** Where a vessel was heard last. */
export interface SilentMark {
  /** `vessel:MMSI`. */
  readonly id: string
  readonly at: LonLat
  readonly label: string
}

/** Where somebody lost at sea may be. */
export interface DriftMark {
  /** The incident's id. */
  readonly id: string
  readonly from: LonLat
  readonly right: Position
  readonly left: Position
  readonly half: readonly Position[]
  readonly most: readonly Position[]
  readonly label: string
}

/** Half a knot: slower than this a vessel lies, and where all lie no grid moves. Metres a second. */
const LYING_MPS = 0.257

export function gridMarks(grids: readonly SeaGrid[], counts: SeaState['grids'] | null, nameOf: (grid: SeaGrid) => string): SeaGridMark[] {
  const byId = new Map(counts?.map(({ id, vessels }) => [id, vessels]))
  return grids.map((grid) => {
    const { id, kind, unit, rings, silenceMinutes } = grid
    const vessels = byId.get(id) ?? null
    const name = nameOf(grid)
    return { id, name, kind, unit, rings, vessels, silenceMinutes, label: vessels === null ? name : `${name} ${vessels}` }
  })
}

/**
 * The moving grids by the positions of now: the hull of the members that are not stragglers. `reachM`: how far from the
 * others a straggler is. A formation that lies as a whole (in port, at anchor) has none.
 */
export function formationMarks(formations: readonly Formation[], { size, ids, lonLat, speed }: Pick<TrackColumns, 'size' | 'ids' | 'lonLat' | 'speed'>, reachM: number): FormationMark[] {
  const rowOf = new Map<string, number>()
  for (let row = 0; row < size; row++) rowOf.set((ids[row] ?? '').slice('vessel:'.length), row)
  return formations.flatMap(({ id, name, leader, members }) => {
    const rows = members.flatMap((mmsi) => rowOf.get(mmsi) ?? [])
    if (!rows.some((row) => (speed[row] ?? 0) > LYING_MPS)) return []
    const shape = formationShape(id, rows.map((row) => ({ lon: lonLat[row * 2] ?? NaN, lat: lonLat[row * 2 + 1] ?? NaN })), reachM)
    if (!shape) return []
    const outline = shape.outline.map(({ lon, lat }): Position => [lon, lat])
    const [first] = outline
    return [{ id, name, leader, outline: first ? [...outline, first] : [], centre: shape.centre, vessels: shape.vessels, stragglers: shape.stragglers, areaM2: shape.areaM2, label: `${name} ${shape.vessels}` }]
  })
}

/** Warnings between the vessels as they are now; `at` gives a newer position than the warning has, if it is known. */
export function approachMarks(warnings: readonly CpaWarning[], now: EpochMs, at: (mmsi: string) => LonLat | null, labelOf: (warning: CpaWarning, seconds: number) => string): ApproachMark[] {
  return warnings.map((warning) => ({
    id: warning.id,
    a: at(warning.a.mmsi) ?? warning.a,
    b: at(warning.b.mmsi) ?? warning.b,
    label: labelOf(warning, Math.max(0, Math.round((warning.closestAt - now) / 1000))),
  }))
}

export function silentMarks(silent: readonly SilentVessel[], labelOf: (vessel: SilentVessel) => string): SilentMark[] {
  return silent.map((vessel) => ({ id: `vessel:${vessel.mmsi}`, at: { lon: vessel.lon, lat: vessel.lat }, label: labelOf(vessel) }))
}

export function driftMarks(drifts: Iterable<Drift>, at: EpochMs, labelOf: (drift: Drift, hours: number) => string): DriftMark[] {
  return [...drifts].map((drift) => {
    const { right, left, half, most, hours } = driftArea(drift, at)
    return { id: drift.id, from: drift.at, right: [right.lon, right.lat], left: [left.lon, left.lat], half, most, label: labelOf(drift, hours) }
  })
}
