import 'maplibre-gl/dist/maplibre-gl.css'
import { AttributionControl, LngLatBounds, Map as MapLibreMap, type GeoJSONSource, type LngLatLike } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import { hasWebGL2, startEngine } from '../../map/engine'
import { PALETTES, SEVERITY_FILL } from '../../map/palette'
import { ATTRIBUTION, baseStyle } from '../../map/style'
import { useT } from '../i18n'
import type { OrderView } from '../order-view'
import { Sketch } from '../parts/Sketch'
import { usePhone, type PhoneStore } from '../store'

/** The offline ground of the hub, with the way, the place and the team on it. Without signal the sketch stands in. */
export default function RouteMap({ view }: { readonly view: OrderView }) {
  const { t } = useT()
  const holder = useRef<HTMLDivElement>(null)
  const [failed, setFailed] = useState(() => !hasWebGL2())
  const { route, incident } = view.order
  useEffect(() => {
    const container = holder.current
    if (!container || failed) return
    startEngine()
    const scheme = document.documentElement.dataset['mantineColorScheme'] === 'light' ? 'light' : 'dark'
    const palette = PALETTES[scheme]
    const goal: LngLatLike = [incident.at.lon, incident.at.lat]
    const line = (route?.geometry ?? []).map(([lon, lat]): [number, number] => [lon, lat])
    const bounds = line.reduce((box, at) => box.extend(at), new LngLatBounds(goal, goal))
    const map = new MapLibreMap({
      container,
      style: baseStyle(scheme, new URL('/basemap/zhejiang.pmtiles', window.location.href).href, 1.2),
      bounds,
      fitBoundsOptions: { padding: 56, maxZoom: 13 },
      maxZoom: 17,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      attributionControl: false,
      pixelRatio: Math.min(window.devicePixelRatio, 2),
      fadeDuration: 0,
    })
    map.touchZoomRotate.disableRotation()
    map.addControl(new AttributionControl({ compact: true, customAttribution: ATTRIBUTION }), 'bottom-left')
    map.on('error', () => {
      if (!map.isSourceLoaded('basemap')) setFailed(true)
    })
    map.once('style.load', () => {
      const path = { type: 'LineString' as const, coordinates: line }
      map.addSource('route', { type: 'geojson', data: path })
      const round = { 'line-cap': 'round', 'line-join': 'round' } as const
      map.addLayer({ id: 'route-casing', type: 'line', source: 'route', layout: round, paint: { 'line-color': palette.sea, 'line-width': 9 } })
      const dashes = route?.kind === 'estimated' ? { 'line-dasharray': [1, 2] } : {}
      map.addLayer({ id: 'route', type: 'line', source: 'route', layout: round, paint: { 'line-color': palette.act, 'line-width': 5, ...dashes } })
      map.addSource('goal', { type: 'geojson', data: { type: 'Point', coordinates: [incident.at.lon, incident.at.lat] } })
      map.addLayer({
        id: 'goal',
        type: 'circle',
        source: 'goal',
        paint: { 'circle-radius': 11, 'circle-color': SEVERITY_FILL[incident.severity], 'circle-stroke-width': 3, 'circle-stroke-color': '#10161d' },
      })
      map.addSource('own', { type: 'geojson', data: { type: 'FeatureCollection', features: [] } })
      map.addLayer({
        id: 'own',
        type: 'circle',
        source: 'own',
        paint: { 'circle-radius': 8, 'circle-color': palette.act, 'circle-stroke-width': 3, 'circle-stroke-color': '#ffffff' },
      })
      showOwn(usePhone.getState())
    })
    function showOwn({ fix }: PhoneStore): void {
      const source = map.getSource<GeoJSONSource>('own')
      if (source && fix) void source.setData({ type: 'Point', coordinates: [fix.lon, fix.lat] })
    }
    const remove = usePhone.subscribe(showOwn)
    return () => {
      remove()
      map.remove()
    }
    // The map is made once for a route; the team's own place moves on it by itself.
  }, [failed, route, incident])

  if (!failed) return <div className="map" ref={holder} role="application" aria-label={t('phone.do.map')} />
  return (
    <>
      <p className="fine">{t('phone.map.failed')}</p>
      <div className="map">
        <Sketch view={view} />
      </div>
    </>
  )
}
