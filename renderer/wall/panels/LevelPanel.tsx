import { useT } from '../../ui/i18n'
import css from '../wall.module.css'
import { Panel, type PanelProps } from './Panel'

/** Emergency response level. Nothing tells it yet, and the panel says so instead of showing a level. */
export function LevelPanel(_: PanelProps) {
  const { t } = useT()
  return (
    <Panel id="level" title={t('wall.level')} at={null}>
      <div className={css['placeholder']}>
        <strong>{t('wall.notConnected')}</strong>
        <span>{t('wall.level.none')}</span>
      </div>
    </Panel>
  )
}
