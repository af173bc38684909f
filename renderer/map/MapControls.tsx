import { Popover } from '@mantine/core'
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react'
import type { ReactNode, RefObject } from 'react'
import { useT } from '../ui/i18n'
import { GroundControl } from './ground/GroundControl'
import { MapLayersPanel } from './MapLayersPanel'
import css from './MapView.module.css'
import type { HeatStyle, LayerStatuses, MapData, MapHandle, Visible } from './types'

export interface MapControlsProps {
  readonly map: RefObject<MapHandle | null>
  readonly visible: Visible
  readonly onVisible: (visible: Visible) => void
  /** What the layers hold, and how they are: for the list of layers. */
  readonly data: MapData
  readonly statuses: LayerStatuses
  readonly onHeatStyle?: (style: HeatStyle) => void
  /** Shows the whole jurisdiction. */
  readonly onFit?: () => void
  /** More buttons, `MapControl` each (周边, 测距 …). */
  readonly children?: ReactNode
}

/** One button of the column, reachable by Tab. */
export function MapControl({
  label,
  onClick,
  children,
  pressed,
}: {
  readonly label: string
  readonly onClick?: () => void
  readonly children: ReactNode
  readonly pressed?: boolean
}) {
  return (
    <button
      type="button"
      className={css['control']}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

/** The column of buttons at the map's upper right. */
export function MapControls({ map, visible, onVisible, data, statuses, onHeatStyle, onFit, children }: MapControlsProps) {
  const { t } = useT()
  return (
    <div className={css['controls']}>
      <MapControl label={t('map.zoomIn')} onClick={() => map.current?.zoomBy(1)}>
        <IconPlus size="1.125rem" />
      </MapControl>
      <MapControl label={t('map.zoomOut')} onClick={() => map.current?.zoomBy(-1)}>
        <IconMinus size="1.125rem" />
      </MapControl>
      {onFit && (
        <MapControl label={t('map.fit')} onClick={onFit}>
          <IconFocusCentered size="1.125rem" />
        </MapControl>
      )}
      <Popover position="left-start" trapFocus returnFocus shadow="md">
        <Popover.Target>
          <button type="button" className={css['control']} aria-label={t('map.layers')} title={t('map.layers')}>
            {t('map.layersShort')}
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <MapLayersPanel data={data} statuses={statuses} visible={visible} onVisible={onVisible} {...(onHeatStyle ? { onHeatStyle } : {})} />
        </Popover.Dropdown>
      </Popover>
      <GroundControl />
      {children}
    </div>
  )
}
