import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../base/time'
import { phoneOf, Scene } from '../../tests/fixtures/domain'
import { freezeInput, frozen, stormScene } from '../../tests/fixtures/briefing'
import { freeze } from './freeze'
import { chooseStorm } from './storm-part'

const golden = fileURLToPath(new URL('../../tests/fixtures/golden/briefing-v1.json', import.meta.url))

/** A storm on its way, one incident being worked on, one that is done. */
function busy(): Scene {
  const scene = stormScene('2006-08', 108)
  scene.team('lan')
  scene.team('off', { members: 3 })
  const first = scene.alarm({ place: '马站镇沿浦村' })
  scene.now += 20_000
  const order = scene.order(first, 'lan')
  scene.must('markDelivered', { dispatchId: order, observedAt: scene.now, note: '' }, phoneOf('lan'))
  scene.now += 10 * MINUTE
  for (const milestone of ['acknowledged', 'departed', 'arrived'] as const) scene.milestone(order, milestone, {}, phoneOf('lan'))
  scene.must('recordCasualties', { incidentId: first, missing: 1, injured: null, dead: 0, rescued: 2 })
  const second = scene.alarm({ at: { lon: 120.6, lat: 27.43 }, place: '金乡镇' })
  scene.must('markFalseAlarm', { incidentId: second, reason: '误报' })
  return scene
}

describe('a frozen situation', () => {
  const content = frozen(busy())

  it('is what it was when this format was made', () => {
    const written = JSON.stringify(content, null, 1)
    if (process.env['WRITE_GOLDEN']) writeFileSync(golden, `${written}\n`)
    expect(JSON.parse(written)).toEqual(JSON.parse(readFileSync(golden, 'utf8')))
  })

  it('is the same however often the same moment is frozen', () => {
    fc.assert(
      fc.property(fc.constantFrom('2006-08', '2019-09', '2021-06', '2022-12'), fc.integer({ min: 30, max: 200 }), (id, hours) => {
        const input = freezeInput(stormScene(id as '2006-08', hours))
        expect(JSON.stringify(freeze(input))).toBe(JSON.stringify(freeze(input)))
      }),
      { numRuns: 6 },
    )
  })

  it('is plain JSON: nothing is lost on its way through the log', () => {
    expect(JSON.parse(JSON.stringify(content))).toEqual(content)
    expect(JSON.stringify(content).length).toBeLessThan(100_000)
  })

  it('counts incidents and how long things took from raw samples, and never turns "not yet" into a time', () => {
    const { incidents } = content
    expect(incidents).toMatchObject({ open: 1, reported: 2, casualties: { missing: 1, injured: null, dead: 0, rescued: 2 } })
    expect(incidents.toDelivered).toMatchObject({ samples: 1, p90Ms: 20_000, within: 1 })
    expect(incidents.toScene).toMatchObject({ samples: 1, p90Ms: 10 * MINUTE, within: 1 })
    expect(incidents.lines.map(({ toSceneMs }) => toSceneMs)).toEqual([10 * MINUTE, null])
  })

  it('takes percentiles from raw samples, and tells the worst', () => {
    const scene = new Scene()
    for (const seconds of [5, 10, 15, 20, 60]) {
      scene.team(`t${seconds}`)
      const order = scene.order(scene.alarm(), `t${seconds}`)
      scene.now += seconds * 1000
      scene.must('markDelivered', { dispatchId: order, observedAt: scene.now, note: '' }, phoneOf(`t${seconds}`))
    }
    expect(frozen(scene).incidents.toDelivered).toEqual({ samples: 5, p50Ms: 15_000, p90Ms: 44_000, worstMs: 60_000, targetMs: 30_000, within: 4 })
  })

  it('says what it was not told as null, never as 0', () => {
    const calm = frozen(new Scene(), { storm: null, occupancy: new Map() })
    expect(calm).toMatchObject({ storm: null, response: null, sea: null, shelters: { people: null, capacity: 500 } })
    expect(calm.towns[0]).toMatchObject({ arrives: null, shelterPeople: null, duties: null })
    expect(calm.incidents.toScene).toMatchObject({ samples: 0, p90Ms: null, worstMs: null })
  })

  it('has the landing and the arrival of the source within its step', () => {
    const landing = content.storm?.landings?.[0]
    // Announced: 10 August 2006, 17:25 Beijing time, Mazhan.
    expect(Math.abs((landing?.at ?? 0) - Date.UTC(2006, 7, 10, 9, 25))).toBeLessThan(3 * HOUR)
    const mazhan = content.towns.find(({ id }) => id === 'mazhan')
    expect(mazhan?.arrives?.force).toBe('kt30')
    expect(mazhan?.arrives?.at).toBeLessThan(landing?.at ?? 0)
    expect(mazhan?.strongest).toBe('kt50')
  })

  it('keeps the hour of arrival when the storm has long passed', () => {
    const early = frozen(stormScene('2006-08', 108)).towns.map(({ arrives }) => arrives?.at)
    const after = frozen(stormScene('2006-08', 150)).towns.map(({ arrives }) => arrives?.at)
    expect(after).toEqual(early)
    expect(new Set(after).size).toBe(after.length)
  })

  it('leaves alarms of yesterday out unless they are still open', () => {
    const scene = busy()
    scene.now += 2 * DAY
    expect(frozen(scene).incidents).toMatchObject({ open: 1, reported: 0 })
  })
})

describe('the storm of a briefing', () => {
  it('is the one that was last spoken of, at its last observed hour if it is over', () => {
    const scene = stormScene('2006-08', 100)
    const choice = chooseStorm(scene.world.typhoons.values(), {}, scene.now)
    expect(choice).toMatchObject({ agency: 'JMA', typhoon: { id: '2006-08' } })
    expect(choice?.at).toBe(scene.world.typhoons.get('2006-08' as never)?.observed['JMA']?.at(-1)?.at)
  })

  it('is kept inside its track, and none if it was put aside', () => {
    const scene = stormScene()
    expect(chooseStorm(scene.world.typhoons.values(), { at: 0 }, scene.now)?.at).toBe(scene.world.typhoons.get('2006-08' as never)?.observed['JMA']?.[0]?.at)
    scene.must('endTyphoon', { typhoonId: '2006-08' as never, reason: '' })
    expect(chooseStorm(scene.world.typhoons.values(), {}, scene.now)).toBeNull()
    expect(chooseStorm(scene.world.typhoons.values(), { typhoonId: 'none' }, scene.now)).toBeNull()
  })
})
