import type { MovingSource } from './moving-types'
import type { MapData } from './types'

/** What listens to the moving sources of the map's data. */
export interface Following {
  /** Listens to what `data` has, and no longer to what it has not. */
  follow(data: Pick<MapData, 'vessels' | 'movers'>): void
  stop(): void
}

/** Listens to moving sources outside React; `moved` after any of them has changed. */
export function followSources(moved: () => void): Following {
  const followed = new Map<MovingSource, () => void>()
  return {
    follow({ vessels, movers }) {
      const sources = new Set([...(vessels ? [vessels] : []), ...movers.map(({ source }) => source)])
      for (const [source, stop] of followed) {
        if (sources.has(source)) continue
        stop()
        followed.delete(source)
      }
      for (const source of sources) if (!followed.has(source)) followed.set(source, source.subscribe(moved))
    },
    stop() {
      for (const stop of followed.values()) stop()
      followed.clear()
    },
  }
}
