import { Marker, type Map as MapLibreMap } from 'maplibre-gl'
import { SEVERITY_FILL } from './palette'
import css from './MapView.module.css'
import type { IncidentMark } from './types'

/**
 * Rings that pulse once a second round incidents that nobody has answered. They are elements with a style animation
 * (moved by the compositor), so that an alarm does not make the whole map be drawn sixty times a second.
 */
export function createPulses(map: MapLibreMap, scale: number) {
  const markers = new Map<string, { readonly marker: Marker; readonly element: HTMLElement }>()
  return {
    set(incidents: readonly IncidentMark[]): void {
      const wanted = new Map(incidents.filter(({ unanswered }) => unanswered).map((mark) => [mark.id, mark]))
      for (const [id, { marker }] of markers) {
        if (wanted.has(id)) continue
        marker.remove()
        markers.delete(id)
      }
      for (const [id, { at, severity }] of wanted) {
        let entry = markers.get(id)
        if (!entry) {
          const element = document.createElement('div')
          element.className = css['pulse'] ?? ''
          element.setAttribute('aria-hidden', 'true')
          element.dataset['testid'] = 'pulse'
          const ring = document.createElement('i')
          ring.style.width = ring.style.height = `${92 * scale}px`
          element.append(ring)
          entry = { element, marker: new Marker({ element, anchor: 'center' }).setLngLat(at).addTo(map) }
          markers.set(id, entry)
        }
        entry.element.style.setProperty('--pulse', SEVERITY_FILL[severity])
        entry.marker.setLngLat(at)
      }
    },
  }
}
