import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asTyphoonId } from '../../base/ids'
import { HOUR } from '../../base/time'
import { FEED, HUB, OFFICER, phoneOf, Scene, T0 } from '../../../tests/fixtures/domain'
import type { Advisory, Fix } from './state'

const typhoonId = asTyphoonId('2006-08')

function fix(hours: number, changes: Partial<Fix> = {}): Fix {
  return { at: T0 + hours * HOUR, lon: 128 - hours * 0.2, lat: 22 + hours * 0.1, pressureHpa: 950, windMps: 45, circles: [], within70M: null, ...changes }
}

function advisory(changes: Partial<Advisory> = {}): Advisory {
  return { typhoonId, name: { zh: '桑美', en: 'SAOMAI' }, agency: 'CMA', issuedAt: T0, observed: [fix(0)], forecast: [fix(12), fix(24)], ...changes }
}

const held = (scene: Scene) => scene.world.typhoons.get(typhoonId)

describe('an advisory', () => {
  it('[TY1] that is known writes nothing', () => {
    const scene = new Scene()
    scene.must('recordAdvisory', advisory(), FEED)
    const before = scene.events.length
    expect(scene.must('recordAdvisory', advisory(), FEED)).toMatchObject({ duplicate: true })
    expect(scene.events).toHaveLength(before)
  })

  it('[TY2] may come in any order: the state is the same', () => {
    const all = [0, 3, 6, 9].map((hours) => advisory({ issuedAt: T0 + hours * HOUR, observed: [fix(hours)], forecast: [fix(hours + 12), fix(hours + 24)] }))
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 4, maxLength: 4 }), fc.integer({ min: 0, max: 3 }), (order, again) => {
        const scene = new Scene()
        for (const one of [...order, order[again]!]) scene.must('recordAdvisory', one, FEED)
        expect(held(scene)?.observed['CMA']?.map(({ at }) => at)).toEqual([0, 3, 6, 9].map((hours) => T0 + hours * HOUR))
        expect(held(scene)?.forecasts['CMA']).toMatchObject({ issuedAt: T0 + 9 * HOUR, fixes: [fix(21), fix(33)] })
      }),
    )
  })

  it('[TY3] that says another thing about a moment corrects it', () => {
    const scene = new Scene()
    scene.must('recordAdvisory', advisory(), FEED)
    scene.must('recordAdvisory', advisory({ observed: [fix(0, { pressureHpa: 940 })], issuedAt: T0 + HOUR }), FEED)
    expect(scene.events.at(-1)).toMatchObject({ type: 'typhoon.advised', data: { corrects: [T0] } })
    expect(held(scene)?.observed['CMA']).toEqual([fix(0, { pressureHpa: 940 })])
  })

  it('[TY4] of one agency leaves the others alone, and two storms are two', () => {
    const scene = new Scene()
    scene.must('recordAdvisory', advisory(), FEED)
    scene.must('recordAdvisory', advisory({ agency: 'JMA', observed: [fix(0, { lon: 128.4 })] }), FEED)
    scene.must('recordAdvisory', advisory({ typhoonId: asTyphoonId('2006-09'), observed: [fix(0, { lon: 140 })], forecast: [] }), FEED)
    expect(held(scene)?.observed['CMA']).toEqual([fix(0)])
    expect(held(scene)?.observed['JMA']?.[0]?.lon).toBe(128.4)
    expect([...scene.world.typhoons.values()]).toHaveLength(2)
  })

  it.each([
    ['swapped coordinates', { observed: [fix(0), fix(6, { lon: 26.8, lat: 22.6 })] }, 'observed.1'],
    ['a forecast that leaps', { forecast: [fix(12), fix(24, { lon: 170 })] }, 'forecast.1'],
    ['two positions of one moment', { observed: [fix(0), fix(0, { lon: 128.1 })] }, 'observed'],
    ['no position at all', { observed: [], forecast: [] }, 'observed'],
  ])('[TY5] with %s is refused whole', (_what, changes, field) => {
    const scene = new Scene()
    expect(scene.send('recordAdvisory', advisory(changes), FEED)).toMatchObject({ ok: false, error: { code: 'invalid', field } })
    expect(scene.events).toHaveLength(0)
  })

  it('[TY5] that leaps from what is known is refused, and crossing the 180th meridian is no leap', () => {
    const scene = new Scene()
    scene.must('recordAdvisory', advisory({ observed: [fix(0, { lon: 179.5 })], forecast: [] }), FEED)
    scene.must('recordAdvisory', advisory({ observed: [fix(6, { lon: -179.9 })], forecast: [] }), FEED)
    expect(scene.send('recordAdvisory', advisory({ observed: [fix(12, { lon: 120 })], forecast: [] }), FEED)).toMatchObject({ ok: false })
    expect(held(scene)?.observed['CMA']).toHaveLength(2)
  })

  it('comes from feeds and officers, and only officers put a storm aside and take it up again', () => {
    const scene = new Scene()
    for (const actor of [HUB, phoneOf('lan')]) expect(scene.send('recordAdvisory', advisory(), actor)).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    scene.must('recordAdvisory', advisory(), OFFICER)
    expect(scene.send('endTyphoon', { typhoonId, reason: '' }, FEED)).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    scene.must('endTyphoon', { typhoonId, reason: '减弱' })
    expect(held(scene)?.endedAt).toBe(T0)
    scene.must('resumeTyphoon', { typhoonId })
    expect(held(scene)?.endedAt).toBeNull()
    expect(scene.send('endTyphoon', { typhoonId: asTyphoonId('none'), reason: '' })).toMatchObject({ ok: false, error: { field: 'typhoonId' } })
  })
})
