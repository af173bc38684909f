import { useEffect } from 'react'
import type { Alert } from '../../../shared/domain/alert/state'
import { unitsOf } from '../../../shared/pack/units'
import { usePack, useZone } from '../../state/pack'
import { requestPointSet, usePointSets } from '../../state/points'
import { evidenceText, peopleText } from '../../ui/alert-text'
import { actorText } from '../../ui/event-text'
import { shortTimeText, timeText } from '../../ui/format'
import { inLanguage } from '../../ui/i18n'
import { FateLine, KeyButton } from '../parts'
import { showIncident } from '../state/desk'
import { useNames } from '../state/names'
import { ActForm } from './ActForm'
import { canDo, placeOf } from './AlertKeys'
import css from './alerts.module.css'
import { useAlertsDesk, type AlertAct } from './store'

const ACTS = [
  ['alertReal', 'real'],
  ['alertWatch', 'watch'],
  ['alertFalse', 'false'],
  ['alertSend', 'send'],
  ['alertAnswer', 'answer'],
  ['alertEscalate', 'escalate'],
  ['alertClose', 'close'],
  ['alertReopen', 'reopen'],
] as const satisfies readonly (readonly [string, AlertAct | 'real' | 'watch'])[]

/** One alert: how it is known, what was done, and the keys for what comes next. */
export function AlertDetail({ alert, now }: { readonly alert: Alert; readonly now: number }) {
  const { t, language, team, incident } = useNames()
  const zone = useZone()
  const act = useAlertsDesk((state) => (state.selected === alert.id ? state.act : null))
  const nameOf = useDeviceName()
  const units = useUnitNames()
  const { judgement, sent, answers, incidentId, closed } = alert
  const done = (text: string, at: number, by: string, note: string) => (
    <li key={`${text} ${at}`}>
      <span className="num">{shortTimeText(at, zone)}</span> {actorText(by as never, t, team)} {text}
      {note === '' ? '' : `：${note}`}
    </li>
  )
  return (
    <section className={css['detail']} aria-label={inLanguage(alert.subject.name, language)} data-testid="alert-detail">
      <div className={css['acts']}>
        <KeyButton action="alertMap">{t('alert.act.map')}</KeyButton>
        {ACTS.map(([action, one]) => (canDo(alert, one) ? <KeyButton key={action} action={action}>{t(`alert.act.${one}`)}</KeyButton> : null))}
      </div>
      {act === null ? <FateLine place={placeOf(alert.id)} /> : <ActForm key={act} alert={alert} act={act} />}
      <ol className={css['log']}>
        {judgement && done(t(`alert.judged.${judgement.verdict}`), judgement.at, judgement.by, judgement.note)}
        {sent.map(({ unitId, at, by, note }) => done(t('alert.sentTo', { unit: units(unitId) }), at, by, note))}
        {answers.map(({ answer, at, by, text }) => done(t(`alert.answer.${answer}`), at, by, text))}
        {closed && done(t('alert.closedAs', { outcome: t(`alert.outcome.${closed.outcome}`) }), closed.at, closed.by, closed.reason)}
      </ol>
      {incidentId && (
        <button type="button" className={css['link']} onClick={() => showIncident(incidentId, true)} data-testid="alert-incident">
          {t('alert.incident', { incident: incident(incidentId) })}
        </button>
      )}
      {alert.afterClosing > 0 && <p>{t('alert.afterClosing', { n: alert.afterClosing })}</p>}
      <h3>{t('alert.evidence', { n: alert.signals })}</h3>
      <ul className={css['log']}>
        {alert.recent.map(({ sourceId, feed, observedAt, people, evidence }) => (
          <li key={`${feed} ${sourceId}`} data-stale={now - observedAt > 600_000}>
            <span className="num">{timeText(observedAt, zone)}</span> {peopleText(people, t)} · {evidenceText(evidence, nameOf, t)}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Names of cameras, grids and points as the pack has them. */
function useDeviceName(): (id: string) => string {
  const { language } = useNames()
  const pack = usePack((state) => state.pack)
  const sets = usePointSets((state) => state.sets)
  const wanted = (pack?.risk?.rules.cameras ?? []).join(' ')
  useEffect(() => {
    for (const set of wanted.split(' ')) if (set !== '') requestPointSet(set)
  }, [wanted])
  return (id) => {
    const heat = pack?.manifest.heats.find((one) => one.id === id)
    if (heat) return inLanguage(heat.name, language)
    for (const name of wanted.split(' ')) {
      const set = sets.get(name)?.set
      const row = set?.row(id)
      if (row !== undefined) return `${set?.names[row] ?? ''} ${id}`.trim()
    }
    return id
  }
}

function useUnitNames(): (id: string) => string {
  const { language } = useNames()
  const pack = usePack((state) => state.pack)
  return (id) => {
    const unit = pack ? unitsOf(pack).find((one) => one.id === id) : undefined
    return unit ? inLanguage({ zh: unit.name, en: unit.nameEn ?? unit.name }, language) : id
  }
}
