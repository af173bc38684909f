import { useState } from 'react'
import { asAnnotationId, type AnnotationId } from '../../../shared/base/ids'
import { ANNOTATION_UNDO_MS, isShown, type Annotation } from '../../../shared/domain/annotation/state'
import { middleOf } from '../../map/geo'
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
import { startChange } from './drawing-shape'
import css from './tools.module.css'

/** What is drawn on the map of all screens; each can be found, changed and changed back, taken away, and brought back. */
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
  async function changeBack({ id, version, changed }: Annotation): Promise<void> {
    if (changed) await give({ place: DRAWING_PLACE, type: 'changeAnnotation', data: { annotationId: id, ...changed.before }, expectedVersion: version })
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
          <li key={one.id} data-drawing={one.id}>
            <button type="button" className={css['item']} onClick={() => wishMap(middleOf(one.geometry), 13)}>
              <strong>{one.name}</strong>
              <span>
                {t(`map.drawing.${one.class}`)} · {actorText(one.by, t)} <span className="num">{shortTimeText(one.drawnAt, zone)}</span>
                {one.changed && ` · ${t('tools.draw.changedAt', { who: actorText(one.changed.by, t), time: shortTimeText(one.changed.at, zone) })}`}
                {one.until !== null && ` · ${t('desk.closure.until', { time: shortTimeText(one.until, zone) })}`}
              </span>
            </button>
            {one.changed && now - one.changed.at <= ANNOTATION_UNDO_MS && (
              <button type="button" aria-label={t('tools.draw.changeBack', { name: one.name })} onClick={() => void changeBack(one)}>
                {t('tools.undo')}
              </button>
            )}
            <button type="button" aria-label={t('tools.draw.changeOf', { name: one.name })} onClick={() => startChange(one)}>
              {t('tools.draw.change')}
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
