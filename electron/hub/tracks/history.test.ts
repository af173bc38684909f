import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silent } from '../core/testing'
import { openTrackHistory, restoreTracks, type TrackHistory } from './history'
import { openHistoryFile } from './history-file'
import type { Fix } from './history-protocol'
import { createSampler, MOVING_MS, STANDING_MS } from './sampler'
import { createTrackTable } from './table'
import { decodeTrackFrame } from '../../../shared/protocol/track-frame'

const T0 = Date.UTC(2026, 6, 28)
const HOURS = 3_600_000
let folder: string
const opened: TrackHistory[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dinghai-history-'))
})
afterEach(async () => {
  for (const history of opened.splice(0)) await history.close()
  rmSync(folder, { recursive: true, force: true })
})

const fix = (id: string, at: number, lon = 120.7): Fix => ({ id, name: null, at, lon, lat: 27.2, headingDeg: 90, speedMps: NaN })
const point = (id: string, at: number, lon = 120.7) => ({ id, lon, lat: 27.2, headingDeg: 90, speedMps: 4, accuracyM: 5, at })

describe('what is kept', () => {
  it('is at most one position in 10 s of what moves, in 60 s of what stands', () => {
    const sampler = createSampler()
    const kept = { moving: 0, standing: 0 }
    for (let at = T0; at < T0 + 10 * 60_000; at += 1000) {
      if (sampler.take(0, point('team:a', at, 120 + (at - T0) / 1e7))) kept.moving += 1
      // A receiver's scatter: ten metres to and fro.
      if (sampler.take(1, point('team:b', at, 120 + (at % 2000) / 2e7))) kept.standing += 1
    }
    expect(kept).toEqual({ moving: (10 * 60_000) / MOVING_MS, standing: (10 * 60_000) / STANDING_MS })
  })

  it('is bounded in rows a second however much moves, but never for teams', () => {
    const sampler = createSampler()
    let [vessels, teams] = [0, 0]
    const seconds = 120
    for (let second = 0; second < seconds; second++) {
      const at = T0 + second * 1000
      for (let slot = 0; slot < 4000; slot++) if (sampler.take(slot, point(`vessel:${slot}`, at, 120 + second / 100))) vessels += 1
      if (sampler.take(4000, point('team:a', at, 120 + second / 100))) teams += 1
    }
    // Each once when it is new; 4,000 at 200 a second are every 20 s after that.
    expect(vessels).toBeLessThanOrEqual(4000 * (1 + seconds / 20))
    expect(teams).toBe(12)
  })

  it('starts anew for an object that takes over a slot', () => {
    const sampler = createSampler()
    expect(sampler.take(0, point('vessel:1', T0))).not.toBeNull()
    expect(sampler.take(0, null)).toBeNull()
    expect(sampler.take(0, point('vessel:2', T0 + 1))?.id).toBe('vessel:2')
  })
})

describe('the file of past positions', () => {
  const open = (retentionMs = 72 * HOURS, maxBytes = 1e9) => openHistoryFile({ path: join(folder, 'tracks.db'), retentionMs, maxBytes })

  it('gives the way of one, and where everything was at a moment, after it was opened again', () => {
    const first = open()
    first.write([fix('vessel:1', T0), { ...fix('vessel:1', T0 + 10_000, 120.71), name: '演示渔' }, fix('vessel:2', T0 + 5_000), fix('vessel:3', T0 - 2 * HOURS)])
    first.close()
    const file = open()
    expect(file.trail({ id: 'vessel:1', from: T0, to: T0 + 60_000, most: 100 })).toEqual({
      id: 'vessel:1', name: '演示渔', at: [T0, T0 + 10_000], lon: [120.7, 120.71], lat: [27.2, 27.2], headingDeg: [90, 90], speedMps: [null, null],
    })
    expect(file.trail({ id: 'vessel:9', from: T0, to: T0 + 1, most: 100 })).toBeNull()
    const { named, at, hubTime, start } = decodeTrackFrame(file.at({ time: T0 + 9_999, since: T0 - HOURS }))
    expect(named.map(({ id, name }, i) => [id, name, (at[i] ?? 0) - T0])).toEqual([['vessel:1', '演示渔', 0], ['vessel:2', undefined, 5_000]])
    expect([hubTime, start]).toEqual([T0 + 9_999, true])
    expect(file.span(null)).toEqual({ from: T0 - 2 * HOURS, to: T0 + 10_000 })
    file.close()
  })

  it('thins a long way evenly and keeps its end', () => {
    const file = open()
    file.write(Array.from({ length: 1001 }, (_, i) => fix('vessel:1', T0 + i * 1000)))
    const trail = file.trail({ id: 'vessel:1', from: T0, to: T0 + 2 * HOURS, most: 100 })
    expect(trail?.at.length).toBeLessThanOrEqual(101)
    expect(trail?.at.at(-1)).toBe(T0 + 1_000_000)
    file.close()
  })

  it('forgets what is past its time, and more of it when it grows too large', () => {
    const file = open(HOURS, 200_000)
    file.write([fix('vessel:old', T0 - 2 * HOURS), fix('vessel:new', T0)])
    expect(file.prune(T0)).toEqual({ removed: 1 })
    expect(file.span(null)).toEqual({ from: T0, to: T0 })
    for (let step = 0; step < 40; step++) file.write(Array.from({ length: 500 }, (_, i) => fix(`vessel:${i}`, T0 + step * 60_000)))
    expect(file.prune(T0 + 40 * 60_000).removed).toBeGreaterThan(5_000)
    expect(file.span(null)?.from).toBeGreaterThan(T0)
    expect(file.span(null)?.to).toBe(T0 + 39 * 60_000)
    file.close()
  })

  it('that is damaged is put aside and begun anew', () => {
    writeFileSync(join(folder, 'tracks.db'), 'this is no database, and long enough to be looked at as if it were one '.repeat(50))
    const file = open()
    file.write([fix('vessel:1', T0)])
    expect(file.span(null)).toEqual({ from: T0, to: T0 })
    file.close()
    expect(readdirSync(folder).some((name) => name.startsWith('tracks.db-damaged-'))).toBe(true)
  })
})

describe('history of the hub', () => {
  function start(path: string) {
    const tracks = createTrackTable()
    const history = openTrackHistory({ path, tracks, logger: silent, retentionMs: 72 * HOURS })
    opened.push(history)
    return { tracks, history }
  }

  it('keeps what the table accepts', async () => {
    const { tracks, history } = start(join(folder, 'tracks.db'))
    const now = Date.now()
    tracks.put({ ...point('vessel:1', now - 20_000), name: '演示渔' }, now)
    tracks.put({ ...point('vessel:1', now - 5_000, 120.8), name: '演示渔' }, now)
    await history.flush()
    expect(await history.trail('vessel:1', now - HOURS, now, 100)).toMatchObject({ ok: true, value: { name: '演示渔', lon: [120.7, 120.8] } })
    const past = await history.at(now - 10_000)
    expect(past.ok && decodeTrackFrame(past.value)).toMatchObject({ size: 1, named: [{ id: 'vessel:1' }] })
    expect(past.ok && decodeTrackFrame(past.value).lon[0]).toBe(1_207_000_000)
    expect(history.state()).toMatchObject({ state: 'live', message: '' })
  })

  it('gives a restarted hub its last positions with their age, never over newer ones', async () => {
    const path = join(folder, 'tracks.db')
    const before = start(path)
    const now = Date.now()
    before.tracks.put({ ...point('vessel:1', now - 60_000), name: '演示渔' }, now)
    before.tracks.put(point('team:a', now - 40_000), now)
    await before.history.close()
    const after = start(path)
    after.tracks.put(point('team:a', now - 10_000, 120.9), now)
    expect(await restoreTracks(after.history, after.tracks, now)).toBe(1)
    expect(after.tracks.get('vessel:1')).toMatchObject({ name: '演示渔', lon: 120.7, at: now - 60_000, headingDeg: 90, speedMps: 4 })
    expect(after.tracks.get('team:a')?.lon).toBe(120.9)
  })

  it('that has nowhere to write says so, and nothing else happens', async () => {
    const { tracks, history } = start(join(folder, 'no', 'such', 'folder', 'tracks.db'))
    for (let waited = 0; history.state().state === 'live' && waited < 5000; waited += 20) await sleep(20)
    expect(history.state()).toMatchObject({ state: 'failed', message: expect.stringContaining('unable to open') as string })
    const now = Date.now()
    expect(tracks.put(point('vessel:1', now), now)).toBe('accepted')
    await history.flush()
    expect(await history.at(now)).toMatchObject({ ok: false, error: { code: 'unavailable' } })
  })
})
