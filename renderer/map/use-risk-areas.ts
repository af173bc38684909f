import { useMemo } from 'react'
import { peopleNow } from '../../shared/domain/alert/view'
import { isWatched, levelNow, PEOPLE_IN_AREA } from '../../shared/risk/rules'
import { usePack } from '../state/pack'
import { useWorld } from '../state/world'
import { peopleText } from '../ui/alert-text'
import { inLanguage, useT } from '../ui/i18n'
import type { RiskAreaMark } from './types'

const NONE: readonly RiskAreaMark[] = []

/** The pack's areas of risk with what is true of each at `now`: whether the level in force has it watched, and who is in it. */
export function useRiskAreas(now: number): readonly RiskAreaMark[] {
  const { t, language } = useT()
  const risk = usePack((state) => state.pack?.risk ?? null)
  const plan = usePack((state) => state.pack?.response ?? null)
  const alerts = useWorld((world) => world.alerts)
  const responses = useWorld((world) => world.responses)
  return useMemo(() => {
    if (!risk) return NONE
    const level = levelNow({ responses }, plan)
    const open = new Map([...alerts.values()].flatMap((alert) => (alert.kind === PEOPLE_IN_AREA && alert.closed === null ? [[alert.subject.id, alert] as const] : [])))
    return risk.areas.map((area): RiskAreaMark => {
      const alert = open.get(area.id)
      const kind = risk.rules.kinds.find((one) => one.kind === area.kind)
      const name = inLanguage(area.name, language)
      const people = alert ? peopleNow(alert, now) : null
      const watched = isWatched(area, level)
      return {
        id: area.id,
        at: area.at,
        geometry: { type: 'MultiPolygon', coordinates: area.polygons },
        name,
        kind: kind ? inLanguage(kind.name, language) : area.kind,
        township: area.township,
        watchedFrom: inLanguage(plan?.levels.find(({ id }) => id === area.watchedFrom)?.name ?? { zh: area.watchedFrom, en: area.watchedFrom }, language),
        cameras: area.cameras.length,
        state: alert ? 'entered' : watched ? 'watched' : 'idle',
        alert: alert ? { id: alert.id, severity: alert.severity, people, signals: alert.signals, lastAt: alert.lastAt } : null,
        label: alert ? `${name} ${peopleText(people, t)}` : `${kind?.glyph ?? ''} ${name}`.trim(),
      }
    })
  }, [risk, plan, alerts, responses, now, t, language])
}
