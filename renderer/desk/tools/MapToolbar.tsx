import { useT } from '../../ui/i18n'
import { keepFocus } from '../parts'
import { runAction, useCanRun } from '../state/actions'
import { keyOf, type ActionId } from '../state/key-table'
import { useDesk } from '../state/desk'
import { useDrawer } from './store'
import { useTimeBar } from './time-bar'
import css from './tools.module.css'

const TOOLS = ['surroundings', 'measureLine', 'measureArea', 'drawings', 'bookmarks', 'timeSlider', 'coverage', 'alerts', 'typhoon', 'sea', 'response', 'callout', 'relocation', 'director'] as const satisfies readonly ActionId[]

/** The tools of the map in one slim line; each says its key. */
export function MapToolbar() {
  const { t } = useT()
  return (
    <div className={css['toolbar']} role="toolbar" aria-label={t('tools.title')} data-testid="map-tools">
      {TOOLS.map((id) => (
        <Tool key={id} id={id} />
      ))}
    </div>
  )
}

function Tool({ id }: { readonly id: (typeof TOOLS)[number] }) {
  const { t } = useT()
  const possible = useCanRun(id)
  const drawer = useDrawer((state) => state.open === id)
  const measuring = useDesk(({ tool }) => (tool.kind === 'measure' ? tool.shape : null))
  const time = useTimeBar((state) => state.open)
  const pressed = drawer || (id === 'timeSlider' && time) || (id === 'measureLine' && measuring === 'LineString') || (id === 'measureArea' && measuring === 'Polygon')
  return (
    <button type="button" disabled={!possible} aria-pressed={pressed} title={`${t(`desk.action.${id}`)} (${keyOf(id)})`} aria-keyshortcuts={keyOf(id)} onMouseDown={keepFocus} onClick={() => runAction(id)} data-testid={`tool-${id}`}>
      {t(`tools.short.${id}`)}
    </button>
  )
}
