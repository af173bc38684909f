import { useState } from 'react'
import { asAnnotationId, type AnnotationId } from '../../../shared/base/ids'
import { isShown, type Annotation } from '../../../shared/domain/annotation/state'
import { useNow } from '../../state/clock'
import { useZone } from '../../state/pack'
import { useWorld } from '../../state/world'
import { actorText } from '../../ui/event-text'
import { shortTimeText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { EmptyState } from '../../ui/States'
import { FateLine, KeyButton } from '../parts'
import { wishMap } from '../state/desk'
import { give } from '../state/outgoing'
import { DrawerFrame } from './DrawerFrame'
import { DRAWING_PLACE } from './DrawingDialog'
import css from './tools.module.css'

/** What is drawn on the map of all screens; each can be found, taken away, and brought back. */
export function DrawingsPanel() {
  const { t } = useT()
  const zone = useZone()
  const now = useNow(5_000)
  const annotations = useWorld((world) => world.annotations)
  const [removed, setRemoved] = useState<{ readonly id: AnnotationId; readonly name: string } | null>(null)
  const list = [...annotations.values()].filter((one) => isShown(one, now)).toSorted((a, b) => b.drawnAt - a.drawnAt)

  async function remove({ id, name }: Annotation): Promise<void> {
    const reply = await give({ place: DRAWING_PLACE, type: 'removeAnnotation', data: { annotationId: id } })
    if (reply.ok) setRemoved({ id, name })
  }
  async function restore(): Promise<void> {
    if (!removed) return
    const reply = await give({ place: DRAWING_PLACE, type: 'restoreAnnotation', data: { annotationId: asAnnotationId(removed.id) } })
    if (reply.ok) setRemoved(null)
  }
  return (
    <DrawerFrame title={t('tools.drawings')} testId="drawings">
      <div className={css['row']}>
        <KeyButton action="drawArea" grow>{t('tools.draw.area')}</KeyButton>
        <KeyButton action="drawPatrol" grow>{t('tools.draw.patrol')}</KeyButton>
        <KeyButton action="drawNote" grow>{t('tools.draw.note')}</KeyButton>
      </div>
      <FateLine place={DRAWING_PLACE} />
      {removed && (
        <div className={css['row']} role="status">
          <span className={css['grow']}>{t('tools.draw.removed', { name: removed.name })}</span>
          <button type="button" onClick={() => void restore()} data-testid="drawing-undo">
            {t('tools.undo')}
          </button>
        </div>
      )}
      {list.length === 0 && <EmptyState title={t('tools.draw.none')} />}
      <ul className={css['list']} data-arrows="vertical">
        {list.map((one) => (
          <li key={one.id}>
            <button type="button" className={css['item']} onClick={() => wishMap(middleOf(one), 13)}>
              <strong>{one.name}</strong>
              <span>
                {t(`tools.draw.${one.kind}`)} · {actorText(one.by, t)} <span className="num">{shortTimeText(one.drawnAt, zone)}</span>
                {one.until !== null && ` · ${t('desk.closure.until', { time: shortTimeText(one.until, zone) })}`}
              </span>
            </button>
            <button type="button" aria-label={t('tools.remove', { name: one.name })} onClick={() => void remove(one)}>
              {t('tools.removeShort')}
            </button>
          </li>
        ))}
      </ul>
    </DrawerFrame>
  )
}

function middleOf({ geometry }: Annotation) {
  const points = geometry.type === 'Point' ? [geometry.coordinates] : geometry.type === 'LineString' ? geometry.coordinates : (geometry.coordinates[0] ?? [])
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)]
  return { lon: (Math.min(...lons) + Math.max(...lons)) / 2, lat: (Math.min(...lats) + Math.max(...lats)) / 2 }
}
