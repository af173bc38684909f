import type { Map as MapLibreMap } from 'maplibre-gl'

/** A copy of what the map shows. Drawn anew first: what a graphics card has drawn is gone at the end of its turn. */
export function pictureOf(map: Pick<MapLibreMap, 'redraw' | 'getCanvas'>): HTMLCanvasElement {
  map.redraw()
  const drawing = map.getCanvas()
  const picture = document.createElement('canvas')
  picture.width = drawing.width
  picture.height = drawing.height
  picture.getContext('2d')?.drawImage(drawing, 0, 0)
  return picture
}

/**
 * Puts a picture of the map in its place while the page is printed: what a graphics card has drawn is not on paper by
 * itself, and a map that drew itself anew for the paper's size would come too late. Returns the remover.
 */
export function printAsPicture(map: Pick<MapLibreMap, 'redraw' | 'getCanvas' | 'getCanvasContainer'>): () => void {
  let picture: HTMLCanvasElement | null = null
  const before = () => {
    picture?.remove()
    // A picture that had to be decoded would be late as well.
    picture = pictureOf(map)
    picture.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;object-fit:cover'
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
