import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startRig, type Rig } from '../../electron/hub/gateway/testing/harness'
import { loadPack } from '../../electron/hub/pack/load'
import { landOf } from '../../scripts/demo-data/geography.mjs'
import { createRandom } from '../../scripts/demo-data/random.mjs'
import { runLive } from '../../scripts/demo/live.mjs'
import { createIntruders } from '../../scripts/demo/risk.mjs'

const folder = fileURLToPath(new URL('../../resources/packs/cangnan', import.meta.url))

describe('npm run demo -- --live', () => {
  let rig: Rig
  const said: string[] = []
  beforeAll(async () => {
    const pack = await loadPack(folder)
    if (!pack.ok) throw new Error('the demonstration pack does not load')
    rig = await startRig({}, pack.value)
    const stopping = new AbortController()
    const running = runLive({
      url: rig.gateway.url, token: rig.keys.officer, folder, vessels: 300, stop: stopping.signal,
      say: (step, detail) => void said.push(`${step} ${JSON.stringify(detail)}`),
    })
    for (let waited = 0; waited < 200 && rig.hub.tracks.size < 300; waited++) await new Promise((resolve) => setTimeout(resolve, 50))
    stopping.abort()
    await running
  }, 60_000)
  afterAll(() => rig.close())

  it('sails where there is water, under names that say what they are', () => {
    const isLand = landOf(JSON.parse(readFileSync(join(folder, 'coast.geojson'), 'utf8')))
    const points = [...rig.hub.tracks.all()]
    expect(points).toHaveLength(300)
    expect(points.filter(({ lon, lat }) => isLand([lon, lat]))).toEqual([])
    expect(points.every(({ id, name }) => id.startsWith('vessel:') && name?.startsWith('演示'))).toBe(true)
  })

  it('measures and counts through the same interface, and nothing of it is refused', () => {
    expect(said.filter((line) => !line.startsWith('started'))).toEqual([])
    const readings = [...rig.hub.readings.all()]
    expect(readings.some(({ id }) => id.startsWith('sensors:'))).toBe(true)
    expect(readings.some(({ id, metric }) => id.startsWith('shelter:') && metric === 'occupancy')).toBe(true)
    expect([...rig.hub.heat.all()].map(({ id, count }) => [id, count.length > 500])).toEqual([['people', true]])
    expect(rig.hub.world.seq).toBe(rig.hub.log.length)
  })

  it('sends people where nobody should be, seen by cameras of areas and seen to leave, and never a flood', () => {
    const { risk } = rig.hub.pack
    const cameras = new Set(risk?.areas.flatMap((area) => area.cameras))
    const intruders = createIntruders(risk, createRandom(7))
    const events = Array.from({ length: 3600 }, (_, tick) => intruders.events(tick, tick * 1000)).flat()
    expect(events.every(({ camera }) => cameras.has(camera))).toBe(true)
    const left = events.filter(({ count }) => count === 0).length
    expect(left).toBeGreaterThan(10)
    expect(left).toBeLessThan(60)
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
    expect(createIntruders(null, createRandom(7)).events(5, 0)).toEqual([])
  })

  it('takes its keys back', async () => {
    const { body } = await rig.call('GET', '/api/v1/feeds', { key: rig.keys.officer })
    expect((body['feeds'] as { name: string }[]).map(({ name }) => name)).toEqual(['110'])
  })
})
