import { useT } from '../ui/i18n'
import { LegendList, type LegendListProps } from './LegendList'
import css from './MapView.module.css'

export interface MapLegendProps extends LegendListProps {
  /** The road network is drawn by hand: it must say so. */
  readonly schematic: boolean
}

/** What is on the map means this. */
export function MapLegend({ schematic, ...list }: MapLegendProps) {
  const { t } = useT()
  return (
    <div className={`panel ${css['legend']}`} aria-label={t('map.legend.title')} role="group">
      <LegendList {...list} />
      {schematic && <span>{t('schematic.mark')}</span>}
    </div>
  )
}
