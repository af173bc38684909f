import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { encodeTrackFrame, trackGroupOf, type TrackChanges, type TrackPoint } from '../../shared/protocol/track-frame'
import { TrackStore } from './track-store'
import { clearTracks, receiveTracks, teamTrack, trackGroup } from './tracks'

const quarter = fc.constantFrom(NaN, 0, 12.25, 90.5, 300.75)
const point = fc.record({
  id: fc.tuple(fc.constantFrom('team', 'vessel', 'vehicle'), fc.nat({ max: 60 })).map(([group, n]) => `${group}:${n}`),
  lon: fc.integer({ min: -1800, max: 1800 }).map((n) => n / 10),
  lat: fc.integer({ min: -900, max: 900 }).map((n) => n / 10),
  headingDeg: quarter,
  speedMps: quarter,
  accuracyM: fc.constantFrom(NaN, 0, 7),
  at: fc.integer({ min: 1, max: 1000 }),
})

/** A hub's side of one connection: gives out handles, reuses those of the removed. */
function sender() {
  const handles = new Map<string, number>()
  let free: number[] = []
  let unused = 0
  return {
    frame(points: readonly TrackPoint[], removed: readonly string[] = [], start = false): ArrayBuffer {
      if (start) {
        handles.clear()
        free = []
        unused = 0
      }
      const gone = [...new Set(removed)].flatMap((id) => handles.get(id) ?? [])
      for (const id of removed) handles.delete(id)
      const named: { handle: number; id: string }[] = []
      const moved: { handle: number; point: TrackPoint }[] = []
      for (const one of points) {
        let handle = handles.get(one.id)
        if (handle === undefined) {
          handle = free.pop() ?? unused++
          handles.set(one.id, handle)
          named.push({ handle, id: one.id })
        }
        moved.push({ handle, point: one })
      }
      // A freed handle is another's from the next frame on.
      free.push(...gone)
      return encodeTrackFrame({ hubTime: 1, start, named, removed: gone, moved })
    },
  }
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ put: fc.array(point, { maxLength: 80 }), remove: fc.array(point.map(({ id }) => id), { maxLength: 20 }) }) },
  { weight: 1, arbitrary: fc.record({ again: fc.uniqueArray(point, { selector: ({ id }) => id, maxLength: 60 }) }) },
)

describe('moving objects', () => {
  it('are what a plain map would hold, in dense columns per group, after any frames, cuts and removals', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const store = new TrackStore()
        const hub = sender()
        const model = new Map<string, TrackPoint>()
        for (const doing of steps) {
          if ('again' in doing) {
            // Another connection: what the hub does not name again is gone, what it does keeps the newest position.
            store.receive(hub.frame(doing.again, [], true))
            for (const id of model.keys()) if (!doing.again.some((one) => one.id === id)) model.delete(id)
            for (const one of doing.again) if ((model.get(one.id)?.at ?? 0) <= one.at) model.set(one.id, one)
            continue
          }
          const put = doing.put.filter(({ id }) => !doing.remove.includes(id))
          store.receive(hub.frame(put, doing.remove))
          for (const id of doing.remove) model.delete(id)
          for (const one of put) if ((model.get(one.id)?.at ?? 0) <= one.at) model.set(one.id, one)
        }
        expect(store.refused).toBe(0)
        expect([...store.groups.values()].reduce((sum, group) => sum + group.size, 0)).toBe(model.size)
        for (const [id, one] of model) {
          const group = store.group(trackGroupOf(id))
          expect(group.get(id)).toEqual(one)
          const columns = group.columns()
          expect(columns.ids[group.row(id) ?? -1]).toBe(id)
          expect(columns.lonLat).toHaveLength(columns.size * 2)
          expect(columns.ids).toHaveLength(columns.size)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('refuse single positions that cannot be, and take the others', () => {
    const store = new TrackStore()
    const good = { id: 'vessel:1', lon: 120, lat: 27, at: 5, headingDeg: NaN, speedMps: 1, accuracyM: NaN }
    const moved: TrackChanges['moved'] = [
      { handle: 0, point: good },
      { handle: 1, point: { ...good, lon: 214 } },
      { handle: 2, point: { ...good, lat: 120 } },
      { handle: 3, point: { ...good, at: NaN } },
      { handle: 9, point: good },
    ]
    store.receive(encodeTrackFrame({ hubTime: 1, start: true, named: [0, 1, 2, 3].map((handle) => ({ handle, id: `vessel:${handle}` })), removed: [], moved }))
    expect(store.refused).toBe(4)
    expect(store.group('vessel').columns().ids).toEqual(['vessel:0'])
    expect(store.group('vessel').get('vessel:0')).toEqual({ ...good, id: 'vessel:0' })
  })

  it('carry names, which may change', () => {
    const store = new TrackStore()
    const moved = [{ handle: 0, point: { id: 'vessel:1', lon: 120, lat: 27, at: 5, headingDeg: 1, speedMps: 1, accuracyM: 1 } }]
    store.receive(encodeTrackFrame({ hubTime: 1, start: true, named: [{ handle: 0, id: 'vessel:1', name: '浙苍渔 01234' }], removed: [], moved }))
    expect(store.group('vessel').columns().names).toEqual(['浙苍渔 01234'])
    store.receive(encodeTrackFrame({ hubTime: 1, start: false, named: [{ handle: 0, id: 'vessel:1' }], removed: [], moved }))
    expect(store.group('vessel').columns().names).toEqual([null])
  })
})

describe('the screen\'s positions', () => {
  const at = (id: string, time: number, lon: number, headingDeg = 90): TrackPoint => ({ id, lon, lat: 27, headingDeg, speedMps: NaN, accuracyM: 5, at: time })
  let hub = sender()
  beforeEach(() => {
    clearTracks()
    hub = sender()
  })

  it('come from frames of the hub; what comes late changes nothing', () => {
    receiveTracks(hub.frame([at('team:a', 1000, 120)], [], true))
    const before = trackGroup('team')
    receiveTracks(hub.frame([at('team:a', 500, 121)]))
    expect(trackGroup('team')).toBe(before)
    expect(teamTrack('a')?.lon).toBe(120)
    expect(teamTrack('nobody')).toBeNull()
  })

  it('stay as they are after a broken frame or a lost one, which is told, until the hub has started anew', () => {
    expect(receiveTracks(hub.frame([at('team:a', 1, 120)], [], true))).toBe(true)
    const before = trackGroup('team')
    expect(receiveTracks(new ArrayBuffer(4))).toBe(false)
    expect(trackGroup('team')).toBe(before)
    // The frame that named b is lost: the next one speaks of a stranger.
    hub.frame([at('team:b', 2, 121)])
    expect(receiveTracks(hub.frame([at('team:a', 3, 120.5), at('team:b', 3, 121.5)]))).toBe(false)
    expect(teamTrack('a')?.lon).toBe(120.5)
    expect(teamTrack('b')).toBeNull()
    expect(receiveTracks(hub.frame([at('team:a', 4, 120.6), at('team:b', 4, 121.6)], [], true))).toBe(true)
    expect(teamTrack('b')?.lon).toBe(121.6)
    expect(receiveTracks(hub.frame([at('team:b', 5, 121.7)]))).toBe(true)
  })

  it('are another object only where they changed: a group, and in it a column', () => {
    receiveTracks(hub.frame([at('team:a', 1, 120), at('vessel:1', 1, 121)], [], true))
    const [team, vessel] = [trackGroup('team'), trackGroup('vessel')]
    receiveTracks(hub.frame([at('vessel:1', 2, 121.5)]))
    expect(trackGroup('team')).toBe(team)
    const moved = trackGroup('vessel')
    expect(moved.generation).toBeGreaterThan(vessel.generation)
    expect(moved.lonLat).not.toBe(vessel.lonLat)
    expect(moved.heading).toBe(vessel.heading)
    expect(moved.ids).toBe(vessel.ids)
    expect(trackGroup('drone')).toBe(trackGroup('drone'))
    expect(trackGroup('drone').size).toBe(0)
  })
})
