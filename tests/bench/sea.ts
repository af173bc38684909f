import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { createSeaKeeper } from '../../electron/hub/sea/keeper'
import { readSeaWorld, seaWays } from '../../electron/hub/sea/port-ways'
import { loadPack } from '../../electron/hub/pack/load'
import { createTrackTable } from '../../electron/hub/tracks/table'
import { createVesselTable } from '../../electron/hub/tracks/vessels'
import { emptyWorld } from '../../shared/domain/world'
import { arrivalField, lateForPort, type Homebound } from '../../shared/sea/late'
import { observedTrack } from '../fixtures/storms'
import type { Report } from './report'

const VESSELS = 8_000
const packFolder = fileURLToPath(new URL('../../resources/packs/cangnan', import.meta.url))

function random(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
}

function median(times: number, run: () => unknown): number {
  const took: number[] = []
  for (let i = 0; i < times; i++) {
    const started = performance.now()
    run()
    took.push(performance.now() - started)
  }
  return took.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN
}

/** Who cannot be in port in time, and one look of the hub, in four parts, at the whole fleet of the demonstration. */
export async function benchSea(report: Report): Promise<void> {
  const next = random(11)
  const lonLat = new Float64Array(VESSELS * 2)
  const portM = new Float64Array(VESSELS)
  const portLonLat = new Float64Array(VESSELS * 2)
  for (let i = 0; i < VESSELS; i++) {
    lonLat[i * 2] = 120.7 + next() * 1.5
    lonLat[i * 2 + 1] = 26.7 + next() * 1.5
    portM[i] = 5_000 + next() * 150_000
    portLonLat[i * 2] = 120.48
    portLonLat[i * 2 + 1] = 27.17
  }
  const fleet: Homebound = { size: VESSELS, lonLat, speed: Float32Array.from({ length: VESSELS }, () => 1 + next() * 6), portM, portLonLat }
  const track = observedTrack('2006-08')
  const force = track.fixes.some(({ circles }) => circles.some((circle) => circle.force === 'kt30')) ? 'kt30' : 'b7'
  const at = Date.UTC(2006, 7, 10, 0)
  const box = [120.5, 26.5, 122.3, 28.3] as const
  const made = median(5, () => arrivalField(track, force, box, at))
  report({ name: 'when the outer circle reaches 1.8° × 1.8°, once for each advisory and ten minutes', value: made, unit: 'ms', target: '50', met: made < 50 })
  const field = arrivalField(track, force, box, at)
  if (!field) throw new Error('Saomai gives no circle on the morning of its landing')
  const speed = { leastMps: 2.6, usualMps: 4.1, mostMps: 6.2 }
  const late = median(30, () => lateForPort(fleet, field, at, speed))
  report({ name: `who of 8,000 vessels cannot be in port in time, at one hour (${lateForPort(fleet, field, at, speed).late.length})`, value: late, unit: 'ms', target: '50', met: late < 50 })

  const loaded = await loadPack(packFolder)
  if (!loaded.ok || !loaded.value.sea || loaded.value.manifest.coast === undefined) throw new Error('the demonstration pack has no sea')
  const { sea, piers, manifest } = loaded.value
  const tracks = createTrackTable()
  let now = Date.UTC(2026, 7, 1)
  const keeper = createSeaKeeper({ pack: { piers, sea }, world: emptyWorld(), tracks, vessels: createVesselTable(), logger: { warn: () => undefined, error: (...what: unknown[]) => { throw new Error(JSON.stringify(what)) } }, now: () => now, execute: () => Promise.reject(new Error('nothing is ordered here')) })
  const started = performance.now()
  const world = readSeaWorld(`${packFolder}/${manifest.coast}`, piers)
  const ways = seaWays(world, piers, sea.settings.straightFactor)
  report({ name: 'ways over the water from everywhere to the nearest port, once after the start', value: performance.now() - started, unit: 'ms' })
  keeper.setWays(ways)
  const ships = sea.vessels.map(({ mmsi }, i) => {
    const heading = Math.floor(i / 10) * 137 + next() * 10
    const base = { lon: 120.6 + ((Math.floor(i / 10) * 0.617) % 0.8), lat: 27 + ((Math.floor(i / 10) * 0.283) % 0.7) }
    return { mmsi, lon: base.lon + next() * 0.012, lat: base.lat + next() * 0.012, headingDeg: heading % 360, speedMps: i % 3 === 0 ? 0 : 2 + next() * 4 }
  })
  const took: number[] = []
  for (let look = 0; look < 15; look++) {
    now += 5_000
    for (const ship of ships) {
      const metres = ship.speedMps * 5
      ship.lat += (metres * Math.cos((ship.headingDeg * Math.PI) / 180)) / 111_195
      ship.lon += (metres * Math.sin((ship.headingDeg * Math.PI) / 180)) / 98_900
      tracks.put({ id: `vessel:${ship.mmsi}`, lon: ship.lon, lat: ship.lat, headingDeg: ship.headingDeg, speedMps: ship.speedMps, accuracyM: 15, at: now }, now)
    }
    await keeper.look()
    took.push(keeper.state()?.tookMs ?? Number.NaN)
  }
  keeper.stop()
  const whole = took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)] ?? Number.NaN
  const { warnings, moreWarnings, total } = keeper.state() ?? { warnings: [], moreWarnings: 0, total: 0 }
  report({ name: `one look of the hub, in four parts, at ${total} vessels: ports, grids, silence, ${warnings.length + moreWarnings} warnings (${warnings.length} listed)`, value: whole, unit: 'ms', target: '100', met: whole < 100 })
}
