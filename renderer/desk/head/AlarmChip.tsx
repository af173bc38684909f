import { useMemo } from 'react'
import { useOpenIncidents } from '../../state/select'
import { useT } from '../../ui/i18n'
import { SeverityMark } from '../../ui/SeverityMark'
import { Kbd } from '../../ui/States'
import { isUnanswered, queueOrder } from '../logic/queue'
import { keepFocus } from '../parts'
import { takeIncident } from '../queue/Incidents'
import { useAction } from '../state/actions'
import { openTab } from '../state/desk'
import { keyOf } from '../state/key-table'
import { kindName } from '../state/names'
import css from './Header.module.css'

/** What sounds is seen here too: how many alarms nobody has answered, and the key that takes the next one. */
export function AlarmChip() {
  const { t, language } = useT()
  const open = useOpenIncidents()
  const unanswered = useMemo(() => queueOrder(open.filter(isUnanswered)), [open])
  const first = unanswered[0]
  const take = () => {
    if (!first) return
    openTab('incidents')
    takeIncident(first.id)
  }
  useAction('nextUnanswered', take, first !== undefined)
  return (
    <>
      {first && (
        <button type="button" className={css['alarm']} onMouseDown={keepFocus} onClick={take} data-testid="alarm-chip">
          <SeverityMark severity={first.severity} size="1.3rem" />
          <strong>{t('desk.alarm.count', { n: unanswered.length })}</strong> <Kbd>{keyOf('nextUnanswered')}</Kbd>
        </button>
      )}
      <div className="visually-hidden" role="alert" aria-live="assertive" data-testid="alarm-live">
        {first ? t('desk.alarm.live', { severity: t(`severityName.${first.severity}`), kind: kindName(first.kind, language), place: first.place }) : ''}
      </div>
    </>
  )
}
