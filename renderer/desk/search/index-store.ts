import { create } from 'zustand'
import type { IncidentKind } from '../../../shared/domain/incident/kind'
import { isOpen, type Incident } from '../../../shared/domain/incident/state'
import { createPlaceIndex, type PlaceIndex, type SearchEntry, type SearchHit } from '../../../shared/pack/search'
import { usePack } from '../../state/pack'
import { useWorld } from '../../state/world'
import { learn, loadDictionary, readingOf } from './reading'

export type Search = (query: string, limit?: number) => readonly SearchHit[]

const NOTHING: Search = () => []
const useIndex = create<{ readonly search: Search }>(() => ({ search: NOTHING }))

/** Search over all names; another function whenever what it may find has changed. */
export function useSearch(): Search {
  return useIndex((state) => state.search)
}

function incidentEntry(incident: Incident, kinds: ReadonlyMap<string, IncidentKind>): SearchEntry {
  const kind = kinds.get(incident.kind)
  const name = incident.place === '' ? incident.number : incident.place
  return {
    id: incident.id,
    type: 'incident',
    ...readingOf(name),
    aliases: [incident.number, ...(kind ? [kind.name.zh, kind.name.en] : [])].map(readingOf),
    at: incident.at,
    detail: `${kind?.name.zh ?? incident.kind} · ${incident.number}`,
  }
}

/** Keeps the index in step with pack and world. Returns the remover. */
export function startSearch(): () => void {
  let index: PlaceIndex | null = null
  let known = new Map<string, Incident>()
  const announce = () => {
    const now = index
    useIndex.setState({ search: now ? (query, limit) => now.search(query, limit) : NOTHING })
  }
  function rebuild(): void {
    const entries = usePack.getState().pack?.search ?? []
    if (entries.length === 0) return
    learn(entries)
    index = createPlaceIndex(entries)
    known = new Map()
    follow()
    announce()
  }
  function follow(): void {
    if (!index) return
    const { incidents } = useWorld.getState()
    const { kinds } = usePack.getState()
    let changed = false
    for (const incident of incidents.values()) {
      const before = known.get(incident.id)
      if (!isOpen(incident)) {
        if (before) {
          index.remove('incident', incident.id)
          known.delete(incident.id)
          changed = true
        }
        continue
      }
      if (before && before.place === incident.place && before.kind === incident.kind) continue
      index.put(incidentEntry(incident, kinds))
      known.set(incident.id, incident)
      changed = true
    }
    if (changed) announce()
  }
  rebuild()
  const timer = setTimeout(() => void loadDictionary().then(rebuild), 3_000)
  const stops = [
    usePack.subscribe((state, before) => {
      if (state.pack !== before.pack) rebuild()
    }),
    useWorld.subscribe((state, before) => {
      if (state.incidents !== before.incidents) follow()
    }),
  ]
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}
