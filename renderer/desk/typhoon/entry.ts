import { err, ok, type Result } from '../../../shared/base/result'
import { advisorySchema, type WindCircle, type WindForce } from '../../../shared/domain/typhoon/state'
import type { z } from 'zod'

/** What an officer keys in, as text; empty fields are "not known". */
export interface EntryFields {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  readonly agency: string
  /** `2026-08-10T14:00`, Beijing time, as the bulletins have it. */
  readonly at: string
  readonly lon: string
  readonly lat: string
  readonly wind: string
  readonly pressure: string
  /** `300/250/200/280`: north-east, south-east, south-west, north-west in kilometres; one figure for all four. */
  readonly radii: Readonly<Record<'b7' | 'b10' | 'b12', string>>
  readonly isForecast: boolean
}

export const EMPTY_ENTRY: EntryFields = {
  id: '',
  nameZh: '',
  nameEn: '',
  agency: '中国',
  at: '',
  lon: '',
  lat: '',
  wind: '',
  pressure: '',
  radii: { b7: '', b10: '', b12: '' },
  isForecast: false,
}

export type EntryField = keyof Omit<EntryFields, 'isForecast' | 'radii'> | 'b7' | 'b10' | 'b12'

const BEIJING_MS = 8 * 3_600_000

/** The advisory that the fields say, or the first field that is not right. */
export function readEntry(fields: EntryFields, now: number): Result<z.input<typeof advisorySchema>, EntryField> {
  const id = fields.id.trim()
  if (!/^[A-Za-z0-9-]{1,32}$/.test(id)) return err('id')
  const nameZh = fields.nameZh.trim()
  const nameEn = fields.nameEn.trim()
  if (nameZh === '' && nameEn === '') return err('nameZh')
  if (!advisorySchema.shape.agency.safeParse(fields.agency.trim()).success) return err('agency')
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(fields.at) ? Date.parse(`${fields.at}:00Z`) - BEIJING_MS : NaN
  // A forecast lies ahead, and what was observed does not.
  if (Number.isNaN(at) || (fields.isForecast ? at <= now : at > now + 3_600_000)) return err('at')
  const lon = number(fields.lon)
  if (lon === null || !(lon >= 90 && lon <= 180)) return err('lon')
  const lat = number(fields.lat)
  if (lat === null || !(lat >= 0 && lat <= 60)) return err('lat')
  const wind = number(fields.wind)
  if (fields.wind.trim() !== '' && (wind === null || wind < 0 || wind > 130)) return err('wind')
  const pressure = number(fields.pressure)
  if (fields.pressure.trim() !== '' && (pressure === null || pressure < 850 || pressure > 1050)) return err('pressure')
  const circles: WindCircle[] = []
  for (const force of ['b7', 'b10', 'b12'] as const) {
    const circle = readRadii(force, fields.radii[force])
    if (circle === 'bad') return err(force)
    if (circle) circles.push(circle)
  }
  const fix = { at, lon, lat, pressureHpa: pressure, windMps: wind, circles, within70M: null }
  return ok({
    typhoonId: id,
    name: { zh: nameZh === '' ? nameEn : nameZh, en: nameEn === '' ? nameZh : nameEn },
    agency: fields.agency.trim(),
    issuedAt: fields.isForecast ? now : at,
    observed: fields.isForecast ? [] : [fix],
    forecast: fields.isForecast ? [fix] : [],
  })
}

const number = (text: string): number | null => (text.trim() === '' || !Number.isFinite(Number(text)) ? null : Number(text))

function readRadii(force: WindForce, text: string): WindCircle | null | 'bad' {
  if (text.trim() === '') return null
  const radii = text.split(/[/／|,，\s]+/).map((part) => Number(part) * 1000)
  if (![1, 4].includes(radii.length) || !radii.every((metres) => metres >= 0 && metres <= 1_500_000)) return 'bad'
  const [ne = 0, se = ne, sw = ne, nw = ne] = radii
  return { force, shape: { kind: 'quadrants', ne, se, sw, nw } }
}
