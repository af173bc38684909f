import { z } from 'zod'
import { asTyphoonId } from '../../../../shared/base/ids'
import { err, ok, type Result } from '../../../../shared/base/result'
import { MINUTE, type EpochMs } from '../../../../shared/base/time'
import type { Advisory, Fix, WindCircle, WindForce } from '../../../../shared/domain/typhoon/state'

const text = z.union([z.string(), z.number()]).nullish().transform((value) => (value === null || value === undefined ? '' : String(value).trim()))

const pointSchema = z.object({ time: text, lat: text, lng: text, pressure: text, speed: text })
const observedSchema = pointSchema.extend({
  radius7: text,
  radius10: text,
  radius12: text,
  forecast: z.array(z.object({ tm: text, forecastpoints: z.array(pointSchema).nullish() })).nullish(),
})
const typhoonSchema = z.object({ tfid: text, name: text, enname: text, points: z.array(observedSchema) })

/** How the sites write times: local, without a zone. */
export type ProvincialZone = 'beijing' | 'utc'

const OFFSET: Readonly<Record<ProvincialZone, number>> = { beijing: 480 * MINUTE, utc: 0 }
const CIRCLES = { radius7: 'b7', radius10: 'b10', radius12: 'b12' } as const

/**
 * Reads the JSON that provincial typhoon sites answer with (one storm, or a list of one): observed points with quadrant
 * radii `NE|SE|SW|NW` in kilometres of Beaufort 7, 10 and 12, and at the newest point a forecast per agency (`tm`).
 * Times are local without a zone: `zone` says whose. Every forecast agency becomes an advisory of its own; the observed
 * points belong to the first. Errors name the field.
 */
export function readProvincial(json: string, zone: ProvincialZone): Result<Advisory[], string> {
  let document: unknown
  try {
    document = JSON.parse(json)
  } catch (error) {
    return err(`not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const parsed = typhoonSchema.safeParse(Array.isArray(document) ? document[0] : document)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return err(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`)
  }
  const { tfid, name, enname, points } = parsed.data
  if (!/^\d{6}$/.test(tfid)) return err(`tfid: "${tfid}" is not YYYYNN`)
  const observed: Fix[] = []
  for (const [index, point] of points.entries()) {
    const fix = readPoint(point, zone)
    if (!fix.ok) return err(`points.${index}.${fix.error}`)
    const circles = readCircles(point)
    if (!circles.ok) return err(`points.${index}.${circles.error}`)
    observed.push({ ...fix.value, circles: circles.value })
  }
  const newest = observed.reduce<Fix | null>((last, fix) => (last === null || fix.at > last.at ? fix : last), null)
  if (!newest) return err('points: empty')
  const own = {
    typhoonId: asTyphoonId(`${tfid.slice(0, 4)}-${tfid.slice(4)}`),
    name: { zh: name === '' ? tfid : name, en: enname === '' ? tfid : enname },
    issuedAt: newest.at,
  }
  const forecasts = points[observed.indexOf(newest)]?.forecast ?? []
  const advisories: Advisory[] = []
  for (const [index, { tm, forecastpoints }] of forecasts.entries()) {
    const fixes: Fix[] = []
    for (const [at, point] of (forecastpoints ?? []).entries()) {
      const fix = readPoint(point, zone)
      if (!fix.ok) return err(`forecast.${index}.forecastpoints.${at}.${fix.error}`)
      // The sites repeat the present position as the first point of a forecast.
      if (fix.value.at > newest.at) fixes.push(fix.value)
    }
    if (tm !== '' && fixes.length > 0) advisories.push({ ...own, agency: tm, observed: [], forecast: fixes })
  }
  const [first, ...others] = advisories
  return ok(first ? [{ ...first, observed }, ...others] : [{ ...own, agency: '中国', observed, forecast: [] }])
}

function readPoint(point: z.output<typeof pointSchema>, zone: ProvincialZone): Result<Fix, string> {
  const at = localTime(point.time, zone)
  if (at === null) return err(`time: "${point.time}"`)
  const lat = Number(point.lat)
  const lon = Number(point.lng)
  if (point.lat === '' || !(Math.abs(lat) <= 60)) return err(`lat: "${point.lat}"`)
  if (point.lng === '' || !(Math.abs(lon) <= 180)) return err(`lng: "${point.lng}"`)
  const pressure = Number(point.pressure)
  const speed = Number(point.speed)
  return ok({
    at,
    lon,
    lat,
    pressureHpa: pressure >= 850 && pressure <= 1050 ? pressure : null,
    windMps: point.speed !== '' && speed > 0 && speed <= 130 ? speed : null,
    circles: [],
    within70M: null,
  })
}

function readCircles(point: Readonly<Record<keyof typeof CIRCLES, string>>): Result<WindCircle[], string> {
  const circles: WindCircle[] = []
  for (const [field, force] of Object.entries(CIRCLES) as [keyof typeof CIRCLES, WindForce][]) {
    const said = point[field]
    if (said === '' || /^[0|]*$/.test(said)) continue
    const radii = said.split('|').map((part) => Number(part) * 1000)
    // Old entries give one radius for all sides.
    const [ne, se, sw, nw] = radii.length === 1 ? [radii[0], radii[0], radii[0], radii[0]] : radii
    if (ne === undefined || se === undefined || sw === undefined || nw === undefined || !radii.every((metres) => metres >= 0 && metres <= 1_500_000)) {
      return err(`${field}: "${said}" is not NE|SE|SW|NW in kilometres`)
    }
    circles.push({ force, shape: { kind: 'quadrants', ne, se, sw, nw } })
  }
  return ok(circles)
}

/** `2021/9/23 20:00:00`, `2021-09-23 20:00` or the same with a T. */
function localTime(said: string, zone: ProvincialZone): EpochMs | null {
  const match = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T](\d{1,2}):(\d\d)(?::\d\d)?$/.exec(said)
  if (!match) return null
  const [year, month, day, hour, minute] = match.slice(1).map(Number) as [number, number, number, number, number]
  const at = Date.UTC(year, month - 1, day, hour, minute)
  const read = new Date(at)
  if (read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day || hour > 23 || minute > 59) return null
  return at - OFFSET[zone]
}
