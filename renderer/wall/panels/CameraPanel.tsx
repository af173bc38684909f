import { IconVideoOff } from '@tabler/icons-react'
import { usePointSet } from '../../state/points'
import { useT } from '../../ui/i18n'
import { splitId } from '../logic/alerts'
import css from '../wall.module.css'
import { Panel, type PanelProps } from './Panel'

/** One camera of the pack. Its picture needs a video source, which no camera has yet: the panel says so, and which one it is. */
export function CameraPanel({ place }: PanelProps) {
  const { t } = useT()
  const { set: setId, point } = splitId(place.camera ?? '')
  const { status, set } = usePointSet(setId === '' ? null : setId)
  const row = set?.row(point)
  const name = row === undefined ? point : (set?.names[row] ?? point)
  const township = row === undefined || !set ? '' : (set.townships[set.townshipOf[row] ?? -1] ?? '')
  return (
    <Panel id="camera" title={t('wall.camera')} at={null}>
      <div className={css['placeholder']}>
        <IconVideoOff size="3em" stroke={1.4} aria-hidden />
        <strong>{name}</strong>
        {township !== '' && <span>{township}</span>}
        <span>{t(status === 'loading' ? 'wall.loading' : status === 'ready' && row === undefined ? 'wall.camera.unknown' : 'wall.camera.none')}</span>
      </div>
    </Panel>
  )
}
