import type { Map as MapLibreMap } from 'maplibre-gl'

/**
 * Puts a picture of the map in its place while the page is printed: what a graphics card has drawn is not on paper by
 * itself, and a map that drew itself anew for the paper's size would come too late. Returns the remover.
 */
export function printAsPicture(map: Pick<MapLibreMap, 'redraw' | 'getCanvas' | 'getCanvasContainer'>): () => void {
  let picture: HTMLCanvasElement | null = null
  const before = () => {
    picture?.remove()
    // The drawing is there until this turn ends; a picture that had to be decoded would be late as well.
    map.redraw()
    const drawing = map.getCanvas()
    picture = document.createElement('canvas')
    picture.width = drawing.width
    picture.height = drawing.height
    picture.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;object-fit:cover'
    picture.getContext('2d')?.drawImage(drawing, 0, 0)
    map.getCanvasContainer().append(picture)
  }
  const after = () => {
    picture?.remove()
    picture = null
  }
  window.addEventListener('beforeprint', before)
  window.addEventListener('afterprint', after)
  return () => {
    window.removeEventListener('beforeprint', before)
    window.removeEventListener('afterprint', after)
    after()
  }
}
