import { useMemo } from 'react'
import { alertStage, byAlertUrgency, FLOOD_LIMIT, raisedLately } from '../../../shared/domain/alert/view'
import { useNow } from '../../state/clock'
import { useWorld } from '../../state/world'
import { inLanguage, useT } from '../../ui/i18n'
import { SeverityMark } from '../../ui/SeverityMark'
import { Kbd } from '../../ui/States'
import css from '../head/Header.module.css'
import { keepFocus } from '../parts'
import { runAction } from '../state/actions'
import { keyOf } from '../state/key-table'

/** What the soft note says is seen here: how many alerts nobody has judged, and the key of their panel. */
export function AlertChip() {
  const { t, language } = useT()
  const alerts = useWorld((world) => world.alerts)
  const now = useNow(10_000)
  const waiting = useMemo(() => byAlertUrgency(alerts.values()).filter((alert) => alertStage(alert) === 'new'), [alerts])
  const first = waiting[0]
  const recent = raisedLately(alerts.values(), now)
  return (
    <>
      {first && (
        <button type="button" className={css['alert']} data-flood={recent > FLOOD_LIMIT} onMouseDown={keepFocus} onClick={() => runAction('alerts')} data-testid="alert-chip">
          <SeverityMark severity={first.severity} size="1.1rem" />
          <span>{t('alert.waiting', { n: waiting.length })}</span> <Kbd>{keyOf('alerts')}</Kbd>
        </button>
      )}
      <div className="visually-hidden" role="status" aria-live="polite">
        {first ? t('alert.live', { place: inLanguage(first.subject.name, language) }) : ''}
      </div>
    </>
  )
}
