import { useEffect } from 'react'
import { useT } from '../../ui/i18n'
import { Kbd } from '../../ui/States'
import css from '../map/DeskMap.module.css'
import { openDialog, setTool, useDesk, type MapTool } from '../state/desk'
import { undoCorner } from './use-drawing'
import { measuredText } from './use-draw-tool'

type Drawing = Extract<MapTool, { readonly points: readonly unknown[] }>

/** So many points make the shape. */
export const pointsNeeded = (shape: Drawing['shape']): number => (shape === 'Polygon' ? 3 : shape === 'LineString' ? 2 : 1)

/** Ends what is being drawn: the form for it, if it is a shape. A measured line stays on the map until Escape. */
function finish(tool: Drawing): void {
  if (tool.points.length < pointsNeeded(tool.shape)) return
  if (tool.kind === 'closure') openDialog({ kind: 'closure' })
  else if (tool.kind === 'draw') openDialog({ kind: 'drawing' })
}

/** While something is drawn or measured: click after click, Backspace takes one back, Enter ends, Escape forgets. */
export function DrawHint() {
  const { t } = useT()
  const tool = useDesk((state) => state.tool)
  const dialog = useDesk((state) => state.dialog)
  const active = tool.kind !== 'none' && tool.kind !== 'place' && dialog === null
  useEffect(() => {
    if (!active) return
    const onKey = (event: KeyboardEvent) => {
      const now = useDesk.getState().tool
      const field = event.target instanceof Element && event.target.closest('input, textarea, select, [role=dialog]')
      if (now.kind === 'none' || now.kind === 'place' || field) return
      if (event.key === 'Escape') setTool({ kind: 'none' })
      else if (now.kind === 'around') return
      else if (event.key === 'Backspace' && now.kind === 'measure') setTool({ ...now, points: now.points.slice(0, -1) })
      else if (event.key === 'Backspace') undoCorner()
      else if (event.key === 'Enter') finish(now)
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    // Before the desk's own keys: Enter ends the line here and sends nobody anywhere.
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [active])
  if (!active) return null
  if (tool.kind === 'around') {
    return (
      <div className={css['hint']} role="status">
        {t('tools.around.pick')} <Kbd>Esc</Kbd> {t('action.cancel')}
      </div>
    )
  }
  const measured = tool.kind === 'measure' ? measuredText(tool, t) : ''
  return (
    <div className={css['hint']} role="status" data-testid="drawing" data-tool={tool.kind}>
      {tool.kind === 'measure' && measured !== '' ? (
        <>
          <strong className="num" data-testid="measured">{measured}</strong>{' '}
          <button type="button" onClick={() => void navigator.clipboard?.writeText(measured)}>{t('tools.copy')}</button>
        </>
      ) : tool.kind === 'draw' && tool.change ? (
        t(tool.shape === 'Point' ? 'tools.draw.movePoint' : 'tools.draw.moveCorners', { name: tool.change.name })
      ) : tool.shape === 'Point' ? (
        t('tools.draw.point')
      ) : (
        t(tool.shape === 'Polygon' ? 'desk.closure.drawArea' : 'desk.closure.drawLine', { n: tool.points.length })
      )}{' '}
      {tool.kind !== 'measure' && (
        <>
          <Kbd>Enter</Kbd> {t('desk.closure.done')}{' '}
        </>
      )}
      {!(tool.kind === 'draw' && tool.change) && (
        <>
          <Kbd>⌫</Kbd> {t('desk.closure.undo')}{' '}
        </>
      )}
      <Kbd>Esc</Kbd> {t(tool.kind === 'measure' ? 'tools.measure.end' : 'action.cancel')}
    </div>
  )
}
