import { describe, expect, it } from 'vitest'
import { DEEDS, WholeDesk, type Deed } from '../../tests/fixtures/whole-desk'
import { required } from '../base/assert'
import { DAY, HOUR } from '../base/time'
import { AGGREGATES, type TableName } from './aggregates'
import { forgetIn, remembered } from './forget'
import { HUB_KEEPS_MS } from './memory'
import { ROWS } from './table'
import { applyEvent, emptyWorld, tableOf, type World } from './world'
import { snapshotOf, worldFrom } from './world-snapshot'

const sizes = (world: World) => Object.fromEntries(ROWS.map(({ table }) => [table, [...tableOf(world, table).values()].length]))
const onScreens = (world: World, now: number) => remembered((name) => tableOf(world, name), now, 'screens')
const NEVER: readonly TableName[] = ['teams', 'walls', 'typhoons']

/** Something of everything begun and ended every four days. */
function live(desk: WholeDesk, days: number, upkeep: () => void): void {
  const end: Deed[] = ['close', 'open', 'erase', 'edit', 'lift', 'endRecall', 'endStorm', 'endResponse', 'endRelocation', 'closeAlert']
  const begin: Deed[] = ['alarm', 'shut', 'draw', 'freeze', 'warn', 'recall', 'declare', 'relocate', 'signal', 'advise']
  for (let day = 0; day < days; day += 4) {
    for (const deed of begin) desk.deeds[deed]()
    desk.now += 12 * HOUR
    for (const deed of end) desk.deeds[deed]()
    desk.now += 84 * HOUR
    upkeep()
  }
}

describe('forgetting', () => {
  it('knows a rule for every aggregate, by which the hub keeps what screens keep', () => {
    for (const { name, memory } of Object.values(AGGREGATES)) {
      if ('staysWith' in memory) continue
      expect(memory.hubMs ?? Infinity, name).toBeGreaterThanOrEqual(memory.screensMs ?? Infinity)
    }
    const order = ROWS.map(({ table }) => table)
    for (const [owned, owner] of [['dispatches', 'incidents'], ['drifts', 'incidents'], ['sheets', 'relocations']] as const) {
      expect(order.indexOf(owned)).toBeGreaterThan(order.indexOf(owner))
    }
  })

  it('[FG1] keeps what is going on, however long, and what belongs to it', () => {
    const desk = new WholeDesk()
    for (const deed of ['alarm', 'shut', 'draw', 'warn', 'recall', 'advise', 'declare', 'relocate', 'signal'] as const) desk.deeds[deed]()
    const before = sizes(desk.world)
    for (const table of ['incidents', 'dispatches', 'drifts', 'sheets', 'alerts', 'responses', 'callouts'] as const) expect(before[table], table).toBeGreaterThan(0)
    const now = desk.now + 3 * HUB_KEEPS_MS
    expect(Object.fromEntries(Object.entries(onScreens(desk.world, now)).map(([table, list]) => [table, list.length]))).toEqual(before)
    expect(forgetIn(desk.world, now)).toBe(0)
  })

  it('[FG3] lets the memory of a hub that runs for years stop growing', () => {
    const desk = new WholeDesk()
    const year = () => sizes(desk.world)
    const upkeep = () => void forgetIn(desk.world, desk.now)
    live(desk, 420, upkeep)
    const first = year()
    live(desk, 420, upkeep)
    const second = year()
    for (const { table } of ROWS) {
      if (NEVER.includes(table)) continue
      expect(first[table], table).toBeGreaterThan(90)
      expect(second[table], table).toBeLessThanOrEqual(required(first[table], table) + 1)
    }
    // Nothing of what was forgotten hangs on in an index.
    const anew = worldFrom(snapshotOf(desk.world))
    expect([anew.bySource, anew.alertByKey, anew.countByDay]).toEqual([desk.world.bySource, desk.world.alertByKey, desk.world.countByDay])
    // Screens hold days of it, not years.
    for (const list of Object.values(onScreens(desk.world, desk.now))) expect(list.length).toBeLessThan(20)
  })

  it('[FG3] is the same from the whole log and from a snapshot with what followed', () => {
    const desk = new WholeDesk()
    live(desk, 30, () => undefined)
    const middle = JSON.parse(JSON.stringify(snapshotOf(desk.world))) as ReturnType<typeof snapshotOf>
    live(desk, 450, () => undefined)
    const restored = worldFrom(middle)
    forgetIn(restored, desk.now - 449 * DAY)
    for (const event of desk.events) if (event.seq > middle.seq) applyEvent(restored, event)
    forgetIn(restored, desk.now)
    const whole = emptyWorld()
    for (const event of desk.events) applyEvent(whole, event)
    forgetIn(whole, desk.now)
    expect(snapshotOf(restored)).toEqual(snapshotOf(whole))
  })

  it('[FG4] keeps the last one of what panels go on showing', () => {
    const desk = new WholeDesk()
    live(desk, 3, () => undefined)
    const kept = onScreens(desk.world, desk.now + 300 * DAY)
    for (const table of ['responses', 'relocations'] as const) expect(kept[table], table).toHaveLength(1)
    expect(kept.relocations[0]).toBe([...desk.world.relocations.values()].at(-1))
    expect(kept.sheets.length).toBeGreaterThan(0)
    expect(new Set(kept.sheets.map(({ relocationId }) => relocationId))).toEqual(new Set([kept.relocations[0]?.id]))
    for (const table of ['incidents', 'dispatches', 'drifts', 'closures', 'annotations', 'alerts', 'briefings', 'callouts', 'recalls', 'typhoons'] as const) expect(kept[table], table).toHaveLength(0)
  })

  it('[FG5] refuses a command about what was forgotten, and an event about it', () => {
    const desk = new WholeDesk()
    live(desk, 1, () => undefined)
    forgetIn(desk.world, desk.now + HUB_KEEPS_MS + DAY)
    const [incident] = desk.events.flatMap((event) => (event.type === 'incident.reported' ? event.data.incidentId : []))
    const decided = desk.send('reopenIncident', { incidentId: required(incident, 'incident'), reason: '再查' })
    expect(decided).toMatchObject({ ok: false, error: { code: 'not_found', field: 'incidentId' } })
    for (const event of desk.events) {
      if (event.streamVersion > 1) expect(() => applyEvent(emptyWorld(), event), event.type).toThrow(/not there/)
    }
  })

  it('tries every deed there is', () => {
    const desk = new WholeDesk()
    for (const deed of DEEDS) desk.deeds[deed]()
    const written = new Set(desk.events.map(({ stream }) => stream.split(':')[0]))
    expect(written).toEqual(new Set(ROWS.map(({ name }) => name as string).filter((name) => name !== 'wall')))
  })
})
