import { err, ok } from '../../base/result'
import { HOUR } from '../../base/time'
import { distanceM } from '../../geo/position'
import type { CommandOf } from '../command'
import type { Decided } from '../incident/decide'
import type { Rejection } from '../rejection'
import type { World } from '../world'
import type { Advisory, Fix, Typhoon } from './state'

/**
 * No storm's centre moves faster than this, metres a second (200 km/h; the fastest extratropical transitions reach about
 * 120): a jump beyond it is a slip, such as swapped coordinates.
 */
const FASTEST_MPS = 55

/**
 * What an agency says of a storm.
 *
 * Rules (tests are named by them):
 * - [TY1] what is known already writes nothing, however often a feed repeats it;
 * - [TY2] advisories may come in any order: fixes go to their moment, an older forecast does not replace a newer one;
 * - [TY3] a fix that says another thing about the same moment corrects the earlier one, and the event says so;
 * - [TY4] agencies are kept apart: one agency's word never changes another's track;
 * - [TY5] an advisory in which the centre leaps is refused whole.
 */
export function decideTyphoon(
  world: World,
  command: CommandOf<'recordAdvisory'> | CommandOf<'endTyphoon'> | CommandOf<'resumeTyphoon'>,
): Decided {
  const { typhoonId } = command.data
  const typhoon = world.typhoons.get(typhoonId)
  const nothing: Decided = ok({ events: [], result: { typhoonId, duplicate: true } })
  if (command.type === 'recordAdvisory') {
    const refusal = check(command.data, typhoon)
    if (refusal) return err(refusal)
    const { name, agency, issuedAt } = command.data
    const { observed, corrects } = news(command.data, typhoon)
    const forecast = newForecast(command.data, typhoon)
    if (typhoon && observed.length === 0 && forecast === null) return nothing
    return ok({
      events: [{ type: 'typhoon.advised', data: { typhoonId, name, agency, issuedAt, observed, corrects, forecast } }],
      result: { typhoonId },
    })
  }
  if (!typhoon) return err({ code: 'not_found', message: `no typhoon ${typhoonId}`, field: 'typhoonId' })
  if (command.type === 'endTyphoon') {
    if (typhoon.endedAt !== null) return nothing
    return ok({ events: [{ type: 'typhoon.ended', data: { typhoonId, reason: command.data.reason } }], result: { typhoonId } })
  }
  if (typhoon.endedAt === null) return nothing
  return ok({ events: [{ type: 'typhoon.resumed', data: { typhoonId } }], result: { typhoonId } })
}

function check(advisory: Advisory, typhoon: Typhoon | undefined): Rejection | null {
  if (advisory.observed.length === 0 && advisory.forecast.length === 0) {
    return { code: 'invalid', message: 'an advisory without a single position', field: 'observed' }
  }
  for (const field of ['observed', 'forecast'] as const) {
    const fixes = advisory[field].toSorted((a, b) => a.at - b.at)
    const twice = fixes.find((fix, i) => fixes[i + 1]?.at === fix.at)
    if (twice) return { code: 'invalid', message: `two positions for the moment ${twice.at}`, field }
  }
  const held = typhoon?.observed[advisory.agency] ?? []
  const said = new Set(advisory.observed.map(({ at }) => at))
  const observed = [...held.filter(({ at }) => !said.has(at)), ...advisory.observed].toSorted((a, b) => a.at - b.at)
  const leap = leapIn(observed) ?? leapIn(advisory.forecast.toSorted((a, b) => a.at - b.at))
  if (!leap) return null
  const [from, to] = leap
  const km = Math.round(distanceM(from, to) / 1000)
  const hours = ((to.at - from.at) / HOUR).toFixed(1)
  return {
    code: 'invalid',
    message: `the centre would move ${km} km in ${hours} h, to ${to.lon}, ${to.lat}: are longitude and latitude swapped?`,
    field: advisory.observed.includes(to) ? `observed.${advisory.observed.indexOf(to)}` : `forecast.${Math.max(0, advisory.forecast.indexOf(to))}`,
  }
}

function leapIn(fixes: readonly Fix[]): readonly [Fix, Fix] | null {
  for (let i = 1; i < fixes.length; i++) {
    const from = fixes[i - 1]
    const to = fixes[i]
    if (from && to && distanceM(from, to) > (FASTEST_MPS * (to.at - from.at)) / 1000 + 100_000) return [from, to]
  }
  return null
}

function news(advisory: Advisory, typhoon: Typhoon | undefined): { observed: Fix[]; corrects: number[] } {
  const held = new Map((typhoon?.observed[advisory.agency] ?? []).map((fix) => [fix.at, fix]))
  const observed = advisory.observed
    .filter((fix) => !isSame(held.get(fix.at), fix))
    .toSorted((a, b) => a.at - b.at)
  return { observed, corrects: observed.filter(({ at }) => held.has(at)).map(({ at }) => at) }
}

/** Null: there is none, it is older than the one that is held, or says the same. */
function newForecast(advisory: Advisory, typhoon: Typhoon | undefined): Fix[] | null {
  if (advisory.forecast.length === 0) return null
  const held = typhoon?.forecasts[advisory.agency]
  const fixes = advisory.forecast.toSorted((a, b) => a.at - b.at)
  if (!held) return fixes
  if (held.issuedAt > advisory.issuedAt) return null
  const repeats = held.issuedAt === advisory.issuedAt && held.fixes.length === fixes.length && fixes.every((fix, i) => isSame(held.fixes[i], fix))
  return repeats ? null : fixes
}

const isSame = (a: Fix | undefined, b: Fix): boolean => JSON.stringify(a) === JSON.stringify(b)
