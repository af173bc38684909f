import { required, unreachable } from '../../base/assert'
import type { EventEnvelope } from '../envelope'
import type { Fix, Typhoon, TyphoonEvent } from './state'

/** The typhoon after `event`. */
export function evolveTyphoon(state: Typhoon | undefined, event: EventEnvelope & TyphoonEvent): Typhoon {
  const version = event.streamVersion
  switch (event.type) {
    case 'typhoon.advised': {
      const { typhoonId, name, agency, issuedAt, observed, forecast } = event.data
      const held = state?.observed ?? {}
      return {
        id: typhoonId,
        version,
        name,
        observed: observed.length === 0 ? held : { ...held, [agency]: withFixes(held[agency] ?? [], observed) },
        forecasts: forecast ? { ...state?.forecasts, [agency]: { agency, issuedAt, fixes: forecast } } : (state?.forecasts ?? {}),
        firstAt: state?.firstAt ?? event.at,
        advisedAt: event.at,
        advisedBy: event.actor,
        endedAt: state?.endedAt ?? null,
      }
    }
    case 'typhoon.ended':
      return { ...required(state, event.stream), version, endedAt: event.at }
    case 'typhoon.resumed':
      return { ...required(state, event.stream), version, endedAt: null }
    default:
      return unreachable(event)
  }
}

/** `more` put among `fixes` in order of time; one of the same moment replaces the earlier word. */
function withFixes(fixes: readonly Fix[], more: readonly Fix[]): Fix[] {
  const byTime = new Map([...fixes, ...more].map((fix) => [fix.at, fix]))
  return [...byTime.values()].toSorted((a, b) => a.at - b.at)
}
