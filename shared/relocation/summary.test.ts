import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../base/time'
import { HOUSEHOLD_STATUSES, isAway } from '../domain/relocation/state'
import { RelocationScene, type SaidMark } from '../../tests/fixtures/relocation'
import { shelterOccupancy } from './occupancy'
import { currentRelocation, rollUp, stageOf } from './rollup'
import { summariseRelocation } from './summary'
import { awayIn, leftIn, toldIn } from './tally'
import { leftInWind } from './wind'

const PACK = { townships: [{ id: 'mazhan', name: '马站镇' }, { id: 'chixi', name: '赤溪镇' }], shelters: [{ id: 's1', capacity: 10 }, { id: 's2', capacity: 100 }] }
const sum = (record: Readonly<Record<string, number>>): number => Object.values(record).reduce((a, b) => a + b, 0)

describe('the roll-up', () => {
  it('goes from household to village to town to county', () => {
    const scene = new RelocationScene()
    scene.mark([{ householdId: 'v1-01', status: 'arrived', shelterId: 's1' }, { householdId: 'v1-02', status: 'refuses', note: '鱼塘' }])
    scene.mark([{ householdId: 'v3-01', status: 'moved', persons: 2 }])
    const { total, byTown, shelters, relocation } = summariseRelocation(scene.world, PACK, scene.now)
    expect(relocation).toMatchObject({ name: '防御台风转移', drill: false, endedAt: null })
    expect(total).toMatchObject({ households: 6, people: 18, left: 12, villages: 3, heard: 2, reported: 0 })
    expect(total?.by).toMatchObject({ arrived: 4, refuses: 2, moved: 2, told: 1, untold: 9 })
    expect(byTown.map(({ name, people, left }) => [name, people, left])).toEqual([['马站镇', 12, 8], ['赤溪镇', 6, 4]])
    expect(shelters).toEqual({ shelters: 2, capacity: 110, open: 1, persons: 4, over: 0 })
  })

  it('names who has not reported, the longest silent first', () => {
    const scene = new RelocationScene()
    scene.now += HOUR
    scene.mark([{ householdId: 'v1-01', status: 'told' }])
    const silent = () => summariseRelocation(scene.world, PACK, scene.now).byTown[0]?.silent.map(({ name }) => name)
    expect(silent()).toEqual(['v2村', 'v1村'])
    scene.mark([{ householdId: 'v2-01', status: 'moved' }])
    scene.done('reportSheet', { sheetId: scene.sheetId('v2'), exceptions: [], note: '' })
    expect(silent()).toEqual(['v1村'])
    expect(rollUp(scene.world.sheets.values(), scene.relocationId)[0]?.villages.map(({ stage }) => stage)).toEqual(['working', 'reported'])
  })

  it('knows nothing before there is a relocation, and says so instead of 0', () => {
    const nothing = { relocations: new Map(), sheets: new Map() }
    expect(summariseRelocation(nothing, PACK, 5)).toEqual({ at: 5, relocation: null, total: null, byTown: [], shelters: null })
  })

  it('shows what is under way rather than what ended, and the last of those', () => {
    const scene = new RelocationScene()
    const first = scene.relocationId
    scene.done('endRelocation', { relocationId: first, reason: '' })
    scene.now += HOUR
    expect(currentRelocation(scene.world.relocations.values())?.id).toBe(first)
    const { relocationId } = scene.done('startRelocation', { name: '第二次', typhoonId: null, villages: null })
    expect(currentRelocation(scene.world.relocations.values())?.id).toBe(relocationId)
    // Sheets of the earlier one are not counted again.
    expect(summariseRelocation(scene.world, PACK, scene.now).total?.people).toBe(18)
  })

  it('leaves out shelters that nobody spoke of, instead of calling them empty', () => {
    const scene = new RelocationScene()
    expect(shelterOccupancy(scene.world, scene.relocationId).size).toBe(0)
    scene.done('countAtShelter', { relocationId: scene.relocationId, shelterId: 's2', change: 3, note: '', observedAt: scene.now })
    scene.mark([{ householdId: 'v1-01', status: 'arrived', shelterId: 's2' }])
    expect(shelterOccupancy(scene.world, scene.relocationId).get('s2')).toMatchObject({ persons: 7, households: 1, walkIns: 3 })
  })

  it('always adds up, whatever is said in whatever order', () => {
    const household = fc.constantFrom('v1-01', 'v1-02', 'v1-03', 'v2-01', 'v3-01', 'v3-02')
    const said = fc.record({
      householdId: household,
      status: fc.constantFrom(...HOUSEHOLD_STATUSES.filter((status) => status !== 'untold')),
      persons: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
      shelter: fc.constantFrom('s1', 's2'),
      minutes: fc.integer({ min: -90, max: 90 }),
      back: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(said, { maxLength: 40 }), (words) => {
        const scene = new RelocationScene()
        for (const { householdId, status, persons, shelter, minutes, back } of words) {
          scene.now += MINUTE
          const mark: SaidMark = {
            householdId,
            status: status as SaidMark['status'],
            note: '因故',
            observedAt: scene.now + minutes * MINUTE,
            ...(status === 'arrived' ? { shelterId: shelter } : {}),
            ...(persons !== undefined && isAway(status) ? { persons } : {}),
          }
          scene.mark([mark])
          if (back) scene.send('unmarkHousehold', { sheetId: scene.sheetId(householdId.slice(0, 2)), householdId })
        }
        const { total, byTown, shelters } = summariseRelocation(scene.world, PACK, scene.now)
        if (!total || !shelters) throw new Error('no total')
        for (const tally of [total, ...byTown]) {
          expect(sum(tally.by)).toBe(tally.people)
          expect(sum(tally.householdsBy)).toBe(tally.households)
          expect(awayIn(tally) + leftIn(tally)).toBe(tally.people)
          expect(toldIn(tally)).toBeGreaterThanOrEqual(awayIn(tally))
        }
        expect(total.people).toBe(18)
        for (const key of ['people', 'households', 'left', 'villages', 'helped'] as const) {
          expect(byTown.reduce((n, town) => n + town[key], 0)).toBe(total[key])
        }
        expect(shelters.persons).toBe(total.by.arrived)
      }),
      { numRuns: 60 },
    )
  })

  it('tells a village that is silent from one that is at work', () => {
    const sheet = { heardAt: null, report: null, confirmed: null, sentBack: null }
    const report = { at: 1, by: 'x' as never, exceptions: [], note: '', lapsedAt: null }
    expect(stageOf(sheet)).toBe('silent')
    expect(stageOf({ ...sheet, heardAt: 1 })).toBe('working')
    expect(stageOf({ ...sheet, report })).toBe('reported')
    expect(stageOf({ ...sheet, report: { ...report, lapsedAt: 2 } })).toBe('lapsed')
    expect(stageOf({ ...sheet, report, confirmed: { at: 2, by: 'x' as never } })).toBe('confirmed')
    expect(stageOf({ ...sheet, sentBack: { at: 2, by: 'x' as never, reason: '' } })).toBe('sentBack')
  })
})

describe('people in the wind', () => {
  const circle = (metres: number) => [{ force: 'b10' as const, shape: { kind: 'quadrants' as const, ne: metres, se: metres, sw: metres, nw: metres } }]
  const fix = (at: number, lon: number) => ({ at, lon, lat: 27.3, pressureHpa: null, windMps: null, circles: circle(100_000), within70M: null })
  // From 300 km off the coast straight at it, 50 km an hour.
  const track = { agency: 'X', fixes: [fix(0, 123.5), fix(6 * HOUR, 120.47)], observedUntil: 0, issuedAt: 0 }
  const villages = [{ at: { lon: 120.5, lat: 27.3 }, left: 7 }, { at: { lon: 120.4, lat: 27.3 }, left: 0 }]

  it('counts who is there now and who will be', () => {
    expect(leftInWind(villages, track, 0)).toMatchObject([{ force: 'b10', inside: 0, soon: 7 }])
    expect(leftInWind(villages, track, 6 * HOUR)).toMatchObject([{ force: 'b10', inside: 7, soon: 7, firstAt: 6 * HOUR }])
    const [first] = leftInWind(villages, track, 0)
    expect((first?.firstAt ?? 0) / HOUR).toBeGreaterThan(3)
  })

  it('guesses no circle that the source does not give', () => {
    const bare = { ...track, fixes: track.fixes.map((one) => ({ ...one, circles: [] })) }
    expect(leftInWind(villages, bare, 0)).toEqual([])
  })
})
