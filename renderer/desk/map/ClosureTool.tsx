import { useEffect } from 'react'
import { useT } from '../../ui/i18n'
import { Kbd } from '../../ui/States'
import { openDialog, setTool, useDesk } from '../state/desk'
import css from './DeskMap.module.css'

/** While a closure is drawn: click after click, Backspace takes one back, Enter ends, Escape forgets. */
export function ClosureTool() {
  const { t } = useT()
  const tool = useDesk((state) => state.tool)
  const dialog = useDesk((state) => state.dialog)
  const drawing = tool.kind === 'closure' && dialog === null
  useEffect(() => {
    if (!drawing) return
    const onKey = (event: KeyboardEvent) => {
      const now = useDesk.getState().tool
      if (now.kind !== 'closure') return
      if (event.key === 'Escape') setTool({ kind: 'none' })
      else if (event.key === 'Backspace') setTool({ ...now, points: now.points.slice(0, -1) })
      else if (event.key === 'Enter') {
        if (now.points.length >= (now.shape === 'Polygon' ? 3 : 2)) openDialog({ kind: 'closure' })
      } else return
      event.preventDefault()
      event.stopPropagation()
    }
    // Before the desk's own keys: Enter ends the line here and sends nobody anywhere.
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [drawing])
  if (!drawing) return null
  return (
    <div className={css['hint']} role="status" data-testid="drawing">
      {t(tool.shape === 'Polygon' ? 'desk.closure.drawArea' : 'desk.closure.drawLine', { n: tool.points.length })} <Kbd>Enter</Kbd> {t('desk.closure.done')} <Kbd>⌫</Kbd> {t('desk.closure.undo')} <Kbd>Esc</Kbd> {t('action.cancel')}
    </div>
  )
}
