/** Longest side of a photo that is sent, pixels: enough to read a number plate, 200-400 KB. */
export const MAX_SIDE = 1600
const QUALITY = 0.82

/** Width and height within `max`, same shape, never enlarged. Whole pixels, at least 1. */
export function fitWithin(width: number, height: number, max: number): { width: number; height: number } {
  const scale = Math.min(1, max / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/**
 * Draws the picture anew, upright and small. What the camera wrote beside it (place, owner, serial number) is not
 * drawn and so not sent. Rejects for what is no picture.
 */
export async function shrink(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const { width, height } = fitWithin(bitmap.width, bitmap.height, MAX_SIDE)
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const draw = canvas.getContext('2d')
    if (!draw) throw new Error('no canvas')
    draw.drawImage(bitmap, 0, 0, width, height)
    return await new Promise<Blob>((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no JPEG'))), 'image/jpeg', QUALITY),
    )
  } finally {
    bitmap.close()
  }
}
