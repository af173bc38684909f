import { create } from 'zustand'
import { hubUrl } from './api'

export interface RoadsState {
  /** Lines of the schematic network; null: not loaded, or the roads are real and too many to draw like this. */
  readonly roads: GeoJSON.FeatureCollection | null
}

export const useRoads = create<RoadsState>(() => ({ roads: null }))

/** Loads the hand-drawn road network, if the pack has one. A map without it is still a map: failures are silent. */
export async function loadRoads(token: string | null): Promise<void> {
  try {
    const response = await fetch(new URL('/api/v1/roads', hubUrl()), {
      headers: token ? { authorization: `Bearer ${token}` } : {},
    })
    if (!response.ok) return
    const body: unknown = await response.json()
    if (typeof body === 'object' && body !== null && 'features' in body && Array.isArray(body.features)) {
      useRoads.setState({ roads: body as GeoJSON.FeatureCollection })
    }
  } catch {
    // Asked again with the next connection.
  }
}
