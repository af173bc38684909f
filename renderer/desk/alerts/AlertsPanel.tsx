import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react'
import { SECOND } from '../../../shared/base/time'
import type { Alert } from '../../../shared/domain/alert/state'
import { alertStage, FLOOD_LIMIT, peopleNow, raisedLately } from '../../../shared/domain/alert/view'
import { responseInForce } from '../../../shared/domain/response/state'
import { summariseRisk } from '../../../shared/risk/summary'
import { useNow } from '../../state/clock'
import { usePack, useZone } from '../../state/pack'
import { useWorld } from '../../state/world'
import { dueText, peopleText, stageText } from '../../ui/alert-text'
import { ageText, momentText } from '../../ui/format'
import { inLanguage } from '../../ui/i18n'
import { SeverityMark } from '../../ui/SeverityMark'
import { EmptyState, LoadingState } from '../../ui/States'
import { useNames } from '../state/names'
import { DrawerFrame } from '../tools/DrawerFrame'
import { AlertDetail } from './AlertDetail'
import css from './alerts.module.css'
import { listAlerts, selectAlert, useAlertsDesk } from './store'

/** Alerts at the desk: what is watched, whether they flood, which are open by urgency, and what to do with one of them. */
export function AlertsPanel() {
  const { t, language } = useNames()
  const zone = useZone()
  const now = useNow(SECOND)
  const alerts = useWorld((world) => world.alerts)
  const loaded = useWorld((world) => world.loaded)
  const { selected, showClosed, search } = useAlertsDesk()
  const list = useMemo(() => listAlerts(alerts.values(), { showClosed, search }, now), [alerts, showClosed, search, now])
  const shown = list.find(({ id }) => id === selected) ?? list[0] ?? null
  const recent = raisedLately(alerts.values(), now)
  const box = useRef<HTMLUListElement>(null)
  const count = [...alerts.values()].filter(({ closed }) => closed === null).length

  // The drawer was opened by its key: arrows and digits work at once.
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('[aria-current=true]')?.focus({ preventScroll: true })
  }, [])

  function walk(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    const at = list.findIndex((one) => one === shown)
    const next = list[Math.max(0, Math.min(list.length - 1, at + step))]
    event.preventDefault()
    event.stopPropagation()
    if (!next) return
    selectAlert(next.id)
    box.current?.querySelector<HTMLElement>(`[data-alert="${CSS.escape(next.id)}"]`)?.focus()
  }

  /** The list as lines for a spreadsheet: severity, place, town, people, stage, raised, last signal. */
  function copy(): void {
    const lines = list.map((alert) =>
      [t(`severityName.${alert.severity}`), inLanguage(alert.subject.name, language), alert.town ?? '', peopleText(peopleNow(alert, now), t), stageText(alertStage(alert), t), momentText(alert.raisedAt, zone), momentText(alert.lastAt, zone)].join('\t'),
    )
    void navigator.clipboard?.writeText(lines.join('\n'))
  }

  return (
    <DrawerFrame title={t('alert.title', { n: count })} testId="alerts-drawer">
      <Watching />
      {recent > FLOOD_LIMIT && (
        <p className={css['flood']} role="alert" data-testid="alert-flood">
          {t('alert.flood', { n: recent })}
        </p>
      )}
      <div className={css['filters']}>
        <input type="search" aria-label={t('alert.search')} placeholder={t('alert.search')} value={search} maxLength={40} onChange={(event) => useAlertsDesk.setState({ search: event.currentTarget.value })} />
        <button type="button" disabled={list.length === 0} onClick={copy} data-testid="alert-copy">
          {t('tools.copy')}
        </button>
        <button type="button" aria-pressed={showClosed} onClick={() => useAlertsDesk.setState({ showClosed: !showClosed, selected: null, act: null })} data-testid="alert-show-closed">
          {t('alert.showClosed')}
        </button>
      </div>
      {!loaded && <LoadingState />}
      {loaded && list.length === 0 && <EmptyState title={t(search.trim() !== '' ? 'alert.noneFound' : showClosed ? 'alert.noneClosed' : 'alert.none')} />}
      <ul ref={box} className={css['list']} data-arrows="vertical" onKeyDown={walk}>
        {list.slice(0, 100).map((alert) => (
          <li key={alert.id}>
            <AlertRow alert={alert} now={now} current={alert === shown} />
          </li>
        ))}
      </ul>
      {list.length > 100 && <p>{t('alert.more', { n: list.length - 100 })}</p>}
      {shown && <AlertDetail key={shown.id} alert={shown} now={now} />}
    </DrawerFrame>
  )
}

/** The level in force and what it has watched: why there are alerts, or why there are none. */
function Watching() {
  const { t, language } = useNames()
  const now = useNow(10 * SECOND)
  const pack = usePack((state) => state.pack)
  const alerts = useWorld((world) => world.alerts)
  const responses = useWorld((world) => world.responses)
  const summary = useMemo(() => pack && summariseRisk({ alerts, responses }, pack, now), [pack, alerts, responses, now])
  if (!summary || summary.watched === null) return <p className={css['quiet']}>{t('risk.noAreas')}</p>
  const level = responseInForce(responses.values())?.level
  return (
    <p className={css['quiet']} data-testid="alert-watching">
      {level ? t('risk.watching', { level: inLanguage(level.name, language), n: summary.watched, entered: summary.entered }) : t('risk.notWatching')}
    </p>
  )
}

function AlertRow({ alert, now, current }: { readonly alert: Alert; readonly now: number; readonly current: boolean }) {
  const { t, language } = useNames()
  const stage = alertStage(alert)
  const due = dueText(alert, now, t)
  return (
    <button type="button" className={css['row']} aria-current={current} data-alert={alert.id} data-stage={stage} onClick={() => selectAlert(alert.id)} data-testid="alert-row">
      <SeverityMark severity={alert.severity} size="1.7rem" />
      <span className={css['words']}>
        <span className={css['line']}>
          <strong>{inLanguage(alert.subject.name, language)}</strong>
          <span className="num">{peopleText(peopleNow(alert, now), t)}</span>
          <span className={css['stage']}>{stageText(stage, t)}</span>
        </span>
        <span className={css['sub']}>
          {alert.drill && <strong>{t('drill.mark')}</strong>}
          {alert.town ?? ''} · <span className="num">{ageText(now - alert.raisedAt, t)}</span> · {t('alert.signals', { n: alert.signals })}
          {due && (
            <span className={`num ${css['due']}`} data-late={due.late}>
              {due.text}
            </span>
          )}
        </span>
      </span>
    </button>
  )
}
