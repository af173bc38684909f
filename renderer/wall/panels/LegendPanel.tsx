import { LegendList } from '../../map/LegendList'
import { useT } from '../../ui/i18n'
import { useWallMap } from '../map-store'
import css from '../wall.module.css'
import { Panel, type PanelProps } from './Panel'

/** What the marks on the map mean. */
export function LegendPanel(_: PanelProps) {
  const { t } = useT()
  const data = useWallMap((state) => state.data)
  const visible = useWallMap((state) => state.visible)
  return (
    <Panel id="legend" title={t('map.legend.title')}>
      <div className={css['legend']}>
        <LegendList data={data} visible={visible} scheme="dark" />
      </div>
    </Panel>
  )
}
