import { useEffect, useState } from 'react'
import type { Milestone } from '../../../shared/domain/dispatch/state'
import { sound } from '../alarm'
import { useT } from '../i18n'
import { rings, type OrderView } from '../order-view'
import { milestones } from '../session'
import { silence, usePhone } from '../store'
import { ringId } from '../use-ring'
import { CompleteSheet } from './CompleteSheet'
import { DeclineSheet } from './DeclineSheet'
import { PhotoButton } from './PhotoButton'
import { TextSheet } from './TextSheet'

/** After a step the same spot holds the next one: it takes no press for so long, or a bouncing thumb would arrive at once. */
const GUARD_MS = 1_000

type Open = 'decline' | 'complete' | 'note' | 'reinforce' | null

/** The next step as one big button, and beside it what may be needed in the meantime. */
export function Actions({ view }: { readonly view: OrderView }) {
  const { t } = useT()
  const [open, setOpen] = useState<Open>(null)
  const guarded = useGuard(rings(view) ? 'rung' : view.phase)
  const { phase, dispatch } = view
  const press = (...steps: Milestone[]) => {
    if (guarded) return
    milestones(dispatch.id, ...steps)
    sound('acknowledged')
    if ('vibrate' in navigator) navigator.vibrate(60)
  }
  const close = () => setOpen(null)
  return (
    <footer className="actions" data-guarded={guarded || undefined}>
      {rings(view) && <SilenceButton view={view} />}
      {main()}
      <div className="row">{beside()}</div>
      {open === 'decline' && <DeclineSheet view={view} onClose={close} />}
      {open === 'complete' && <CompleteSheet view={view} onClose={close} />}
      {(open === 'note' || open === 'reinforce') && <TextSheet kind={open} view={view} onClose={close} />}
    </footer>
  )

  function main() {
    switch (phase) {
      case 'ordered':
      case 'delivered':
        return big('act', t('phone.rung.ackDepart'), () => press('acknowledged', 'departed'))
      case 'acknowledged':
        return big('act', t('phone.moving.depart'), () => press('departed'))
      case 'en-route':
        return big('ok', t('phone.moving.arrive'), () => press('arrived'))
      case 'on-scene':
        return big('plain', t('phone.scene.complete'), () => {
          if (!guarded) setOpen('complete')
        })
      case 'completed':
      case 'declined':
      case 'withdrawn':
        return null
    }
  }

  function beside() {
    if (rings(view)) {
      return [small('ack', t('phone.rung.ack'), () => press('acknowledged')), small('decline', t('phone.rung.decline'), () => setOpen('decline'))]
    }
    const call = view.order.deskPhone !== '' && (
      <a key="call" className="side" href={`tel:${view.order.deskPhone}`}>
        {t('phone.do.call')}
      </a>
    )
    if (phase === 'acknowledged') return [call, small('decline', t('phone.rung.decline'), () => setOpen('decline'))]
    const photo = <PhotoButton key="photo" view={view} />
    const reinforce = small('reinforce', t('phone.do.reinforce'), () => setOpen('reinforce'))
    if (phase === 'en-route') return [call, photo, reinforce]
    return [photo, small('note', t('phone.do.note'), () => setOpen('note')), reinforce]
  }

  function big(tone: 'act' | 'ok' | 'plain', text: string, onClick: () => void) {
    return (
      <button type="button" className={`main big ${tone}`} aria-disabled={guarded} onClick={onClick}>
        {text}
      </button>
    )
  }

  function small(key: string, text: string, onClick: () => void) {
    return (
      <button type="button" key={key} className="side" onClick={onClick}>
        {text}
      </button>
    )
  }
}

/** True for a moment after another order or another step has come under the thumb. */
function useGuard(step: string): boolean {
  const [safe, setSafe] = useState<string | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setSafe(step), GUARD_MS)
    return () => clearTimeout(timer)
  }, [step])
  return safe !== step
}

function SilenceButton({ view }: { readonly view: OrderView }) {
  const { t } = useT()
  const id = ringId(view)
  const quiet = usePhone((phone) => phone.silenced.includes(id))
  return (
    <button type="button" className="silence" disabled={quiet} onClick={() => silence(id)}>
      {t(quiet ? 'phone.rung.silenced' : 'phone.rung.silence')}
    </button>
  )
}
