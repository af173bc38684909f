import { addProtocol, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { FetchSource, PMTiles, Protocol } from 'pmtiles'

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

/** Makes an archive readable for which the hub wants a key; one that failed before is asked for anew. */
export function openArchive(url: string, key: string | null): void {
  archives.add(new PMTiles(new FetchSource(url, new Headers(key === null ? {} : { authorization: `Bearer ${key}` }))))
}

/** True if this machine can draw the map at all. */
export function hasWebGL2(): boolean {
  const context = document.createElement('canvas').getContext('webgl2')
  // Browsers allow few contexts at a time: the trial must not cost the map its own.
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}
