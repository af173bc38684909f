import { useState } from 'react'
import type { Closure } from '../../../shared/domain/closure/state'
import { useZone } from '../../state/pack'
import { useClosures } from '../../state/select'
import { actorText } from '../../ui/event-text'
import { momentText, shortTimeText } from '../../ui/format'
import { EmptyState } from '../../ui/States'
import { FateLine, keepFocus } from '../parts'
import { openDialog, setTool, wishMap } from '../state/desk'
import { useNames } from '../state/names'
import { give } from '../state/outgoing'
import css from './Queue.module.css'

/** Roads and areas that may not be driven through now. */
export function Closures() {
  const { t } = useNames()
  const closures = useClosures()
  return (
    <>
      <div className={css['bar']}>
        <span className={css['quiet']}>{t('desk.closure.declare')}</span>
        <span className={css['acts']}>
          <button type="button" onMouseDown={keepFocus} onClick={() => setTool({ kind: 'closure', shape: 'LineString', points: [] })} data-testid="closure-line">
            {t('desk.closure.line')}
          </button>
          <button type="button" onMouseDown={keepFocus} onClick={() => setTool({ kind: 'closure', shape: 'Polygon', points: [] })} data-testid="closure-area">
            {t('desk.closure.area')}
          </button>
          <button type="button" onMouseDown={keepFocus} onClick={() => openDialog({ kind: 'closure' })} data-testid="closure-type">
            {t('desk.closure.type')}
          </button>
        </span>
      </div>
      <FateLine place="closure" />
      {closures.length === 0 && <EmptyState title={t('desk.closure.none')} />}
      <ul className={css['list']}>
        {closures
          .toSorted((a, b) => b.declaredAt - a.declaredAt)
          .map((closure) => (
            <li key={closure.id}>
              <ClosureRow closure={closure} />
            </li>
          ))}
      </ul>
    </>
  )
}

function ClosureRow({ closure }: { readonly closure: Closure }) {
  const { t, team } = useNames()
  const zone = useZone()
  const [asking, setAsking] = useState(false)
  const { geometry } = closure
  const first = geometry.type === 'Polygon' ? geometry.coordinates[0]?.[0] : geometry.coordinates[Math.floor(geometry.coordinates.length / 2)]
  const lift = () => {
    if (!asking) return setAsking(true)
    setAsking(false)
    void give({ place: `closure:${closure.id}`, type: 'liftClosure', data: { closureId: closure.id } })
  }
  return (
    <div className={css['closure']} data-testid="closure">
      <button type="button" className={css['closureName']} onClick={() => first && wishMap({ lon: first[0], lat: first[1] }, 13)}>
        <strong>{closure.reason}</strong>
      </button>
      <div className={css['sub']} title={momentText(closure.declaredAt, zone)}>
        {[
          t(geometry.type === 'Polygon' ? 'desk.closure.area' : 'desk.closure.line'),
          closure.vehicles === null ? t('desk.closure.everybody') : closure.vehicles.map((vehicle) => t(`vehicle.${vehicle}`)).join(t('desk.comma')),
          closure.until === null ? t('desk.closure.untilLifted') : t('desk.closure.until', { time: shortTimeText(closure.until, zone) }),
          `${actorText(closure.by, t, team)} ${shortTimeText(closure.declaredAt, zone)}`,
        ].join(' · ')}
      </div>
      <div className={css['acts']}>
        <button type="button" onMouseDown={keepFocus} onClick={lift} onBlur={() => setAsking(false)} data-testid="closure-lift">
          {t(asking ? 'desk.closure.liftSure' : 'desk.closure.lift')}
        </button>
      </div>
      <FateLine place={`closure:${closure.id}`} />
    </div>
  )
}
