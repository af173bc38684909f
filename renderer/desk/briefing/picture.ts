import { PAGE_SIZE, type Format } from '../../../shared/briefing/page'
import type { Shape } from '../../panels/briefing/draw/shape'
import { svgFile } from '../../panels/briefing/draw/svg'

/** Marks of a rectangle of so many pixels as a PNG, `scale` times as large. Rejects if this browser cannot draw it. */
export async function pictureOf(shapes: readonly Shape[], width: number, height: number, scale: number): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svgFile(shapes, width, height)], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(width * scale)
    canvas.height = Math.round(height * scale)
    const draw = canvas.getContext('2d')
    if (!draw) throw new Error('no canvas')
    draw.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
    if (!blob) throw new Error('the picture could not be made')
    return blob
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** A page at three times its size: 3840 × 2160, and A4 at about 288 dots an inch. */
export function pagePicture(shapes: readonly Shape[], format: Format): Promise<Blob> {
  const { width, height } = PAGE_SIZE[format]
  return pictureOf(shapes, width, height, 3)
}
