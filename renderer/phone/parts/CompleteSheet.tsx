import { useState } from 'react'
import { useT } from '../i18n'
import type { OrderView } from '../order-view'
import { record } from '../session'
import { Sheet } from './Sheet'

/** Completion frees the team and cannot be undone: it asks once, in words. */
export function CompleteSheet({ view, onClose }: { readonly view: OrderView; readonly onClose: () => void }) {
  const { t } = useT()
  const [text, setText] = useState('')
  return (
    <Sheet title={t('phone.scene.completeAsk')} onClose={onClose}>
      <p>{t('phone.scene.completeHow')}</p>
      <textarea
        rows={2}
        maxLength={2000}
        value={text}
        placeholder={t('phone.scene.completeNote')}
        aria-label={t('phone.scene.completeNote')}
        onChange={(event) => setText(event.target.value)}
      />
      <button
        type="button"
        className="main ok"
        onClick={() => record({ kind: 'milestone', dispatchId: view.dispatch.id, milestone: 'completed', note: text.trim() })}
      >
        {t('phone.scene.completeYes')}
      </button>
      <button type="button" className="side" onClick={onClose}>
        {t('phone.cancel')}
      </button>
    </Sheet>
  )
}
