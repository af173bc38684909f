import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LonLat } from '../../shared/geo/position'

/** Valhalla (MIT) as the independent engine to compare with. A development dependency only: Linux and Apple silicon. */
export interface Valhalla {
  /** Seconds and metres by `auto`, and where on the roads its route really begins and ends; null if it finds none. */
  route(from: LonLat, to: LonLat): Promise<{ seconds: number; metres: number; from: LonLat; to: LonLat } | null>
  /** Seconds from each origin to the target; null where there is none. */
  toOne(origins: readonly LonLat[], target: LonLat): Promise<(number | null)[]>
  close(): void
}

interface Actor {
  route(query: object): Promise<{ trip: { summary: { time: number; length: number }; legs: { shape: string }[] } }>
  matrix(query: object): Promise<{ sources_to_targets: { time: number | null }[][] }>
}

const load = createRequire(import.meta.url)

/** Builds tiles of the extract in a temporary folder (a second for a small country); null where Valhalla cannot run. */
export function openValhalla(extract: string): Valhalla | null {
  const folder = mkdtempSync(join(tmpdir(), 'dinghai-valhalla-'))
  const close = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const template = fileURLToPath(new URL('../../tests/bench/valhalla-config.json', import.meta.url))
    const config = join(folder, 'config.json')
    writeFileSync(config, readFileSync(template, 'utf8').replace('TILE_DIR', join(folder, 'tiles')))
    const entry = load.resolve('@valhallajs/valhallajs')
    const cli = join(dirname(entry), 'bin/valhalla-cli.js')
    // It leaves notes in the folder that it runs in.
    execFileSync(process.execPath, [cli, 'build_tiles', '-c', config, extract], { stdio: 'ignore', cwd: folder })
    const { Actor } = load('@valhallajs/valhallajs') as { Actor: new (config: string) => Actor }
    return wrap(new Actor(readFileSync(config, 'utf8')), close)
  } catch {
    close()
    return null
  }
}

function wrap(actor: Actor, close: () => void): Valhalla {
  return {
    async route(from, to) {
      try {
        const { trip } = await actor.route({ locations: [from, to], costing: 'auto', units: 'kilometers' })
        const shape = decodeShape(trip.legs[0]?.shape ?? '')
        const [first, last] = [shape[0], shape.at(-1)]
        if (first === undefined || last === undefined) return null
        return { seconds: trip.summary.time, metres: trip.summary.length * 1_000, from: first, to: last }
      } catch {
        return null
      }
    },
    async toOne(origins, target) {
      const { sources_to_targets } = await actor.matrix({ sources: origins, targets: [target], costing: 'auto', verbose: true })
      return sources_to_targets.map((row) => row[0]?.time ?? null)
    },
    close,
  }
}

/** Google's polyline code with six digits. */
function decodeShape(shape: string): LonLat[] {
  const points: LonLat[] = []
  let at = 0
  let lat = 0
  let lon = 0
  const next = (): number => {
    let value = 0
    let shift = 0
    let byte: number
    do {
      byte = shape.charCodeAt(at++) - 63
      value |= (byte & 31) << shift
      shift += 5
    } while (byte >= 32)
    return value & 1 ? ~(value >> 1) : value >> 1
  }
  while (at < shape.length) {
    lat += next()
    lon += next()
    points.push({ lon: lon / 1e6, lat: lat / 1e6 })
  }
  return points
}
