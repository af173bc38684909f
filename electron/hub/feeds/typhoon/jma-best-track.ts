import { err, ok, type Result } from '../../../../shared/base/result'
import { asTyphoonId } from '../../../../shared/base/ids'
import type { Advisory, Fix, WindCircle, WindForce } from '../../../../shared/domain/typhoon/state'

const KNOT = 0.514444
const NAUTICAL_MILE = 1852

/** Directions of the longest radius: 1 north-east, clockwise to 8 north; 9: the same all round. */
const TOWARDS = [0, 45, 90, 135, 180, 225, 270, 315, 0, 0] as const

/**
 * Reads a file in the RSMC Tokyo best track format (JMA, "Format of the RSMC Tokyo best track data"): a header line
 * `66666` per storm, then one line per fix, all times in UTC. Radii are of 50 and 30 knots, in nautical miles, as an
 * eccentric circle. Errors name the line.
 */
export function readJmaBestTrack(text: string): Result<Advisory[], string> {
  const storms: Advisory[] = []
  let fixes: Fix[] = []
  let century = 0
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const where = `line ${index + 1}`
    if (line.startsWith('66666')) {
      const number = line.slice(6, 10)
      const name = line.slice(30, 50).trim()
      if (!/^\d{4}$/.test(number)) return err(`${where}: "${number}" is no international number (YYNN)`)
      century = Number(number.slice(0, 2)) > 50 ? 1900 : 2000
      const year = century + Number(number.slice(0, 2))
      fixes = []
      storms.push({
        typhoonId: asTyphoonId(`${year}-${number.slice(2)}`),
        name: { zh: name === '' ? number : name, en: name === '' ? number : name },
        agency: 'JMA best track',
        issuedAt: 0,
        observed: fixes,
        forecast: [],
      })
      continue
    }
    if (storms.length === 0) return err(`${where}: a position before the first header (66666 …)`)
    const fix = readFix(line, century)
    if (!fix.ok) return err(`${where}: ${fix.error}`)
    fixes.push(fix.value)
  }
  if (storms.length === 0) return err('no storm in the file: a header line begins with 66666')
  return ok(storms.map((storm) => ({ ...storm, issuedAt: storm.observed.at(-1)?.at ?? 0 })))
}

function readFix(line: string, century: number): Result<Fix, string> {
  const time = /^(\d\d)(\d\d)(\d\d)(\d\d) /.exec(line)
  if (!time) return err(`"${line.slice(0, 8)}" is no time (YYMMDDHH)`)
  const [year, month, day, hour] = time.slice(1).map(Number) as [number, number, number, number]
  const at = Date.UTC(century + year, month - 1, day, hour)
  const said = new Date(at)
  if (said.getUTCMonth() !== month - 1 || said.getUTCDate() !== day || hour > 23) return err(`"${time[0].trim()}" is no time (YYMMDDHH)`)
  const lat = tenths(line.slice(15, 18))
  const lon = tenths(line.slice(19, 23))
  if (lat === null || lat > 60) return err(`latitude "${line.slice(15, 18)}"`)
  if (lon === null || lon > 360) return err(`longitude "${line.slice(19, 23)}"`)
  const pressure = whole(line.slice(24, 28))
  if (pressure === null) return err(`pressure "${line.slice(24, 28)}"`)
  const knots = whole(line.slice(33, 36))
  return ok({
    at,
    lon: lon >= 180 ? lon - 360 : lon,
    lat,
    pressureHpa: pressure,
    // Below 35 knots the format writes 000, which is "not analysed", not calm.
    windMps: knots === null || knots === 0 ? null : round(knots * KNOT),
    circles: [...circle('kt50', line.slice(41, 46), line.slice(47, 51)), ...circle('kt30', line.slice(52, 57), line.slice(58, 62))],
    within70M: null,
  })
}

/** `dLLLL SSSS`: direction of the longest radius with it, and the shortest; zeros: none. */
function circle(force: WindForce, longText: string, shortText: string): WindCircle[] {
  const long = whole(longText)
  if (long === null || long === 0) return []
  const direction = Math.floor(long / 10_000)
  const longest = (long % 10_000) * NAUTICAL_MILE
  const shortest = (whole(shortText) ?? 0) * NAUTICAL_MILE
  if (longest === 0) return []
  const towardsDeg = TOWARDS[direction] ?? 0
  return [{ force, shape: { kind: 'eccentric', towardsDeg, longest, shortest: direction === 9 ? longest : shortest } }]
}

const whole = (text: string): number | null => (/^\s*\d+\s*$/.test(text) ? Number(text) : null)
const tenths = (text: string): number | null => {
  const value = whole(text)
  return value === null ? null : value / 10
}
const round = (value: number): number => Math.round(value * 10) / 10
