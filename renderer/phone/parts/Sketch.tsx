import { useEffect, useRef } from 'react'
import type { Position, RouteLegMode } from '../../../shared/dispatch/travel'
import { useT } from '../i18n'
import type { OrderView } from '../order-view'
import { fitFrame, scaleBar } from '../sketch-geometry'
import { usePhone } from '../store'

const DASHES: Readonly<Record<RouteLegMode, number[]>> = { road: [], water: [10, 5], walk: [2, 6], estimated: [4, 8] }

const TOP = 34
const BOTTOM = 8

/** The way, drawn at once and without any download: line, place, own position, scale. */
export function Sketch({ view }: { readonly view: OrderView }) {
  const { t } = useT()
  const canvas = useRef<HTMLCanvasElement>(null)
  const fix = usePhone((phone) => phone.fix)
  const scheme = usePhone((phone) => phone.scheme)
  const { route, incident } = view.order
  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const draw = () => paint(element, view, fix ? [fix.lon, fix.lat] : null)
    const watcher = new ResizeObserver(draw)
    watcher.observe(element)
    const system = window.matchMedia('(prefers-color-scheme: light)')
    // After the page's own listener has switched the colours.
    const later = () => requestAnimationFrame(draw)
    system.addEventListener('change', later)
    later()
    return () => {
      watcher.disconnect()
      system.removeEventListener('change', later)
    }
  }, [view, fix, scheme])
  const label = [t('phone.route.sketch'), incident.place, ...(route?.legs.flatMap((leg) => leg.via) ?? [])].join(' · ')
  return <canvas className="sketch" ref={canvas} role="img" aria-label={label} />
}

function paint(canvas: HTMLCanvasElement, view: OrderView, own: Position | null): void {
  const { clientWidth: width, clientHeight: height } = canvas
  const ratio = window.devicePixelRatio || 1
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  const draw = canvas.getContext('2d')
  if (!draw || width === 0) return
  const style = getComputedStyle(canvas)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  draw.scale(ratio, ratio)
  const { route, incident } = view.order
  const goal: Position = [incident.at.lon, incident.at.lat]
  const points = [...(route?.geometry ?? []), goal, ...(own ? [own] : [])]
  // Below the label, above the scale.
  const fitted = fitFrame(points, width, height - TOP - BOTTOM, 18)
  const frame = { ...fitted, project: (at: Position) => ({ x: fitted.project(at).x, y: fitted.project(at).y + TOP }) }

  draw.strokeStyle = colour('--line')
  draw.lineWidth = 1
  const grid = scaleBar(frame.pixelsPerMetre, 90).pixels
  const centre = frame.project(goal)
  draw.beginPath()
  for (let x = centre.x % grid; x < width; x += grid) line(draw, x, 0, x, height)
  for (let y = centre.y % grid; y < height; y += grid) line(draw, 0, y, width, y)
  draw.globalAlpha = 0.55
  draw.stroke()
  draw.globalAlpha = 1

  draw.lineCap = 'round'
  draw.lineJoin = 'round'
  for (const pass of ['casing', 'line'] as const) {
    for (const leg of route?.legs ?? []) {
      draw.beginPath()
      for (const [index, at] of leg.geometry.entries()) {
        const { x, y } = frame.project(at)
        if (index === 0) draw.moveTo(x, y)
        else draw.lineTo(x, y)
      }
      draw.setLineDash(pass === 'casing' ? [] : DASHES[leg.mode])
      draw.lineWidth = pass === 'casing' ? 9 : 5
      draw.strokeStyle = colour(pass === 'casing' ? '--sketch' : '--act')
      draw.stroke()
    }
  }
  draw.setLineDash([])

  const start = route?.geometry[0]
  if (start) dot(draw, frame.project(start), 6, colour('--ok'), colour('--sketch'))
  if (own) dot(draw, frame.project(own), 8, colour('--act'), '#ffffff')
  dot(draw, centre, 11, colour(`--mark-${incident.severity}`), colour('--mark-ink'))
  dot(draw, centre, 4, colour('--mark-ink'), colour('--mark-ink'))

  const bar = scaleBar(frame.pixelsPerMetre, width / 4)
  draw.strokeStyle = colour('--text-2')
  draw.fillStyle = colour('--text-2')
  draw.lineWidth = 2
  draw.beginPath()
  draw.moveTo(12, height - 16)
  draw.lineTo(12, height - 11)
  draw.lineTo(12 + bar.pixels, height - 11)
  draw.lineTo(12 + bar.pixels, height - 16)
  draw.stroke()
  draw.font = `13px ${style.fontFamily}`
  draw.fillText(bar.metres >= 1000 ? `${bar.metres / 1000} km` : `${bar.metres} m`, 12, height - 22)
}

function line(draw: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  draw.moveTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5)
  draw.lineTo(Math.round(x2) + 0.5, Math.round(y2) + 0.5)
}

function dot(draw: CanvasRenderingContext2D, at: { x: number; y: number }, radius: number, fill: string, edge: string): void {
  draw.beginPath()
  draw.arc(at.x, at.y, radius, 0, 2 * Math.PI)
  draw.fillStyle = fill
  draw.fill()
  draw.lineWidth = 2
  draw.strokeStyle = edge
  draw.stroke()
}
