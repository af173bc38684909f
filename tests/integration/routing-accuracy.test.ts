import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { buildGraph } from '../../electron/hub/routing/build'
import { RoadEngine } from '../../electron/hub/routing/engine'
import { importOsm } from '../../electron/hub/routing/import/osm'
import { FAIR_DAY } from '../../shared/dispatch/travel'
import { recordExpectations } from '../bench/routing-pairs'
import type { Expectations } from '../bench/routing-pairs'
import { openValhalla } from '../bench/valhalla'
import { sharedData } from '../fixtures/shared-data'

/**
 * Car times against Valhalla's on real extracts. Expectations are recorded (RECORD_VALHALLA=1 makes them anew), so that
 * the test runs where Valhalla does not.
 */
const EXTRACTS = [
  { name: 'andorra', file: 'andorra.osm.pbf', inside: 0.95 },
  { name: 'liechtenstein', file: 'osm_liechtenstein-2013-08-03.osm.pbf', inside: 0.95 },
  // Streets and tunnels over one another: which of them a point means is often open (see docs/routing.md).
  { name: 'monaco', file: 'monaco.osm.pbf', inside: 0.9 },
] as const

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!

describe('car times against Valhalla', () => {
  for (const { name, file, inside } of EXTRACTS) {
    const extract = sharedData(file)
    const recorded = fileURLToPath(new URL(`../fixtures/valhalla/${name}.json`, import.meta.url))
    it.skipIf(extract === null)(`${name}: median 0.95-1.05, ${String(inside * 100)} % within 0.8-1.25 (skipped where ../shared/data is missing)`, async () => {
      const graph = buildGraph(importOsm(extract!))
      if (process.env['RECORD_VALHALLA'] === '1' || !existsSync(recorded)) {
        const valhalla = openValhalla(extract!)
        if (valhalla === null) throw new Error('Valhalla does not run on this machine')
        const fresh = await recordExpectations(graph, valhalla, file, 20_260_930, 600)
        valhalla.close()
        writeFileSync(recorded, `${JSON.stringify({ ...fresh, rows: [] }).slice(0, -2)}\n${fresh.rows.map((row) => JSON.stringify(row)).join(',\n')}\n]}\n`)
      }
      const expected = JSON.parse(readFileSync(recorded, 'utf8')) as Expectations
      expect(expected.rows.length).toBeGreaterThan(500)
      const engine = new RoadEngine(graph, null)
      const ratios: number[] = []
      for (const [fromLon, fromLat, toLon, toLat, seconds] of expected.rows) {
        const origins = [{ id: 'a', at: { lon: fromLon, lat: fromLat }, vehicle: 'car' as const }]
        const [answer] = engine.travelTimes({ target: { lon: toLon, lat: toLat }, origins, conditions: FAIR_DAY }, 0).times
        // What one engine reaches and the other does not counts as wrong.
        ratios.push(answer!.seconds === null ? Infinity : Math.max(1, answer!.seconds) / Math.max(1, seconds))
      }
      ratios.sort((a, b) => a - b)
      const shareInside = ratios.filter((ratio) => ratio >= 0.8 && ratio <= 1.25).length / ratios.length
      const figures = [0.025, 0.05, 0.5, 0.95, 0.975].map((share) => quantile(ratios, share).toFixed(3)).join(' ')
      process.stdout.write(`${name}: n ${String(ratios.length)}, unroutable ${String(expected.unroutable)}, quantiles ${figures}, inside ${shareInside.toFixed(3)}\n`)
      expect(quantile(ratios, 0.5)).toBeGreaterThan(0.95)
      expect(quantile(ratios, 0.5)).toBeLessThan(1.05)
      expect(shareInside).toBeGreaterThanOrEqual(inside)
    })
  }
})
