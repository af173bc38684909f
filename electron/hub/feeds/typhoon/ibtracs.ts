import { parse } from 'csv-parse/sync'
import { asTyphoonId } from '../../../../shared/base/ids'
import { err, ok, type Result } from '../../../../shared/base/result'
import type { Advisory, Fix } from '../../../../shared/domain/typhoon/state'

const KNOT = 0.514444
const NEEDED = ['SID', 'ISO_TIME', 'LAT', 'LON'] as const

/**
 * Reads a CSV of NOAA's IBTrACS (columns SID, ISO_TIME in UTC, LAT, LON, and where they are WMO_WIND_KT or WMO_WIND,
 * WMO_PRES_HPA or WMO_PRES, NAME). It gives no wind circles. Errors name line and column.
 */
export function readIbtracs(text: string): Result<Advisory[], string> {
  let rows: Record<string, string>[]
  try {
    rows = parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true, relax_column_count: false })
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error))
  }
  const first = rows[0]
  if (!first) return err('no row with a position')
  const missing = NEEDED.find((column) => !(column in first))
  if (missing !== undefined) return err(`line 1: there is no column ${missing}`)
  const storms = new Map<string, { name: string; fixes: Fix[] }>()
  for (const [index, row] of rows.entries()) {
    // The full file has a second head line with units.
    if (index === 0 && Number.isNaN(Number(row['LAT']))) continue
    const read = readRow(row)
    if (!read.ok) return err(`line ${index + 2}: ${read.error}`)
    const sid = row['SID'] ?? ''
    const storm = storms.get(sid) ?? { name: row['NAME'] ?? sid, fixes: [] }
    storms.set(sid, storm)
    storm.fixes.push(read.value)
  }
  if (storms.size === 0) return err('no row with a position')
  return ok(
    [...storms].map(([sid, { name, fixes }]) => ({
      typhoonId: asTyphoonId(sid),
      name: { zh: name, en: name },
      agency: 'IBTrACS',
      issuedAt: Math.max(...fixes.map(({ at }) => at)),
      observed: fixes,
      forecast: [],
    })),
  )
}

function readRow(row: Readonly<Record<string, string>>): Result<Fix, string> {
  const said = row['ISO_TIME'] ?? ''
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d)?Z?$/.exec(said)
  const at = match ? Date.parse(`${match[1]}T${match[2]}:00Z`) : NaN
  if (Number.isNaN(at)) return err(`ISO_TIME "${said}"`)
  const lat = number(row['LAT'])
  const lon = number(row['LON'])
  if (lat === null || Math.abs(lat) > 60) return err(`LAT "${row['LAT'] ?? ''}"`)
  if (lon === null || Math.abs(lon) > 360) return err(`LON "${row['LON'] ?? ''}"`)
  const knots = number(row['WMO_WIND_KT'] ?? row['WMO_WIND'])
  const pressureHpa = number(row['WMO_PRES_HPA'] ?? row['WMO_PRES'])
  return ok({
    at,
    lon: lon >= 180 ? lon - 360 : lon,
    lat,
    pressureHpa: pressureHpa === null || pressureHpa < 850 || pressureHpa > 1050 ? null : pressureHpa,
    windMps: knots === null || knots <= 0 ? null : Math.round(knots * KNOT * 10) / 10,
    circles: [],
    within70M: null,
  })
}

const number = (text: string | undefined): number | null => (text === undefined || text === '' || Number.isNaN(Number(text)) ? null : Number(text))
