import { err, ok, type Result } from '../../../shared/base/result'
import type { EpochMs } from '../../../shared/base/time'
import type { DriftInput } from '../../../shared/domain/drift/state'
import type { LonLat } from '../../../shared/geo/position'
import type { LeewayObject } from '../../../shared/sea/leeway'

/** What is typed; empty wind means that nobody knows it. */
export interface DriftFields {
  readonly object: LeewayObject
  readonly errorM: string
  readonly windMps: string
  readonly windFrom: string
  readonly currentMps: string
  readonly currentTo: string
}
export type DriftField = Exclude<keyof DriftFields, 'object'>

const LIMITS: Readonly<Record<DriftField, number>> = { errorM: 100_000, windMps: 90, windFrom: 360, currentMps: 5, currentTo: 360 }

export function fieldsOf(drift: DriftInput | undefined): DriftFields {
  if (!drift) return { object: 'person', errorM: '300', windMps: '', windFrom: '', currentMps: '0', currentTo: '0' }
  const { object, errorM, wind, windSource, current } = drift
  const known = windSource !== 'none'
  return { object, errorM: String(errorM), windMps: known ? String(wind.mps) : '', windFrom: known ? String(wind.fromDeg) : '', currentMps: String(current.mps), currentTo: String(current.towardsDeg) }
}

/** The inputs, or the first field that is wrong. `storm`: the wind is the storm's, as filled in and not changed since. */
export function readDrift(fields: DriftFields, at: LonLat, since: EpochMs, storm: boolean): Result<DriftInput, DriftField> {
  const isCalm = fields.windMps.trim() === '' && fields.windFrom.trim() === ''
  const values: Partial<Record<DriftField, number>> = {}
  for (const field of Object.keys(LIMITS) as DriftField[]) {
    if (isCalm && (field === 'windMps' || field === 'windFrom')) continue
    const text = fields[field].trim()
    const value = Number(text)
    if (text === '' || !(value >= 0 && value <= LIMITS[field])) return err(field)
    values[field] = value
  }
  return ok({
    object: fields.object,
    at,
    since,
    errorM: values.errorM ?? 0,
    wind: { mps: values.windMps ?? 0, fromDeg: values.windFrom ?? 0 },
    current: { mps: values.currentMps ?? 0, towardsDeg: values.currentTo ?? 0 },
    windSource: isCalm ? 'none' : storm ? 'storm' : 'officer',
  })
}
