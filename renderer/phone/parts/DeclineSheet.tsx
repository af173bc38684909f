import { useState } from 'react'
import { useT, type PhoneKey } from '../i18n'
import type { OrderView } from '../order-view'
import { record } from '../session'
import { Sheet } from './Sheet'

const REASONS = ['people', 'vehicle', 'road', 'busy', 'unfit', 'other'] as const

/** Why the team cannot go. The hub refuses a decline without a reason, so the screen asks for one. */
export function DeclineSheet({ view, onClose }: { readonly view: OrderView; readonly onClose: () => void }) {
  const { t } = useT()
  const [reason, setReason] = useState<(typeof REASONS)[number] | null>(null)
  const [text, setText] = useState('')
  const words = text.trim()
  const ready = reason !== null && (reason !== 'other' || words !== '')
  const send = () => {
    if (reason === null) return
    const named = reason === 'other' ? '' : t(`phone.decline.${reason}` satisfies PhoneKey)
    const note = [named, words].filter((part) => part !== '').join('：')
    record({ kind: 'milestone', dispatchId: view.dispatch.id, milestone: 'declined', note })
    onClose()
  }
  return (
    <Sheet title={t('phone.decline.title')} onClose={onClose}>
      <div className="reasons" role="radiogroup" aria-label={t('phone.decline.title')}>
        {REASONS.map((one) => (
          <button type="button" key={one} role="radio" aria-checked={reason === one} onClick={() => setReason(one)}>
            {t(`phone.decline.${one}`)}
          </button>
        ))}
      </div>
      <textarea
        rows={2}
        maxLength={500}
        value={text}
        placeholder={t('phone.decline.hint')}
        aria-label={t('phone.decline.hint')}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="button" className="main plain" disabled={!ready} onClick={send}>
        {t('phone.decline.send')}
      </button>
    </Sheet>
  )
}
