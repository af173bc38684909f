import { encodeTrackFrame } from '../../../shared/protocol/track-frame'
import { trackSource } from '../../../renderer/map/sources'
import { EMPTY_MAP, type MapData, type PointsOnMap, type Visible } from '../../../renderer/map/types'
import { clearTracks, receiveTracks, trackGroup } from '../../../renderer/state/tracks'
import { bareDeck } from './bare'
import { BOX, everyday, fullSize, heat, pointSet, random, Swarm } from './data'
import { frame, idle, show, withoutWaiting, type Frame, type Shown } from './show'

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * Until deck.gl has its device and its first layers, and both programs are compiled: a wall runs for days, its first
 * seconds are the first picture's rows.
 */
async function begin(map: Shown['map'], change: () => void): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await wait(200)
    frame(map, () => undefined)
  }
  for (let i = 0; i < 30; i++) change()
}

/**
 * (a) Five kinds of movers of 20,000 each and a heat map: ours, and deck.gl alone with the same. deck.gl takes new
 * columns to the graphics card in a frame of its own, before the map's: it is told to, or nothing of that is measured.
 */
export async function swarmFrames(which: 'ours' | 'bare', frames: number): Promise<Frame[]> {
  const swarms = [1, 2, 3, 4, 5].map((seed) => new Swarm(20_000, seed))
  const people = heat(6_000, 8, 'people')
  const found: Frame[] = []
  if (which === 'bare') {
    const bare = await bareDeck(swarms, people)
    const change = (): void => {
      bare.change()
      bare.update()
    }
    await begin(bare.map, change)
    for (let i = 0; i < frames; i++) {
      for (const swarm of swarms) swarm.step(false)
      found.push(frame(bare.map, change))
    }
    bare.remove()
    return found
  }
  const ours = show()
  // The ground first: with all this on it each of its tiles would take seconds here.
  ours.draw(EMPTY_MAP)
  await idle(ours.map)
  const data: MapData = { ...EMPTY_MAP, movers: swarms.map((source, i) => ({ id: `swarm-${i}`, name: `${i}`, source })), heats: [people] }
  const visible: Visible = { 'heat:people': true, ...Object.fromEntries(swarms.map((_, i) => [`swarm-${i}`, true])) }
  ours.draw(data, visible)
  // Only one of them tells: what follows is one drawing for all.
  const change = (): void => {
    withoutWaiting(() => swarms[0]?.tell())
    ours.update()
  }
  await begin(ours.map, () => {
    for (const swarm of swarms) swarm.step(false)
    change()
  })
  for (let i = 0; i < frames; i++) {
    for (const swarm of swarms) swarm.step(false)
    found.push(frame(ours.map, change))
  }
  ours.remove()
  return found
}

/** Position frames as the hub sends them: all `size` vessels named first, then `perFrame` moved in each. */
export function positionFrames(size: number, perFrame: number, frames: number): ArrayBuffer[] {
  const next = random(11)
  const points = Array.from({ length: size }, (_, handle) => ({
    handle,
    point: { id: `vessel:${handle}`, lon: BOX.west + next() * (BOX.east - BOX.west), lat: BOX.south + next() * (BOX.north - BOX.south), headingDeg: next() * 360, speedMps: 5, accuracyM: 10, at: 0 },
  }))
  const made = (i: number, moved: typeof points, start: boolean) =>
    encodeTrackFrame({
      hubTime: Date.now(),
      start,
      named: start ? points.map(({ handle, point }) => ({ handle, id: point.id, name: `浙苍渔 ${handle}` })) : [],
      removed: [],
      moved: moved.map(({ handle, point }) => ({ handle, point: { ...point, lon: point.lon + i * 1e-4, at: Date.now() + i } })),
    })
  return [
    made(0, points, true),
    ...Array.from({ length: frames }, (_, i) => {
      const from = (i * perFrame) % size
      return made(i + 1, Array.from({ length: perFrame }, (_unused, k) => points[(from + k) % size]).filter((point) => point !== undefined), false)
    }),
  ]
}

/** The everyday map with the vessels of the product's own store on it. */
async function seaMap(frames: readonly ArrayBuffer[]): Promise<Shown> {
  clearTracks()
  const shown = show()
  if (frames[0]) receiveTracks(frames[0])
  shown.draw({ ...EMPTY_MAP, ...everyday(), vessels: trackSource('vessel', Date.now, 600_000) })
  await idle(shown.map)
  shown.draw({ ...EMPTY_MAP, ...everyday(), vessels: trackSource('vessel', Date.now, 600_000) })
  await idle(shown.map)
  return shown
}

/** (b) Main-thread milliseconds of frames in which all of 8,000 vessels moved: read into columns, handed to the graphics card. */
export async function trackFrames(count: number): Promise<{ readonly received: number; readonly handed: number; readonly drawn: number }[]> {
  const [first, ...frames] = positionFrames(8_000, 8_000, count)
  const shown = await seaMap(first ? [first] : [])
  const found = frames.map((buffer) => {
    let received = 0
    let handedAt = 0
    withoutWaiting(() => {
      const startedAt = performance.now()
      receiveTracks(buffer)
      received = performance.now() - startedAt
      handedAt = performance.now()
    })
    shown.update()
    const handed = performance.now() - handedAt
    const drawAt = performance.now()
    shown.map.redraw()
    return { received, handed, drawn: performance.now() - drawAt }
  })
  shown.remove()
  return found
}

/** (c) 10,000 positions a second in five frames: long tasks of the page, and our own code's time. */
export async function steadyUpdates(seconds: number, drawing: boolean): Promise<{ readonly longTasks: number; readonly longest: number; readonly ownMost: number; readonly ownShare: number; readonly updates: number }> {
  const frames = positionFrames(8_000, 2_000, 40)
  const shown = await seaMap(frames)
  if (!drawing) {
    // The map no longer draws: what is left on this thread is ours and deck.gl's upload.
    Reflect.set(shown.map, '_render', () => undefined)
    Reflect.set(shown.map, 'triggerRepaint', () => undefined)
  }
  await wait(3_000)
  const long: number[] = []
  const observer = new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration)))
  observer.observe({ type: 'longtask' })
  let own = 0
  let ownMost = 0
  let updates = 0
  const startedAt = performance.now()
  for (let i = 0; performance.now() - startedAt < seconds * 1_000; i++) {
    await wait(Math.max(0, startedAt + i * 200 - performance.now()))
    const buffer = frames[1 + (i % 40)]
    if (!buffer) continue
    const at = performance.now()
    receiveTracks(buffer)
    if (!drawing) {
      withoutWaiting(() => undefined)
      shown.update()
    }
    const took = performance.now() - at
    own += took
    ownMost = Math.max(ownMost, took)
    updates += 2_000
  }
  const took = performance.now() - startedAt
  await wait(500)
  observer.disconnect()
  shown.remove()
  return { longTasks: long.filter((ms) => ms > 50).length, longest: Math.max(0, ...long), ownMost, ownShare: own / took, updates: updates / (took / 1000) }
}

/** (d) Ours, with the same swarm as the others. */
export async function ourVessels(swarm: Swarm, frames: number): Promise<Frame[]> {
  const shown = show()
  shown.draw({ ...EMPTY_MAP, vessels: swarm })
  await idle(shown.map)
  const found: Frame[] = []
  for (let i = 0; i < frames; i++) {
    swarm.step(false)
    found.push(frame(shown.map, () => withoutWaiting(() => swarm.tell())))
  }
  shown.remove()
  return found
}

let real: readonly PointsOnMap[] = []
/** The demonstration pack's own guard codes and factories: where they really would be. */
export async function loadPoints(): Promise<void> {
  real = await Promise.all(
    ([['guard-codes', 'guard-code', '守护码'], ['factories', 'factory', '企业']] as const).map(async ([id, kind, name]) => {
      const { ids, names, lon, lat } = (await (await fetch(`points/${id}`)).json()) as { ids: string[]; names: string[]; lon: number[]; lat: number[] }
      const made = pointSet(id, kind, name, 0, 1)
      return { ...made, set: { ...made.set, size: ids.length, ids, names, lonLat: Float64Array.from(lon.flatMap((x, i) => [x, lat[i] ?? NaN])), townshipOf: new Uint16Array(ids.length), details: [] } }
    }),
  )
}

/** (e) From nothing to the map at rest: empty, or with 31,000 guard codes and 14,355 factories. Milliseconds. */
export async function firstPaint(full: boolean): Promise<number> {
  // New objects: nothing of them is known from the run before.
  const points = full ? real.map((known) => ({ ...known, set: { ...known.set } })) : []
  const startedAt = performance.now()
  const shown = show()
  shown.draw({ ...EMPTY_MAP, points }, { 'guard-codes': true, factories: true })
  await idle(shown.map)
  const took = performance.now() - startedAt
  shown.remove()
  return took
}

/** The map draws only when it is asked to: drawn in software, a day would take a day. */
function onlyWhenAsked(shown: Shown): () => void {
  const own: unknown = Reflect.get(shown.map, '_render')
  Reflect.set(shown.map, '_render', () => undefined)
  return () => {
    Reflect.set(shown.map, '_render', own)
    shown.map.redraw()
    Reflect.set(shown.map, '_render', () => undefined)
  }
}

let drawOnce = (): void => undefined
let kept: { shown: Shown; data: MapData; swarm: Swarm; step: number } | null = null

/** (f) A wall's map that is kept for a while. */
export async function startDay(): Promise<void> {
  const shown = show()
  const data = fullSize()
  const swarm = new Swarm(8_000, 3)
  kept = { shown, data: { ...data, vessels: swarm }, swarm, step: 0 }
  shown.draw(kept.data)
  await idle(shown.map)
  shown.draw(kept.data)
  drawOnce = onlyWhenAsked(shown)
}

/** So many steps of a minute: vessels move, incidents come and go, grids of people are replaced. Every 120th is drawn. */
export async function passTime(steps: number): Promise<void> {
  if (!kept) throw new Error('no day has begun')
  const { shown, swarm } = kept
  for (let i = 0; i < steps; i++) {
    const step = kept.step++
    swarm.step()
    const fresh = everyday()
    kept.data = {
      ...kept.data,
      incidents: (fresh.incidents ?? []).slice(0, step % 5).map((incident) => ({ ...incident, id: `${incident.id}-${Math.floor(step / 10)}` })),
      teams: fresh.teams ?? [],
      ...(step % 10 === 0 ? { heats: [heat(6_000, step, 'people')] } : {}),
    }
    shown.draw(kept.data, { shelters: true, hazards: true, sensors: true, 'guard-codes': true, 'heat:people': true })
    shown.update()
    if (step % 10 === 0) await wait(0)
    if (step % 120 === 0) drawOnce()
  }
}

const SCENES: readonly Visible[] = [
  { 'guard-codes': true, factories: true },
  { shelters: true, hazards: true, stations: true, 'heat:people': true },
  { cameras: true, sensors: true, vessels: false },
  { 'heat:incidents': true, teams: false },
  {},
]

/** So many changes of what is shown, each drawn; the style of the heat map changes with them. */
export async function changeScenes(changes: number): Promise<void> {
  if (!kept) throw new Error('no day has begun')
  const { shown } = kept
  const all = fullSize()
  for (let i = 0; i < changes; i++) {
    shown.draw({ ...all, heatStyle: i % 10 < 5 ? 'smooth' : 'hexagons' }, SCENES[i % SCENES.length] ?? {})
    if (i % 5 === 0) shown.map.jumpTo({ zoom: 9 + (i % 4) })
    shown.update()
    if (i % 40 === 0) drawOnce()
    await wait(0)
  }
  shown.draw(kept.data)
  shown.map.jumpTo({ zoom: 9 })
  drawOnce()
  await wait(500)
}

export function endDay(): void {
  kept?.shown.remove()
  kept = null
}

export const columns = () => trackGroup('vessel').size
