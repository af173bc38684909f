import { create } from 'zustand'
import type { EpochMs } from '../../shared/base/time'
import type { TrackPoint } from '../../shared/protocol/track-frame'
import { emptyColumns, type TrackColumns } from './track-group'
import { TrackStore } from './track-store'

const store = new TrackStore()
const NONE = new Map<string, TrackColumns>()
const EMPTY = new Map<string, TrackColumns>()

interface TracksState {
  /** Hub time of the last frame. */
  readonly frameAt: EpochMs | null
  /** A group that did not change is the same object. */
  readonly groups: ReadonlyMap<string, TrackColumns>
}
const useTracksState = create<TracksState>(() => ({ frameAt: null, groups: NONE }))

function show(frameAt: EpochMs | null): void {
  const groups = new Map([...store.groups].map(([name, group]) => [name, group.columns()]))
  useTracksState.setState({ frameAt, groups })
}

/**
 * Takes one frame of the hub. False: it is not a whole track frame, and changed nothing, or it moves what was never named,
 * so that an earlier one is missing: what is shown stays, with its age, and the hub is to start anew.
 */
export function receiveTracks(buffer: ArrayBuffer): boolean {
  const { strangers } = store
  try {
    show(store.receive(buffer))
  } catch {
    return false
  }
  return store.strangers === strangers
}

export function clearTracks(): void {
  store.clear()
  show(null)
}

function groupOf(groups: TracksState['groups'], name: string): TrackColumns {
  const held = groups.get(name) ?? EMPTY.get(name)
  if (held) return held
  const empty = emptyColumns(name)
  EMPTY.set(name, empty)
  return empty
}

/** The moving objects of one kind (`team`, `vessel` …) as they are now, in columns; empty before the first. */
export function trackGroup(name: string): TrackColumns {
  return groupOf(useTracksState.getState().groups, name)
}

/** The same for a component or layer, drawn again only when something of this kind changed. */
export function useTrackGroup(name: string): TrackColumns {
  return useTracksState((state) => groupOf(state.groups, name))
}

/** Hub time of the last frame of positions, or null before the first. */
export function useTracksAt(): EpochMs | null {
  return useTracksState((state) => state.frameAt)
}

/** Calls back with every change of a group, outside React (a map that draws by itself). Returns the remover. */
export function onTrackGroup(name: string, listener: (columns: TrackColumns) => void): () => void {
  return useTracksState.subscribe((state, before) => {
    const columns = groupOf(state.groups, name)
    if (columns !== groupOf(before.groups, name)) listener(columns)
  })
}

/** Draws the component again whenever positions of that kind changed; the value only says that they did. */
export function useTracksGeneration(group = 'team'): number {
  return useTracksState((state) => groupOf(state.groups, group).generation)
}

/** The position of any moving object by its id (`vessel:412…`), or null. */
export function trackOf(id: string): TrackPoint | null {
  const colon = id.indexOf(':')
  return store.groups.get(colon < 0 ? id : id.slice(0, colon))?.get(id) ?? null
}

/** The position of a team's phone, or null. */
export function teamTrack(teamId: string): TrackPoint | null {
  return trackOf(`team:${teamId}`)
}
