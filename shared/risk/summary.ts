import type { EpochMs } from '../base/time'
import { alertStage, byAlertUrgency, isLate, peopleNow } from '../domain/alert/view'
import type { Alert } from '../domain/alert/state'
import type { Severity } from '../domain/incident/kind'
import { RISK_AREA_KINDS, type RiskAreaKind } from '../pack/risk'
import type { Pack } from '../pack/schema'
import { levelNow, PEOPLE_IN_AREA, watchedAreas, type WithResponses } from './rules'

/** People in risk areas, in figures. Times UTC epoch milliseconds; null: not known, which is never 0. */
export interface RiskSummary {
  readonly at: EpochMs
  /** Areas that the level in force has watched now; null: the pack has none. */
  readonly watched: number | null
  /** Areas with people in them by the fresh word of a device. */
  readonly entered: number
  /** Sum over areas of the most people that one device counts there now; null: no device has said anything lately. */
  readonly people: number | null
  readonly alerts: {
    readonly open: number
    readonly unjudged: number
    /** Not judged or not answered by the time that their clock says. */
    readonly late: number
    readonly sent: number
    readonly escalated: number
    /** Of those that this world still holds. */
    readonly closed: number
    readonly falseAlarms: number
    readonly signals: number
  }
  readonly byKind: readonly { readonly kind: RiskAreaKind; readonly watched: number; readonly entered: number; readonly people: number | null }[]
  /** Towns with a watched area or an open alert, by the pack's order. */
  readonly byTown: readonly {
    readonly town: string
    readonly watched: number
    readonly entered: number
    readonly people: number | null
    readonly open: number
    readonly late: number
  }[]
  /** Areas with an open alert, gravest first. */
  readonly areas: readonly {
    readonly alertId: string
    readonly areaId: string
    readonly area: { readonly zh: string; readonly en: string }
    readonly town: string | null
    readonly severity: Severity
    readonly people: number | null
    readonly signals: number
    readonly raisedAt: EpochMs
    readonly lastAt: EpochMs
  }[]
}

/** The figures of S11 at `now`: for panels, briefings and roll-ups. Pure. */
export function summariseRisk(
  world: WithResponses & { readonly alerts: { values(): Iterable<Alert> } },
  pack: Pick<Pack, 'risk' | 'response' | 'townships'>,
  now: EpochMs,
): RiskSummary {
  const watched = watchedAreas(pack.risk, levelNow(world, pack.response))
  const all = [...world.alerts.values()].filter(({ kind }) => kind === PEOPLE_IN_AREA)
  const open = byAlertUrgency(all)
  const kindOf = new Map(pack.risk?.areas.map(({ id, kind }) => [id, kind]))
  const figures = (of: readonly Alert[]) => {
    const counts = of.flatMap((alert) => peopleNow(alert, now) ?? [])
    return { entered: counts.filter((people) => people > 0).length, people: counts.length === 0 ? null : counts.reduce((a, b) => a + b, 0) }
  }
  const late = (of: readonly Alert[]): number => of.filter((alert) => isLate(alert, now)).length
  const inStage = (stage: ReturnType<typeof alertStage>): number => all.filter((alert) => alertStage(alert) === stage).length
  return {
    at: now,
    watched: pack.risk === null ? null : watched.length,
    ...figures(open),
    alerts: {
      open: open.length,
      unjudged: inStage('new'),
      late: late(open),
      sent: inStage('sent') + inStage('answered'),
      escalated: inStage('escalated'),
      closed: inStage('closed'),
      falseAlarms: all.filter(({ closed }) => closed?.outcome === 'false').length,
      signals: all.reduce((sum, { signals }) => sum + signals, 0),
    },
    byKind: RISK_AREA_KINDS.map((kind) => ({
      kind,
      watched: watched.filter((area) => area.kind === kind).length,
      ...figures(open.filter(({ subject }) => kindOf.get(subject.id) === kind)),
    })),
    byTown: pack.townships.flatMap(({ name: town }) => {
      const here = open.filter((alert) => alert.town === town)
      const areas = watched.filter(({ township }) => township === town).length
      return areas === 0 && here.length === 0 ? [] : [{ town, watched: areas, ...figures(here), open: here.length, late: late(here) }]
    }),
    areas: open.map((alert) => ({
      alertId: alert.id,
      areaId: alert.subject.id,
      area: alert.subject.name,
      town: alert.town,
      severity: alert.severity,
      people: peopleNow(alert, now),
      signals: alert.signals,
      raisedAt: alert.raisedAt,
      lastAt: alert.lastAt,
    })),
  }
}
