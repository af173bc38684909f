// Moving and measuring things for a demonstration: a client of the public telemetry interface and nothing else. What it
// says is invented, and named 演示 wherever it has a name.
import { setTimeout as sleep } from 'node:timers/promises'
import { createRandom } from '../demo-data/random.mjs'
import { metres, readGeography, shifted } from '../demo-data/geography.mjs'
import { client, Refused } from './api.mjs'
import { createIntruders } from './risk.mjs'
import { createCrews } from './crews.mjs'
import { createFleet } from './sea.mjs'

/** Every vessel is heard so often, seconds: half of them each second. */
const HEARD_EVERY_S = 2
const READINGS_EVERY_S = 2
const PEOPLE_EVERY_S = 10
const CLOCK_EVERY_S = 5
/** Calls back to port are listened to so often, seconds. */
const RECALLS_EVERY_S = 5
const CELL_M = 250
/** Usual value of a metric, how much it swings, and how far an event takes it (of the way to its red limit). */
const USUAL = { level: [2, 0.05], 'rain-1h': [1, 1], displacement: [3, 0.3], gas: [1, 0.5], 'flood-depth': [0, 0], wind: [6, 1.5] }

/**
 * Runs until `stop` is aborted. `officer` is an officer's session; `folder` the pack's folder, for the shape of its
 * coast. Never gives up: a hub that is away is tried again, and the traffic goes on from where it is.
 */
export async function runLive({ url, token, folder, vessels: count, seed = 1, say = () => {}, stop }) {
  const random = createRandom(seed)
  const officer = client(url, token)
  const { manifest, shelters, risk } = await officer.get('/api/v1/pack')
  const feeds = await openFeeds(officer, manifest)
  if (feeds.size === 0) throw new Error('this pack has no telemetry feed')
  const sensors = manifest.pointSets.some(({ id }) => id === 'sensors') ? sensorsOf(await officer.get('/api/v1/points/sensors')) : []
  // This takes seconds: nothing may be asked of the hub right after it that is not tried again.
  const geography = readGeography(folder)
  const plan = await officer.get('/api/v1/sea').catch(() => null)
  const fleet = createFleet({ coast: geography.coast, bounds: manifest.bounds, count, random, plan })
  const halls = shelters.map(({ id, capacity }) => ({ id, capacity, people: Math.round(capacity * random.next() * 0.6) }))
  const waters = waterCells(geography, random)
  const intruders = createIntruders(risk ?? null, createRandom(seed + 1))
  say('started', { vessels: fleet.vessels.length, sensors: sensors.length, shelters: halls.length, cells: waters.length })

  let away = false
  // In an exercise the hub's clock is put forward: what is measured now is measured then.
  let aheadMs = 0
  const followClock = async () => {
    aheadMs = await officer.get('/api/v1/health').then(({ hubTime }) => hubTime - Date.now(), () => aheadMs)
  }
  const crews = createCrews({ officer, fleet, plan, random, clock: () => Date.now() + aheadMs })
  const cameras = manifest.feeds.find(({ kind }) => kind === 'alert-http')?.name
  async function post(name, what, body, path = `/api/v1/feeds/${name}/${what}`) {
    const feed = feeds.get(name)
    if (!feed || stop.aborted) return
    try {
      const answer = await feed.http.post(path, body)
      if (answer.invalid > 0) say('refused', { what, ...answer })
      if (away) say('back', {})
      away = false
    } catch (error) {
      if (error instanceof Refused && [401, 403, 404, 422].includes(error.status)) throw error
      if (!away) say('away', { message: error.message })
      away = true
    }
  }

  try {
    for (let tick = 0; !stop.aborted; tick++) {
      const startedAt = Date.now()
      if (tick % CLOCK_EVERY_S === 0) await followClock()
      const at = startedAt + aheadMs
      const heard = fleet.vessels.filter((_vessel, i) => i % HEARD_EVERY_S === tick % HEARD_EVERY_S)
      for (const vessel of heard) fleet.sail(vessel, HEARD_EVERY_S)
      await post('vessels', 'positions', { positions: heard.map((vessel) => positionOf(vessel, random, at)) })
      if (tick % READINGS_EVERY_S === 0) await post('sensors', 'readings', { readings: readingsAt(sensors, halls, random, at) })
      if (tick % RECALLS_EVERY_S === 0) await crews.listen()
      if (tick % PEOPLE_EVERY_S === 0) await post('people', 'heat', peopleAt(waters, intruders.crowds(), random, at))
      const events = intruders.events(tick, at)
      if (cameras && events.length > 0) await post(cameras, 'events', { events }, '/api/v1/alerts/events')
      if (tick % 30 === 29) say('running', { rows: heard.length, tookMs: Date.now() - startedAt })
      await sleep(Math.max(50, 1_000 - (Date.now() - startedAt)), undefined, { signal: stop }).catch(() => {})
    }
  } finally {
    // The keys were made for this run: nobody is to find them later.
    for (const { id } of feeds.values()) await officer.delete(`/api/v1/feeds/${id}`).catch(() => {})
  }
}

/** A key for each feed of telemetry or camera events that the pack names. */
async function openFeeds(officer, manifest) {
  const feeds = new Map()
  for (const { name, kind } of manifest.feeds) {
    if (kind !== 'telemetry-http' && kind !== 'alert-http') continue
    const { id, key } = await officer.post('/api/v1/feeds', { name })
    feeds.set(name, { id, http: client(officer.url, key) })
  }
  return feeds
}

const fixed = (value, digits) => Number(value.toFixed(digits))

function positionOf({ id, name, at, heading, speed }, random, now) {
  const swing = speed === 0 ? 0 : random.normal() * 0.2
  return {
    id,
    name,
    lon: fixed(at[0], 6),
    lat: fixed(at[1], 6),
    headingDeg: fixed(heading, 1),
    speedMps: fixed(Math.max(0, speed + swing), 1),
    accuracyM: 15,
    at: now,
  }
}

function sensorsOf(set) {
  const column = (heading) => set.details.find((detail) => detail.heading === heading)?.values ?? []
  const [metric, unit, red] = [column('指标'), column('计量单位'), column('红色')]
  return set.ids.map((id, i) => ({ id: `sensors:${id}`, metric: metric[i], unit: unit[i], red: Number(red[i]), event: 0, peak: 0 }))
}

/** Every tenth sensor speaks each time; now and then one begins an event that rises, stays and falls again. */
function readingsAt(sensors, halls, random, now) {
  const readings = sensors.flatMap((sensor) => {
    if (sensor.event === 0 && random.next() < 0.0006) Object.assign(sensor, { event: 1, peak: random.between(0.5, 1.15) })
    if (sensor.event > 0) sensor.event = sensor.event >= 120 ? 0 : sensor.event + 1
    if (sensor.event === 0 && random.next() > 0.1) return []
    const [usual, swing] = USUAL[sensor.metric] ?? [0, 0]
    const rise = Math.sin((Math.PI * sensor.event) / 120)
    const value = usual + random.normal() * swing + rise * (sensor.red * sensor.peak - usual)
    return [{ id: sensor.id, metric: sensor.metric, value: fixed(Math.max(0, value), 2), unit: sensor.unit, at: now }]
  })
  for (const hall of halls) {
    if (random.next() > 0.2) continue
    hall.people = Math.min(hall.capacity, Math.max(0, hall.people + random.integer(-3, 4)))
    readings.push({ id: `shelter:${hall.id}`, metric: 'occupancy', value: hall.people, unit: '人', at: now })
  }
  return readings
}

/** Cells near reservoirs, streams, shores and sights, with how many people are usual in each. */
function waterCells(geography, random) {
  const cells = new Map()
  const add = (at, people) => {
    const key = `${Math.round(at[0] * 400)}:${Math.round(at[1] * 444)}`
    const held = cells.get(key)
    if (held) held.usual += people
    else if (geography.belongs(at)) cells.set(key, { at: [Math.round(at[0] * 400) / 400, Math.round(at[1] * 444) / 444], usual: people })
  }
  const spots = [
    ...geography.waters.map(({ at }) => [at, 14, 500]),
    ...geography.reservoirs.map(({ at }) => [at, 40, 700]),
    ...geography.mountains.map(({ at }) => [at, 12, 500]),
    ...geography.piers.map(({ at }) => [at, 20, 300]),
  ]
  for (const [at, people, spreadM] of spots) {
    for (let i = 0; i < people; i++) add(shifted(at, random.normal() * spreadM, random.normal() * spreadM), random.integer(1, 5))
  }
  const busiest = geography.reservoirs.find(({ name }) => name.includes('观美')) ?? geography.reservoirs[0]
  return [...cells.values()].map((cell) => ({ ...cell, usual: cell.usual * (busiest && metres(cell.at, busiest.at) < 900 ? 4 : 1) }))
}

function peopleAt(cells, crowds, random, now) {
  const everyday = cells.map(({ at, usual }) => [at, Math.max(0, Math.round(usual * (1 + random.normal() * 0.25)))])
  const counted = [...everyday, ...crowds].filter(([, people]) => people > 0)
  return {
    id: 'people',
    at: now,
    cellM: CELL_M,
    lon: counted.map(([at]) => fixed(at[0], 5)),
    lat: counted.map(([at]) => fixed(at[1], 5)),
    count: counted.map(([, people]) => people),
  }
}
