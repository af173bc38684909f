import { useT } from '../i18n'
import type { OrderView } from '../order-view'

const STEPS = ['acknowledged', 'departed', 'arrived', 'completed'] as const
const DONE = { ordered: 0, delivered: 0, acknowledged: 1, 'en-route': 2, 'on-scene': 3, completed: 4, declined: 0, withdrawn: 0 } as const

/** Four bars: done, the one at hand, to come. An unsent one is hatched. */
export function Steps({ view }: { readonly view: OrderView }) {
  const { t } = useT()
  const done = DONE[view.phase]
  return (
    <div className="steps" role="img" aria-label={t('phone.step.progress', { n: Math.min(4, done + 1) })}>
      {STEPS.map((step, index) => (
        <span key={step} className={index < done ? (view.pending.has(step) ? 'done unsent' : 'done') : index === done ? 'next' : ''} />
      ))}
    </div>
  )
}
