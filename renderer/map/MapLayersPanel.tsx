import { Checkbox, TextInput } from '@mantine/core'
import { useId, useMemo, useState, type KeyboardEvent } from 'react'
import { useNow } from '../state/clock'
import { useT } from '../ui/i18n'
import { LAYER_GROUPS } from './layers/layer'
import { isVisible, layerRows } from './layers/registry'
import css from './MapLayersPanel.module.css'
import { layerStatusText } from './status-text'
import type { HeatStyle, LayerStatuses, MapData, Visible } from './types'

export interface MapLayersPanelProps {
  readonly data: MapData
  /** From `MapView`'s `onStatuses`. */
  readonly statuses: LayerStatuses
  readonly visible: Visible
  readonly onVisible: (visible: Visible) => void
  /** Left out: the style of heat maps is not to be chosen here. */
  readonly onHeatStyle?: (style: HeatStyle) => void
}

/** Arrows go from switch to switch; Space switches. */
function onArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input')]
  const next = stops[stops.indexOf(document.activeElement as HTMLElement) + step]
  event.preventDefault()
  next?.focus()
}

/** Every layer with its switch, how much is in it, how old that is, and what is wrong with it. */
export function MapLayersPanel({ data, statuses, visible, onVisible, onHeatStyle }: MapLayersPanelProps) {
  const { t, language } = useT()
  const now = useNow(5_000)
  const id = useId()
  const [search, setSearch] = useState('')
  const rows = useMemo(() => layerRows(data).map((row) => ({ ...row, name: row.name ?? t(`map.layer.${row.layer.id}`) })), [data, t])
  const wanted = search.trim().toLowerCase()
  const found = rows.filter(({ name }) => name.toLowerCase().includes(wanted))
  return (
    <div className={css['panel']} onKeyDown={onArrows} data-testid="layers-panel">
      <TextInput
        size="xs"
        type="search"
        aria-label={t('map.layers.search')}
        placeholder={t('map.layers.search')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        data-autofocus
      />
      <div className={css['rows']}>
        {LAYER_GROUPS.map((group) => {
          const inGroup = found.filter(({ layer }) => layer.group === group)
          if (inGroup.length === 0) return null
          return (
            <fieldset key={group}>
              <legend>{t(`map.group.${group}`)}</legend>
              {inGroup.map(({ key, name, count }) => {
                const status = statuses[key]
                const text = layerStatusText(status, count, now, t)
                return (
                  <div key={key} className={css['row']} data-layer={key} data-state={status?.state ?? 'ok'}>
                    <Checkbox
                      size="xs"
                      label={name}
                      checked={isVisible(visible, key)}
                      aria-describedby={text === null ? undefined : `${id}-${key}`}
                      onChange={(event) => onVisible({ ...visible, [key]: event.currentTarget.checked })}
                    />
                    {count !== null && count > 0 && <span className={`num ${css['count']}`}>{count.toLocaleString(language === 'zh' ? 'zh-CN' : 'en')}</span>}
                    {text !== null && (
                      <p id={`${id}-${key}`} className={css['status']}>
                        {text}
                      </p>
                    )}
                  </div>
                )
              })}
              {group === 'heat' && onHeatStyle && (
                <div className={css['row']}>
                  <Checkbox
                    size="xs"
                    label={t('map.layers.hexagons')}
                    checked={data.heatStyle === 'hexagons'}
                    onChange={(event) => onHeatStyle(event.currentTarget.checked ? 'hexagons' : 'smooth')}
                  />
                </div>
              )}
            </fieldset>
          )
        })}
        {found.length === 0 && <p className={css['status']}>{t('map.layers.none', { text: search.trim() })}</p>}
      </div>
    </div>
  )
}
