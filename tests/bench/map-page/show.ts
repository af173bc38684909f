import type { Deck } from '@deck.gl/core'
import { MapLibreOverlay } from '@deck.gl/maplibre'
import { Map as MapLibreMap } from 'maplibre-gl'
import type { HeatScale } from '../../../renderer/map/heat-scale'
import { createMapInstance } from '../../../renderer/map/map-instance'
import type { MapInstance } from '../../../renderer/map/map-options'
import type { LayerStatuses, MapData, MapObject, Scheme, Visible } from '../../../renderer/map/types'
import { translator } from '../../../shared/i18n/translator'

export const CAMERA = { center: { lon: 120.6, lat: 27.35 }, zoom: 9.2 }
export const groundUrl = () => new URL('basemap.pmtiles', location.href).href

export interface Shown {
  readonly instance: MapInstance
  readonly map: MapLibreMap
  statuses: LayerStatuses
  scales: readonly HeatScale[]
  picked: MapObject | null
  draw(data: MapData, visible?: Visible): void
  /** Updates deck.gl's layers now, as the next drawing would. */
  update(): void
  remove(): void
}

/** A box as large as the window. */
export function box(): HTMLElement {
  const container = document.createElement('div')
  container.style.cssText = 'position:absolute;inset:0'
  document.getElementById('map')?.append(container)
  return container
}

/** What an own method of a class was called on while `run` ran. */
function caught<T>(prototype: object, method: string, run: () => void): T {
  const own = Reflect.get(prototype, method) as (...all: unknown[]) => unknown
  const seen: T[] = []
  Reflect.set(prototype, method, function (this: T, ...all: unknown[]) {
    seen.push(this)
    return own.apply(this, all)
  })
  run()
  Reflect.set(prototype, method, own)
  const [first] = seen
  if (!first) throw new Error(`${method} was not called`)
  return first
}

/** deck.gl's own of an overlay: there is no other way to have its update timed alone. */
export function deckOf(overlay: MapLibreOverlay): Deck {
  return Reflect.get(overlay, '_deck') as Deck
}

export function updateLayers(overlay: MapLibreOverlay): void {
  const manager = Reflect.get(deckOf(overlay), 'layerManager') as { updateLayers(): void } | null
  manager?.updateLayers()
}

/** Our map, and the engine's own under it, which the product keeps to itself. */
export function show(scheme: Scheme = 'dark', zoom = CAMERA.zoom): Shown {
  const container = box()
  const told: { statuses: LayerStatuses; scales: readonly HeatScale[]; picked: MapObject | null } = { statuses: {}, scales: [], picked: null }
  let instance: MapInstance | undefined
  const map = caught<MapLibreMap>(MapLibreMap.prototype, 'addControl', () => {
    instance = createMapInstance({
      container,
      basemapUrl: groundUrl(),
      scheme,
      scale: 1,
      textScale: 1,
      leastText: 0,
      camera: { ...CAMERA, zoom },
      language: 'zh',
      glyphs: ['失'],
      interactive: true,
      onPick: (object) => {
        told.picked = object
      },
      onHover: () => undefined,
      onFailure: () => undefined,
      onContextLost: () => undefined,
      onStatuses: (statuses) => {
        told.statuses = statuses
      },
      onScales: (scales) => {
        told.scales = scales
      },
      words: () => translator('zh'),
    })
  })
  const made = instance
  if (!made) throw new Error('no map')
  // The overlay is added once the style has come.
  let overlay: MapLibreOverlay | undefined
  const add = map.addControl.bind(map)
  map.addControl = (control, position) => {
    if (control instanceof MapLibreOverlay) overlay = control
    return add(control, position)
  }
  return Object.assign(told, {
    instance: made,
    map,
    draw: (next: MapData, visible: Visible = {}) => made.draw(next, visible),
    update: () => {
      if (!overlay) throw new Error('the style has not come')
      updateLayers(overlay)
    },
    remove: () => {
      made.destroy()
      container.remove()
    },
  })
}

export const idle = (map: MapLibreMap) =>
  new Promise<void>((resolve) => {
    map.once('idle', () => resolve())
    map.triggerRepaint()
  })

/** Waits until the graphics card has done what it was told: one pixel must be read. */
export function finish(map: MapLibreMap): void {
  const gl = map.getCanvas().getContext('webgl2')
  gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4))
}

/** Runs what `run` would have done in the next animation frame at once: so that it can be timed. */
export function withoutWaiting(run: () => void): void {
  const own = window.requestAnimationFrame
  const asked: FrameRequestCallback[] = []
  window.requestAnimationFrame = (callback) => asked.push(callback)
  run()
  window.requestAnimationFrame = own
  for (const callback of asked) callback(performance.now())
}

export interface Frame {
  /** Milliseconds of the main thread until everything was told to the graphics card. */
  readonly cpu: number
  /** Milliseconds until the picture was there. */
  readonly total: number
}

/** One frame: what changes is handed over, the map is drawn, the picture is waited for. */
export function frame(map: MapLibreMap, change: () => void): Frame {
  const startedAt = performance.now()
  change()
  map.redraw()
  const cpu = performance.now() - startedAt
  finish(map)
  return { cpu, total: performance.now() - startedAt }
}
