import { usePending } from '../../state/outbox'
import { useConnection } from '../../state/connection'
import { useWorld } from '../../state/world'
import { useT } from '../../ui/i18n'
import { SourceFoot } from '../../ui/SourceFoot'
import { Kbd } from '../../ui/States'
import { useOutgoing } from '../state/outgoing'
import { keyOf, type ActionId } from '../state/key-table'
import css from './Footer.module.css'

const HINTS = ['help', 'newIncident', 'nextUnanswered', 'focusRecommendation', 'surroundings', 'director'] as const satisfies readonly ActionId[]

/** Where the data comes from and how old it is, the head of the log, what waits, and the keys one forgets. */
export function Footer() {
  const { t } = useT()
  const seq = useWorld((world) => world.seq)
  const drill = useConnection((state) => state.drill)
  const pending = usePending((state) => state.commands.length)
  const waiting = useOutgoing((state) => [...state.fates.values()].filter(({ kind }) => kind === 'waiting').length)
  return (
    <footer className={css['footer']}>
      <SourceFoot />
      <span className={css['seq']}>
        {t('desk.foot.seq')} <span className="num" data-testid="seq">{seq.toLocaleString('en-US')}</span>
      </span>
      {drill && <span>{t('drill.mark')}</span>}
      {pending + waiting > 0 && (
        <strong role="status" data-testid="pending">
          {t('hub.waiting', { n: pending + waiting })}
        </strong>
      )}
      <span className={css['hints']}>
        {HINTS.map((id) => (
          <span key={id}>
            <Kbd>{keyOf(id)}</Kbd> {t(`desk.short.${id}`)}
          </span>
        ))}
      </span>
    </footer>
  )
}
