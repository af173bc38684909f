import { addProtocol, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { Protocol } from 'pmtiles'

let ready = false
const archives = new Protocol()

/** Tells the map engine where its worker is (shipped with the screens) and how PMTiles are read. Safe to call again. */
export function startEngine(): void {
  if (ready) return
  ready = true
  setWorkerUrl(new URL(workerUrl, window.location.href).href)
  addProtocol('pmtiles', archives.tile)
}

/** Forgets that an archive could not be read: otherwise its failure would be remembered with it. */
export function forgetArchive(url: string): void {
  archives.tiles.delete(url)
}

/** True if this machine can draw the map at all. */
export function hasWebGL2(): boolean {
  const context = document.createElement('canvas').getContext('webgl2')
  // Browsers allow few contexts at a time: the trial must not cost the map its own.
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}
