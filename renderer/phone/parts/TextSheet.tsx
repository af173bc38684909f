import { useState } from 'react'
import { useT } from '../i18n'
import type { OrderView } from '../order-view'
import { record } from '../session'
import { Sheet } from './Sheet'

export interface TextSheetProps {
  readonly kind: 'note' | 'reinforce'
  readonly view: OrderView
  readonly onClose: () => void
}

/** Words to the desk: a note, or a request for reinforcement. */
export function TextSheet({ kind, view, onClose }: TextSheetProps) {
  const { t } = useT()
  const [text, setText] = useState('')
  const dispatchId = view.dispatch.id
  const incidentId = view.order.incident.id
  const send = () => {
    const words = text.trim()
    if (kind === 'note') record({ kind: 'note', dispatchId, incidentId, text: words })
    else record({ kind: 'reinforcement', dispatchId, note: words })
    onClose()
  }
  return (
    <Sheet title={t(`phone.${kind}.title`)} onClose={onClose}>
      <textarea
        rows={3}
        maxLength={kind === 'note' ? 4000 : 1000}
        value={text}
        placeholder={t(`phone.${kind}.hint`)}
        aria-label={t(`phone.${kind}.hint`)}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="button" className="main act" disabled={kind === 'note' && text.trim() === ''} onClick={send}>
        {t(kind === 'note' ? 'phone.send' : 'phone.reinforce.send')}
      </button>
    </Sheet>
  )
}
