import 'leaflet/dist/leaflet.css'
import L from 'leaflet'
import type { GeoJSONSource } from 'maplibre-gl'
import { bareMap } from './bare'
import type { Swarm } from './data'
import { box, CAMERA, finish, idle, type Frame } from './show'

const collection = (swarm: Swarm): GeoJSON.FeatureCollection => {
  const { size, lonLat, heading, ids } = swarm.read()
  return {
    type: 'FeatureCollection',
    features: Array.from({ length: size }, (_, i) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lonLat[i * 2] ?? 0, lonLat[i * 2 + 1] ?? 0] },
      properties: { id: ids[i], heading: heading[i] ?? 0 },
    })),
  }
}

/** The engine's own way: a GeoJSON source, turned symbols that may overlap. */
export async function geojsonFrames(swarm: Swarm, frames: number): Promise<Frame[]> {
  const { map, remove } = bareMap()
  await new Promise<void>((resolve) => void map.once('style.load', () => resolve()))
  const picture = new ImageData(new Uint8ClampedArray(16 * 16 * 4).fill(200), 16, 16)
  map.addImage('vessel', picture)
  map.addSource('vessels', { type: 'geojson', data: collection(swarm) })
  map.addLayer({
    id: 'vessels',
    type: 'symbol',
    source: 'vessels',
    layout: { 'icon-image': 'vessel', 'icon-rotate': ['get', 'heading'], 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'icon-rotation-alignment': 'map' },
  })
  await idle(map)
  const source = map.getSource<GeoJSONSource>('vessels')
  const found: Frame[] = []
  for (let i = 0; i < frames; i++) {
    swarm.step(false)
    const startedAt = performance.now()
    const data = collection(swarm)
    void source?.setData(data)
    const handed = performance.now() - startedAt
    // Its worker cuts it into tiles; only then can it be drawn.
    await new Promise<void>((resolve) => {
      const look = () => (map.isSourceLoaded('vessels') ? resolve() : setTimeout(look, 1))
      setTimeout(look, 1)
    })
    const drawAt = performance.now()
    map.redraw()
    const cpu = handed + (performance.now() - drawAt)
    finish(map)
    found.push({ cpu, total: performance.now() - startedAt })
  }
  remove()
  return found
}

/** Leaflet with one canvas for all: circles without a heading, no ground. */
export async function leafletFrames(swarm: Swarm, frames: number): Promise<Frame[]> {
  const container = box()
  const renderer = L.canvas()
  const map = L.map(container, { center: [CAMERA.center.lat, CAMERA.center.lon], zoom: Math.round(CAMERA.zoom) + 1, renderer, zoomAnimation: false, attributionControl: false })
  const { size, lonLat } = swarm.read()
  const markers = Array.from({ length: size }, (_, i) => L.circleMarker([lonLat[i * 2 + 1] ?? 0, lonLat[i * 2] ?? 0], { radius: 4, weight: 1, renderer }).addTo(map))
  await new Promise((resolve) => setTimeout(resolve, 500))
  const found: Frame[] = []
  for (let i = 0; i < frames; i++) {
    swarm.step(false)
    // It would draw in the next animation frame: held back and called here, so that it can be timed.
    const own = renderer._redraw
    renderer._redraw = () => undefined
    const startedAt = performance.now()
    markers.forEach((marker, row) => marker.setLatLng([lonLat[row * 2 + 1] ?? 0, lonLat[row * 2] ?? 0]))
    own.call(renderer)
    const cpu = performance.now() - startedAt
    renderer._redraw = own
    container.querySelector('canvas')?.getContext('2d')?.getImageData(0, 0, 1, 1)
    found.push({ cpu, total: performance.now() - startedAt })
  }
  map.remove()
  container.remove()
  return found
}
