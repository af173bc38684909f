import { useSyncExternalStore } from 'react'

/** Size of the desk's letters in pixels at which marks and names of the map have their own size. */
const NORMAL_REM_PX = 16

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener)
  return () => window.removeEventListener('resize', listener)
}

/** In steps of a quarter: every step builds the map anew. */
function scaleNow(): number {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return Math.max(1, Math.round((rem / NORMAL_REM_PX) * 4) / 4)
}

/** How much larger than on a 1080p screen marks and names of the map are: they grow with the letters. */
export function useMapScale(): number {
  return useSyncExternalStore(subscribe, scaleNow)
}
