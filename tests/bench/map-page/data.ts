import type { Severity } from '../../../shared/domain/incident/kind'
import type { PointKind } from '../../../shared/pack/points'
import type { MovingColumns, MovingSource } from '../../../renderer/map/moving-types'
import { EMPTY_MAP, type HeatOnMap, type MapData, type PointsOnMap } from '../../../renderer/map/types'

/** Cangnan and the sea before it. */
export const BOX = { west: 120.1, south: 26.95, east: 121.25, north: 27.75 } as const

/** The same numbers in every run (mulberry32). */
export function random(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const east = (next: () => number) => BOX.west + next() * (BOX.east - BOX.west)
const north = (next: () => number) => BOX.south + next() * (BOX.north - BOX.south)

/** Objects that move a little with every step. */
export class Swarm implements MovingSource {
  readonly staleMs = 600_000
  readonly #listeners = new Set<() => void>()
  readonly #columns: { -readonly [K in keyof MovingColumns]: MovingColumns[K] }

  constructor(size: number, seed: number) {
    const next = random(seed)
    const at = Date.now()
    this.#columns = {
      generation: 1,
      size,
      ids: Array.from({ length: size }, (_, i) => `vessel:${seed}-${i}`),
      names: Array.from({ length: size }, (_, i) => `浙苍渔 ${10_000 + i}`),
      lonLat: Float64Array.from({ length: size * 2 }, (_, i) => (i % 2 === 0 ? east(next) : north(next))),
      heading: Float32Array.from({ length: size }, () => (next() < 0.05 ? NaN : next() * 360)),
      speed: Float32Array.from({ length: size }, () => next() * 8),
      at: Float64Array.from({ length: size }, () => at - (next() < 0.1 ? 3_600_000 : 0)),
    }
  }

  subscribe(changed: () => void): () => void {
    this.#listeners.add(changed)
    return () => this.#listeners.delete(changed)
  }

  read(): MovingColumns {
    return this.#columns
  }

  now(): number {
    return Date.now()
  }

  /** All of them move; listeners are told. */
  step(tell = true): void {
    const { lonLat, heading, size } = this.#columns
    for (let i = 0; i < size; i++) {
      const angle = ((heading[i] ?? 0) * Math.PI) / 180
      lonLat[i * 2] = (lonLat[i * 2] ?? 0) + (Math.sin(angle) || 0) * 2e-4
      lonLat[i * 2 + 1] = (lonLat[i * 2 + 1] ?? 0) + (Math.cos(angle) || 0) * 2e-4
      heading[i] = (heading[i] ?? 0) + 1
    }
    this.#columns.generation++
    if (tell) this.tell()
  }

  tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

export function pointSet(id: string, kind: PointKind, name: string, size: number, seed: number, states: Uint8Array | null = null): PointsOnMap {
  const next = random(seed)
  return {
    name,
    states,
    set: {
      id,
      kind,
      size,
      ids: Array.from({ length: size }, (_, i) => `${id}-${i}`),
      names: Array.from({ length: size }, (_, i) => `${name} ${i}`),
      // Villages: half of them near the middle of one of forty places.
      lonLat: Float64Array.from({ length: size * 2 }, (_, i) => {
        const cluster = Math.floor(i / 2) % 40
        const middle = random(seed + cluster + 7)
        const [x, y] = [east(middle), north(middle)]
        const spread = (next() + next() + next() - 1.5) * 0.12
        return i % 2 === 0 ? BOX.west + (x - BOX.west) * 0.55 + spread : y + spread * 0.7
      }),
      townships: ['灵溪镇', '马站镇'],
      townshipOf: Uint16Array.from({ length: size }, (_, i) => i % 2),
      details: [{ heading: '责任人', values: Array.from({ length: size }, () => '演示') }],
    },
  }
}

export function heat(size: number, seed: number, of: HeatOnMap['of']): HeatOnMap {
  const next = random(seed)
  const { set } = pointSet('heat', 'sensor', '', size, seed)
  return { id: of, name: of === 'people' ? '人口热力' : '近 24 小时警情', size, lonLat: set.lonLat, weight: Float32Array.from({ length: size }, () => (of === 'people' ? Math.floor(next() * 300) : 1 + Math.floor(next() * 4))), of, cellM: of === 'people' ? 250 : null }
}

const SEVERITIES: readonly Severity[] = ['red', 'orange', 'yellow', 'blue']

/** What an everyday map holds besides the big sets. */
export function everyday(): Partial<MapData> {
  const next = random(42)
  const at = () => ({ lon: 120.2 + next() * 0.4, lat: 27.2 + next() * 0.35 })
  const towns = Array.from({ length: 18 }, (_, i) => ({ id: `town-${i}`, name: `乡镇${i}`, at: at(), rank: 0 as const }))
  const base = (i: number) => towns[i % 9]?.at ?? at()
  return {
    places: towns,
    incidents: SEVERITIES.map((severity, i) => ({ id: `incident-${i}`, at: at(), severity, glyph: '失', label: `警情 ${i}`, unanswered: i === 0 })),
    teams: Array.from({ length: 63 }, (_, i) => ({ id: `team-${i}`, at: base(i), headingDeg: i < 4 ? i * 80 : null, tone: i < 4 ? ('acting' as const) : i % 5 === 0 ? ('off' as const) : ('available' as const), stale: i === 3, atBase: i >= 4, title: `救援队 ${i}`, label: i < 3 ? ('always' as const) : ('near' as const), ...(i < 4 ? { subtitle: '7:20' } : {}), place: `乡镇${i % 9}` })),
    trails: [{ id: 'team-0', tone: 'acting', path: Float64Array.from([120.3, 27.3, 120.32, 27.32, 120.35, 27.33, 120.4, 27.36]) }],
    routes: [{ id: 'route', geometry: [[120.3, 27.3], [120.38, 27.34], [120.45, 27.33], [120.5, 27.4]], rank: 'recommended', estimated: false, label: '7:20' }],
    closures: [{ id: 'closure', label: '塌方', geometry: { type: 'LineString', coordinates: [[120.4, 27.45], [120.44, 27.48], [120.47, 27.47]] } }],
    stations: Array.from({ length: 12 }, (_, i) => ({ id: `station-${i}`, name: `站 ${i}`, kind: 'fire' as const, at: at(), circleM: i === 0 ? 6000 : 0 })),
    shelters: Array.from({ length: 60 }, (_, i) => ({ id: `shelter-${i}`, name: `避灾点 ${i}`, at: at(), capacity: 200, ...(i % 5 === 4 ? {} : { occupied: (i * 17) % 220, occupiedAt: Date.now(), stale: i % 7 === 0 }) })),
    hazards: Array.from({ length: 120 }, (_, i) => ({ id: `hazard-${i}`, name: `隐患 ${i}`, at: at(), kind: i % 2 ? ('geological' as const) : ('flash-flood' as const), level: 'high' as const })),
    areas: [
      { id: 'stations', of: 'stations', estimated: false, label: '15 分钟', geometry: { type: 'MultiPolygon', coordinates: [[ring(120.35, 27.35, 0.16, 0.11)]] } },
      { id: 'lost', of: 'lost', estimated: false, label: '新增盲区', geometry: { type: 'MultiPolygon', coordinates: [[ring(120.55, 27.25, 0.06, 0.05)]] } },
    ],
    shapes: [{ id: 'shape', of: 'patrol', label: '巡查路线', geometry: { type: 'LineString', coordinates: [[120.25, 27.5], [120.3, 27.52], [120.36, 27.5]] } }],
    measure: { points: [[120.6, 27.5], [120.65, 27.55], [120.7, 27.52]], closed: false, labels: ['', '7.4 km', '13.3 km'] },
  }
}

function ring(lon: number, lat: number, width: number, height: number): [number, number][] {
  return Array.from({ length: 49 }, (_, i) => {
    const angle = ((i % 48) / 48) * 2 * Math.PI
    const wobble = 1 + 0.25 * Math.sin(angle * 5)
    return [lon + width * wobble * Math.cos(angle), lat + height * wobble * Math.sin(angle)]
  })
}

/** Data of a real jurisdiction's size. */
export function fullSize(): MapData {
  const next = random(5)
  const states = Uint8Array.from({ length: 600 }, () => (next() < 0.9 ? 0 : next() < 0.6 ? 1 + Math.floor(next() * 5) : 255))
  return {
    ...EMPTY_MAP,
    ...everyday(),
    points: [
      pointSet('guard-codes', 'guard-code', '守护码', 31_000, 1),
      pointSet('factories', 'factory', '企业', 14_355, 2),
      pointSet('cameras', 'camera', '摄像头', 600, 3),
      pointSet('sensors', 'sensor', '感知点', 600, 4, states),
    ],
    vessels: new Swarm(8_000, 6),
    heats: [heat(6_000, 8, 'people'), heat(400, 9, 'incidents')],
  }
}
