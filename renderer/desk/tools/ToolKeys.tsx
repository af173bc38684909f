import { useEffect } from 'react'
import { asAnnotationId } from '../../../shared/base/ids'
import { useWorld } from '../../state/world'
import type { AnnotationKind } from '../../../shared/domain/annotation/state'
import { GEOMETRY_OF } from '../../../shared/domain/annotation/state'
import { goToTasks } from '../callout/store'
import { useDeskView } from '../map/desk-view'
import { useAction } from '../state/actions'
import { openDialog, setTool, useAnyIncident, useDesk } from '../state/desk'
import { useNames } from '../state/names'
import { lookAround } from './around-store'
import { useBookmarkKeys } from './BookmarksPanel'
import { startChange } from './drawing-shape'
import { startFollowing, stopFollowing, useFollow } from './follow'
import { forgetPoint, useFoundPoint } from './found-point'
import { openDrawer, toggleDrawer, useDrawer } from './store'
import { useTimeBar } from './time-bar'

const measure = (shape: 'LineString' | 'Polygon') => () => {
  const { tool } = useDesk.getState()
  setTool(tool.kind === 'measure' && tool.shape === shape ? { kind: 'none' } : { kind: 'measure', shape, points: [] })
}
const draw = (of: AnnotationKind) => () => setTool({ kind: 'draw', of, shape: GEOMETRY_OF[of], points: [] })

/** Changes the drawing whose row has the focus or whose card is open; without one the list shows which there are. */
function changeDrawing(): void {
  const row = document.activeElement?.closest<HTMLElement>('[data-drawing]')?.dataset['drawing']
  const { picked } = useDeskView.getState()
  const id = row ?? (picked?.object.layer === 'shapes' ? picked.object.id : undefined)
  const annotation = id === undefined ? undefined : useWorld.getState().annotations.get(asAnnotationId(id))
  if (annotation) startChange(annotation)
  else openDrawer('drawings')
}

/** What is picked on the map, or highlighted in a list, if it moves. */
function useMoving(): { readonly id: string; readonly title: string } | null {
  const picked = useDeskView((state) => state.picked)
  const team = useDesk((state) => state.team ?? state.candidate)
  const name = useWorld((world) => (team === null ? undefined : world.teams.get(team as never)?.profile.name))
  if (picked?.object.layer === 'vessels' && !picked.object.cluster) return { id: picked.object.id, title: picked.title }
  return team !== null && name !== undefined ? { id: `team:${team}`, title: name } : null
}

/** Escape takes the mark of a typed point away, where it ends nothing else. */
function useEscapeForgets(): void {
  const marked = useFoundPoint((state) => state.found !== null)
  useEffect(() => {
    if (!marked) return
    const onKey = (event: KeyboardEvent) => {
      const elsewhere = event.target instanceof Element && event.target.closest('input, textarea, select, [role=dialog], aside')
      if (event.key === 'Escape' && !event.defaultPrevented && !elsewhere) forgetPoint()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [marked])
}

/** The keys of the map's tools. */
export function ToolKeys() {
  const names = useNames()
  const picked = useDeskView((state) => state.picked)
  const incident = useAnyIncident(useDesk((state) => state.shown))
  const moving = useMoving()
  const following = useFollow((state) => state.id)
  useBookmarkKeys()
  useEscapeForgets()
  useAction('surroundings', () => {
    if (useDrawer.getState().open === 'surroundings') return toggleDrawer('surroundings')
    if (picked?.at) lookAround(picked.at, picked.title)
    else if (incident) lookAround(incident.at, names.incident(incident.id))
    else setTool({ kind: 'around' })
  })
  useAction('measureLine', measure('LineString'))
  useAction('measureArea', measure('Polygon'))
  useAction('drawArea', draw('area'))
  useAction('drawPatrol', draw('patrol'))
  useAction('drawNote', draw('note'))
  useAction('drawings', () => toggleDrawer('drawings'))
  useAction('changeDrawing', changeDrawing)
  useAction('follow', () => (following === null ? moving && startFollowing(moving.id, moving.title) : stopFollowing()), following !== null || moving !== null)
  useAction('bookmarks', () => toggleDrawer('bookmarks'))
  useAction('timeSlider', () => useTimeBar.getState().toggle())
  useAction('coverage', () => toggleDrawer('coverage'))
  useAction('typhoon', () => toggleDrawer('typhoon'))
  useAction('relocation', () => toggleDrawer('relocation'))
  useAction('response', () => toggleDrawer('response'))
  useAction('callout', () => toggleDrawer('callout'))
  useAction('calloutSend', () => openDialog({ kind: 'calloutSend' }))
  useAction('calloutCall', goToTasks)
  return null
}
