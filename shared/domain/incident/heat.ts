import type { EpochMs } from '../../base/time'
import type { Severity } from './kind'
import type { Incident } from './state'

/** What an incident counts in the heat map. */
export const SEVERITY_WEIGHT: Readonly<Record<Severity, number>> = { red: 4, orange: 3, yellow: 2, blue: 1 }

/** Edge of the cells that incidents are counted in, metres; so many degrees of latitude. */
export const INCIDENT_CELL_M = 200
const LAT_STEP = INCIDENT_CELL_M / 111_320

/** Incidents of a period, counted by cells: columns of the same length. */
export interface IncidentGrid {
  /** Reported at this time or later. */
  readonly from: EpochMs
  /** How many incidents they are. */
  readonly incidents: number
  readonly cellM: number
  /** Middle of each cell that holds any, degrees WGS-84. */
  readonly lon: readonly number[]
  readonly lat: readonly number[]
  readonly count: readonly number[]
  /** Sum of `SEVERITY_WEIGHT`. */
  readonly weight: readonly number[]
}

type Counted = Pick<Incident, 'at' | 'severity' | 'reportedAt' | 'status' | 'drill'>

/**
 * Whether an incident is heat: not what was a false alarm, not what was another call of one that is counted, and no
 * drill among real ones.
 */
export const isHeat = ({ status, drill }: Pick<Incident, 'status' | 'drill'>, drills: boolean): boolean => status !== 'false-alarm' && status !== 'merged' && drill === drills

/** More cells than any row has: what a row's number is multiplied with. */
const ROW = 2 ** 24
const latOf = (row: number): number => (row + 0.5) * LAT_STEP
/** Degrees of longitude of a row's cells: they are as wide as they are high. */
const lonStep = (row: number): number => LAT_STEP / Math.max(0.01, Math.cos((latOf(row) * Math.PI) / 180))

/** The middle of the cell that holds a place, in rows of equal height. */
export function incidentCell({ lon, lat }: { readonly lon: number; readonly lat: number }): readonly [lon: number, lat: number] {
  const row = Math.floor(lat / LAT_STEP)
  const step = lonStep(row)
  return [(Math.floor(lon / step) + 0.5) * step, latOf(row)]
}

/** Counts every incident reported from `from` on, however many there are. `drills`: of drills instead of real ones. */
export function incidentGrid(incidents: Iterable<Counted>, from: EpochMs, drills: boolean): IncidentGrid {
  const cells = new Map<number, { readonly at: readonly [number, number]; count: number; weight: number }>()
  const steps = new Map<number, number>()
  let total = 0
  for (const incident of incidents) {
    if (incident.reportedAt < from || !isHeat(incident, drills)) continue
    const row = Math.floor(incident.at.lat / LAT_STEP)
    let step = steps.get(row)
    if (step === undefined) steps.set(row, (step = lonStep(row)))
    const key = row * ROW + Math.floor(incident.at.lon / step)
    let cell = cells.get(key)
    if (!cell) cells.set(key, (cell = { at: incidentCell(incident.at), count: 0, weight: 0 }))
    cell.count += 1
    cell.weight += SEVERITY_WEIGHT[incident.severity]
    total += 1
  }
  const list = [...cells.values()]
  return {
    from,
    incidents: total,
    cellM: INCIDENT_CELL_M,
    lon: list.map(({ at }) => at[0]),
    lat: list.map(({ at }) => at[1]),
    count: list.map(({ count }) => count),
    weight: list.map(({ weight }) => weight),
  }
}
