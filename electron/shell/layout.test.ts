import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DisplayIdentity, LayoutWindow } from '../../shared/ipc/settings'
import { nameDisplays, placeWindows, sameDisplay, windowAddress, type DisplayFacts } from './layout'

const display = (id: number, x: number, more: Partial<DisplayFacts> = {}): DisplayFacts => {
  const bounds = { x, y: 0, width: 1920, height: 1080 }
  return { id, label: '', internal: false, bounds, workArea: bounds, scaleFactor: 1, rotation: 0, primary: x === 0, ...more }
}
const wall = (identity: DisplayIdentity | null, more: Partial<LayoutWindow> = {}): LayoutWindow => ({
  screen: 'wall', display: identity, mode: 'kiosk', wall: 'main', scene: null, part: null, ...more,
})
const desk = (identity: DisplayIdentity | null): LayoutWindow => ({ ...wall(identity), screen: 'desk', mode: 'window' })
const identities = (displays: readonly DisplayFacts[]) => new Map(nameDisplays(displays, new Map()).map(({ id, identity }) => [id, identity]))
const of = (known: ReadonlyMap<number, DisplayIdentity>, id: number) => known.get(id) ?? null

describe('nameDisplays', () => {
  test('equal displays are told apart by position, not by the order in which the system lists them', () => {
    const three = [display(7, 3840), display(9, 0), display(8, 1920)]
    expect(nameDisplays(three, new Map()).map(({ id, identity }) => [id, identity.nth])).toEqual([[9, 0], [8, 1], [7, 2]])
  })

  test('scale and rotation do not change what a display is', () => {
    const plain = of(identities([display(1, 0, { bounds: { x: 0, y: 0, width: 3840, height: 2160 } })]), 1)
    const turned = of(identities([display(1, 0, { bounds: { x: 0, y: 0, width: 1080, height: 1920 }, scaleFactor: 2, rotation: 90 })]), 1)
    expect(turned).toEqual(plain)
  })

  test('one that was named keeps its name when its equals are unplugged and when its resolution changes', () => {
    const known = identities([display(1, 0), display(2, 1920), display(3, 3840)])
    const smaller = display(3, 0, { bounds: { x: 0, y: 0, width: 1280, height: 720 } })
    expect(nameDisplays([smaller], known)[0]?.identity).toMatchObject({ nth: 2, width: 1920 })
  })
})

describe('placeWindows', () => {
  const facts = fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 99 }), label: fc.constantFrom('', 'DELL', 'EIZO') }), { minLength: 1, maxLength: 5, selector: ({ id }) => id })
    .map((given) => given.map(({ id, label }, index) => display(id, index * 1920, { label })))

  test('the order in which displays are listed makes no difference', () => {
    fc.assert(
      fc.property(facts, fc.infiniteStream(fc.nat()), (displays, order) => {
        const known = identities(displays)
        const layout = displays.map(({ id }, index) => (index === 0 ? desk(of(known, id)) : wall(of(known, id))))
        const shuffled = displays.map((one) => ({ one, at: order.next().value ?? 0 })).toSorted((a, b) => a.at - b.at).map(({ one }) => one)
        const where = (given: readonly DisplayFacts[]) => placeWindows(layout, nameDisplays(given, new Map())).map((placement) => placement.display?.id)
        expect(where(shuffled)).toEqual(where(displays))
        expect(where(displays)).toEqual(displays.map(({ id }) => id))
      }),
    )
  })

  test('unplugged in any order: what is there stays, the desk is always somewhere, and all return to their places', () => {
    fc.assert(
      fc.property(facts, fc.array(fc.nat(), { minLength: 1, maxLength: 12 }), (displays, picks) => {
        const known = identities(displays)
        const layout = displays.map(({ id }, index) => (index === 0 ? desk(of(known, id)) : wall(of(known, id))))
        for (const pick of picks) {
          const mask = pick % 2 ** displays.length
          const left = displays.filter((_, index) => (mask >> index) % 2 === 0)
          const present = (left.length > 0 ? left : displays.slice(0, 1)).map((one, index) => ({ ...one, primary: index === 0 }))
          const named = nameDisplays(present, known)
          const placements = placeWindows(layout, named)
          displays.forEach(({ id }, index) => {
            const there = present.some((one) => one.id === id)
            if (there) expect(placements[index]).toMatchObject({ display: { id }, missing: false })
            else expect(placements[index]?.missing).toBe(true)
          })
          expect(placements[0]?.bounds).not.toBeNull()
          for (const placement of placements) if (placement.window.screen === 'wall' && placement.missing) expect(placement.bounds).toBeNull()
        }
        expect(placeWindows(layout, nameDisplays(displays, known)).map((placement) => placement.display?.id)).toEqual(displays.map(({ id }) => id))
      }),
    )
  })

  test('no display shows two windows of the layout that name different ones', () => {
    fc.assert(
      fc.property(facts, facts, (before, now) => {
        const named = nameDisplays(before, new Map())
        const placements = placeWindows(named.map(({ identity }) => wall(identity)), nameDisplays(now, new Map()))
        const used = placements.flatMap(({ display: at, missing }) => (at && !missing ? [at.id] : []))
        expect(new Set(used).size).toBe(used.length)
        expect(placements.some(({ bounds }) => bounds)).toBe(true)
      }),
    )
  })

  test('a machine that shows only a wall shows it, though its display was replaced by another model', () => {
    const placements = placeWindows([wall({ label: 'OLD', internal: false, width: 800, height: 600, nth: 0 })], nameDisplays([display(1, 0)], new Map()))
    expect(placements).toMatchObject([{ display: { id: 1 }, missing: true, mode: 'kiosk' }])
  })

  test('a display that came back with another resolution after a restart is still that display', () => {
    const old = { label: 'EIZO', internal: false, width: 3840, height: 2160, nth: 0 }
    const placements = placeWindows([desk(null), wall(old)], nameDisplays([display(1, 0), display(2, 1920, { label: 'EIZO' })], new Map()))
    expect(placements[1]).toMatchObject({ display: { id: 2 }, missing: false })
  })

  test('automatic: the wall takes a second display whole, or is a window beside the desk', () => {
    const where = (displays: readonly DisplayFacts[]) => placeWindows(null, nameDisplays(displays, new Map())).map(({ window, display: at, mode }) => [window.screen, at?.id, mode])
    expect(where([display(1, 0)])).toEqual([['wall', 1, 'window'], ['desk', 1, 'window']])
    expect(where([display(1, 0), display(2, 1920)])).toEqual([['wall', 2, 'fullscreen'], ['desk', 1, 'window']])
  })
})

test('addresses say which wall and which part it is', () => {
  const page = 'http://hub/wall/'
  expect(windowAddress(page, wall(null))).toBe(page)
  expect(windowAddress(page, wall(null, { wall: 'east', scene: 'typhoon', part: { column: 1, row: 0, columns: 3, rows: 1 } }))).toBe('http://hub/wall/?wall=east&scene=typhoon&part=1,0,3,1')
  expect(windowAddress('http://hub/desk/', desk(null))).toBe('http://hub/desk/')
  expect(windowAddress(`${page}#k=secret`, wall(null, { wall: 'east' }))).toBe('http://hub/wall/?wall=east#k=secret')
})

test('identities are compared whole', () => {
  const one = { label: '', internal: false, width: 1, height: 1, nth: 0 }
  expect(sameDisplay(one, { ...one })).toBe(true)
  expect(sameDisplay(one, { ...one, nth: 1 })).toBe(false)
})
