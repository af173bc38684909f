import { useEffect, type RefObject } from 'react'
import { MAX_THUMBNAIL } from '../../shared/protocol/messages'
import { sendPicture, useDirected } from '../state/wall-screen'
import { useWallMap, wallMapHandle } from './map-store'
import type { WallLayout } from './use-scale'

const EVERY_MS = 5_000
const WIDTH_PX = 480
const QUALITIES = [0.7, 0.5, 0.3] as const

/** Colours of the small picture, the same as `tokens.css`. */
const INK = { sea: '#07111c', panel: '#0d1824', line: '#24384f', text: '#e8f0f8' } as const

/** While somebody directs: a small picture of this screen every few seconds. Nothing is drawn or sent otherwise. */
export function useThumbnails(root: RefObject<HTMLElement | null>, layout: WallLayout): void {
  const open = useDirected((state) => state.open)
  useEffect(() => {
    if (!open) return
    let gone = false
    const turn = () => {
      if (root.current && !gone) void smallPicture(root.current, layout).then((bytes) => bytes && !gone && sendPicture(bytes))
    }
    const first = setTimeout(turn, 300)
    const timer = setInterval(turn, EVERY_MS)
    return () => {
      gone = true
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [open, root, layout])
}

/** The map as it is drawn, the panels as boxes with their first words. Null where it cannot be made small enough. */
async function smallPicture(root: HTMLElement, { screen, window: part }: WallLayout): Promise<ArrayBuffer | null> {
  const ratio = WIDTH_PX / screen.width
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH_PX
  canvas.height = Math.max(1, Math.round(screen.height * ratio))
  const draw = canvas.getContext('2d')
  if (!draw) return null
  draw.scale(ratio, ratio)
  draw.fillStyle = INK.sea
  draw.fillRect(0, 0, screen.width, screen.height)
  const { rect } = useWallMap.getState()
  const map = rect && wallMapHandle.current?.picture()
  if (rect && map && map.width > 0) draw.drawImage(map, rect.left, rect.top, rect.width, rect.height)
  const size = 15 / ratio
  draw.font = `${size}px 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif`
  draw.textBaseline = 'top'
  for (const cell of root.querySelectorAll('[data-panel], header[data-testid=head], [data-testid=banner], [data-testid=dark]')) {
    const box = cell.getBoundingClientRect()
    if (box.right <= 0 || box.left >= part.width || box.bottom <= 0 || box.top >= part.height) continue
    draw.fillStyle = INK.panel
    draw.strokeStyle = INK.line
    draw.lineWidth = 1 / ratio
    draw.fillRect(box.left, box.top, box.width, box.height)
    draw.strokeRect(box.left, box.top, box.width, box.height)
    draw.save()
    draw.beginPath()
    draw.rect(box.left, box.top, box.width, box.height)
    draw.clip()
    draw.fillStyle = INK.text
    const words = (cell.querySelector('h1, h2, strong')?.textContent ?? '').trim()
    draw.fillText(words, box.left + size * 0.4, box.top + size * 0.4)
    draw.restore()
  }
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
    if (blob && blob.size <= MAX_THUMBNAIL) return blob.arrayBuffer()
  }
  return null
}
