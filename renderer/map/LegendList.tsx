import { useLayoutEffect, useRef } from 'react'
import { useT } from '../ui/i18n'
import { drawIcon } from './icons'
import type { LegendEntry } from './layers/layer'
import { isVisible, LAYERS } from './layers/registry'
import { markLetters } from './mark-letters'
import css from './MapView.module.css'
import { PALETTES } from './palette'
import type { MapData, Scheme, Visible } from './types'

/** Device pixels of a mark: sharp at every zoom of the browser. */
const ICON_PX = 64

/** A mark of the map, drawn as the map draws it. */
export function MapIcon({ name, scheme }: { readonly name: string; readonly scheme: Scheme }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { t, language } = useT()
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    context.setTransform(ICON_PX / 100, 0, 0, ICON_PX / 100, 0, 0)
    context.clearRect(0, 0, 100, 100)
    drawIcon(context, name, PALETTES[scheme], markLetters(t, language))
  }, [name, scheme, t, language])
  return <canvas ref={canvas} width={ICON_PX} height={ICON_PX} className={css['icon']} aria-hidden />
}

function Swatch({ entry, scheme }: { readonly entry: LegendEntry; readonly scheme: Scheme }) {
  if (entry.kind === 'icon') return <MapIcon name={entry.icon} scheme={scheme} />
  return (
    <svg viewBox="0 0 32 16" aria-hidden>
      {entry.kind === 'line' && !entry.double && <path d="M1 8H31" stroke={entry.colour} strokeWidth={4} strokeDasharray={entry.dash} />}
      {entry.kind === 'line' && entry.double && <path d="M1 5H31M1 11H31" stroke={entry.colour} strokeWidth={2.4} />}
      {entry.kind === 'area' && <rect x="2" y="2" width="28" height="12" fill={entry.colour} fillOpacity={0.18} stroke={entry.colour} strokeWidth={2} strokeDasharray={entry.dash} />}
      {entry.kind === 'dot' && <circle cx="16" cy="8" r="5" fill={entry.colour} />}
    </svg>
  )
}

/** What the marks and lines of the layers that are on and hold anything mean. */
export function legendEntries(data: MapData, visible: Visible): LegendEntry[] {
  return LAYERS.toReversed().flatMap((layer) => {
    const on = layer.switches(data).some(({ key, count }) => isVisible(visible, key) && count !== 0)
    return on ? (layer.legend?.(data, (key) => isVisible(visible, key)) ?? []) : []
  })
}

export interface LegendListProps {
  readonly data: MapData
  readonly visible: Visible
  readonly scheme: Scheme
}

export function LegendList({ data, visible, scheme }: LegendListProps) {
  const { t } = useT()
  return legendEntries(data, visible).map((entry) => (
    <span key={`${entry.text} ${entry.kind}`}>
      <Swatch entry={entry} scheme={scheme} />
      {t(entry.text)}
    </span>
  ))
}
