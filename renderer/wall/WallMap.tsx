import { useEffect, useMemo, useRef, useState } from 'react'
import { intersection } from '../../shared/wall/canvas'
import { layerRows } from '../map/layers/registry'
import { MapView } from '../map/MapView'
import { layerReasonText } from '../map/status-text'
import type { LayerStatuses, MapData, MapHandle } from '../map/types'
import { useNow } from '../state/clock'
import { usePack, useZone } from '../state/pack'
import { shortTimeText } from '../ui/format'
import { useT } from '../ui/i18n'
import { SENSITIVE_GLYPH } from './logic/map-data'
import { gridFor, mapPlace } from './logic/scene-grid'
import { useWallMap, wallMapHandle } from './map-store'
import type { Showing } from './showing'
import { restCamera, useCamera } from './use-camera'
import { useWallMapData, visibleOf } from './use-map-data'
import type { WallLayout } from './use-scale'
import { useFreshWays } from './ways'
import css from './wall.module.css'

export interface WallMapProps {
  readonly layout: WallLayout
  readonly showing: Showing
  readonly interactive: boolean
}

/** The map of the scene: its layers, where it stands, where it looks. It stays when scenes change, and hides where there is none. */
export function WallMap({ layout, showing, interactive }: WallMapProps) {
  const { scene } = showing
  const map = useRef<MapHandle>(null)
  const kinds = usePack((state) => state.kinds)
  const [statuses, setStatuses] = useState<LayerStatuses>({})
  useFreshWays()

  // A scene without a map keeps the last one's where it was, unseen: building it again costs seconds.
  const last = useRef(scene)
  if (scene?.map) last.current = scene
  const drawn = last.current
  const shown = scene?.map !== undefined
  const drawnMap = drawn?.map
  const visible = useMemo(() => visibleOf(drawnMap), [drawnMap])
  const data = useWallMapData(visible)
  const { canvas, unitPx, window: screen } = layout
  const place = useMemo(() => (drawn ? mapPlace(gridFor(drawn, canvas), canvas, unitPx) : null), [drawn, canvas, unitPx])
  const part = useMemo(() => place && intersection(place.rect, screen), [place, screen])
  const camera = useCamera(map, showing, place, part)
  const glyphs = useMemo(() => [...[...kinds.values()].map(({ glyph }) => glyph), SENSITIVE_GLYPH, '警'], [kinds])

  useEffect(() => {
    wallMapHandle.current = map.current
    return () => {
      wallMapHandle.current = null
    }
  })
  useEffect(() => {
    const rect = part && shown ? { ...part, left: part.left - screen.left, top: part.top - screen.top } : null
    useWallMap.setState({ data, visible, statuses, rect, ...(shown ? {} : { bounds: null }) })
  }, [data, visible, statuses, part, shown, screen])

  if (!part || !camera) return null
  const touched = interactive ? restCamera : undefined
  const ground = drawn?.map?.ground
  return (
    <div
      className={`${css['map']} fades-when-lost`}
      style={{ ...part, visibility: shown ? 'visible' : 'hidden' }}
      data-framed={drawn !== null && gridFor(drawn, canvas).map !== undefined}
      data-testid="wall-map"
      onPointerDown={touched}
      onWheel={touched}
      onKeyDown={touched}
    >
      <MapView
        ref={map}
        data={data}
        visible={visible}
        camera={camera}
        glyphs={glyphs}
        scheme="dark"
        {...(ground === undefined ? {} : { ground })}
        scale={layout.marks}
        textScale={layout.names}
        leastText={layout.unitPx}
        interactive={interactive}
        onStatuses={setStatuses}
      >
        <MapNotes data={data} statuses={statuses} />
      </MapView>
    </div>
  )
}

/** What must be known about the map before it is believed: layers past their limit, a hand on it. */
function MapNotes({ data, statuses }: { readonly data: MapData; readonly statuses: LayerStatuses }) {
  const { t } = useT()
  const zone = useZone()
  const now = useNow(1_000)
  const visible = useWallMap((state) => state.visible)
  const restingUntil = useWallMap((state) => state.restingUntil)
  const troubles = layerRows(data).flatMap(({ key, name, layer }) => {
    const status = statuses[key]
    if (visible[key] !== true || !status || status.state === 'ok') return []
    const what = name ?? t(`map.layer.${layer.id}`)
    if (status.state === 'stale' && status.at !== null) return [t('wall.layer.stale', { layer: what, time: shortTimeText(status.at, zone) })]
    if (status.state === 'error') return [t('wall.layer.error', { layer: what, reason: status.reason ? layerReasonText(status.reason, t) : '' })]
    if (status.state === 'loading') return [t('wall.layer.loading', { layer: what })]
    return [t('wall.layer.empty', { layer: what })]
  })
  return (
    <div className={css['notes']}>
      {restingUntil > now && (
        <div className={css['note']} role="status" data-testid="resting">
          {t('wall.resting', { n: Math.ceil((restingUntil - now) / 1000) })}
        </div>
      )}
      {troubles.slice(0, 3).map((text) => (
        <div key={text} className={css['note']} data-testid="layer-trouble">
          {text}
        </div>
      ))}
    </div>
  )
}
