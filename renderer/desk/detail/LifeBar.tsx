import { isOpen, type Incident } from '../../../shared/domain/incident/state'
import { useT } from '../../ui/i18n'
import { KeyButton } from '../parts'
import { useAction } from '../state/actions'
import { openDialog, type LifeAct } from '../state/desk'
import { answer } from '../state/send'
import css from './Detail.module.css'

/** The steps of an incident's life, each with its key. */
export function LifeBar({ incident }: { readonly incident: Incident }) {
  const { t } = useT()
  const open = isOpen(incident)
  const ask = (act: LifeAct) => () => openDialog({ kind: 'life', act, incidentId: incident.id })
  const merged = incident.status === 'merged'
  useAction('answer', () => void answer(incident.id), open && incident.answeredAt === null)
  useAction('verify', ask('verify'), open && incident.verifiedAt === null)
  useAction('control', ask('control'), open && incident.status !== 'controlled')
  useAction('close', ask('close'), open)
  useAction('falseAlarm', ask('falseAlarm'), open)
  useAction('reopen', ask('reopen'), !open && !merged)
  useAction('edit', () => openDialog({ kind: 'edit', incidentId: incident.id }), open)
  useAction('casualties', () => openDialog({ kind: 'casualties', incidentId: incident.id }), !merged)
  useAction('note', ask('note'), !merged)
  const shown = open
    ? ([incident.answeredAt === null ? 'answer' : 'verify', 'edit', 'casualties', 'note', 'control', 'close', 'falseAlarm'] as const)
    : (['reopen', 'casualties', 'note'] as const)
  return (
    <div className={css['life']} role="group" aria-label={t('desk.life')}>
      {shown.map((id) => (
        <KeyButton key={id} action={id} title={t(`desk.action.${id}`)} grow>
          {t(`desk.short.${id}`)}
        </KeyButton>
      ))}
    </div>
  )
}
