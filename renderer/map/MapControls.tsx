import { Checkbox, Popover, Stack } from '@mantine/core'
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react'
import type { ReactNode, RefObject } from 'react'
import { useT } from '../ui/i18n'
import { isVisible } from './layers/registry'
import css from './MapView.module.css'
import { MAP_LAYERS, type MapHandle, type MapLayerId, type Visible } from './types'

export interface MapControlsProps {
  readonly map: RefObject<MapHandle | null>
  readonly visible: Visible
  readonly onVisible: (visible: Visible) => void
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
export function MapControls({ map, visible, onVisible, onFit, children }: MapControlsProps) {
  const { t } = useT()
  const shown = (layer: MapLayerId) => isVisible(visible, layer)
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
          <Stack gap="xs">
            {MAP_LAYERS.toReversed().map((layer) => (
              <Checkbox
                key={layer}
                label={t(`map.layer.${layer}`)}
                checked={shown(layer)}
                onChange={(event) => onVisible({ ...visible, [layer]: event.currentTarget.checked })}
              />
            ))}
          </Stack>
        </Popover.Dropdown>
      </Popover>
      {children}
    </div>
  )
}
