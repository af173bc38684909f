import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { next, startRig, type Rig, type Screen } from '../../electron/hub/gateway/testing/harness'
import { asWallId } from '../../shared/base/ids'
import type { Answer, ScreenToHub } from '../../shared/protocol/messages'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.close())
const open: Screen[] = []
afterEach(() => {
  for (const screen of open.splice(0)) screen.disconnect()
})

async function screen(key: string): Promise<Screen> {
  const made = rig.screen(key)
  open.push(made)
  await next(made, 'welcome')
  return made
}

const WHOLE = { column: 0, row: 0, columns: 1, rows: 1 }
const presence = (wall: string, changes: object = {}) => ({
  wall, part: WHOLE, width: 1920, height: 1080, scene: 'overview', incidentId: null, bounds: null, ...changes,
})
const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])

function say(on: Screen, name: keyof ScreenToHub, message: unknown): Promise<Answer<null>> {
  return new Promise((resolve) => on.emit(name as 'presence', message as never, resolve as never))
}

/** Resolves when a message of that name satisfies the test. */
function until<M>(on: Screen, name: 'walls' | 'direct' | 'thumbnail', test: (message: M) => boolean): Promise<M> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no such ${name}`)), 5000)
    const listener = (message: M) => {
      if (!test(message)) return
      clearTimeout(timer)
      on.off(name, listener as never)
      resolve(message)
    }
    on.on(name, listener as never)
  })
}

describe('[GW14] screens of walls', () => {
  it('make their wall known once, and officers see them come and go', async () => {
    const desk = await screen(rig.keys.officer)
    const came = until<readonly unknown[]>(desk, 'walls', (screens) => screens.length === 2)
    const [left, right] = [await screen(rig.keys.wall), await screen(rig.keys.wall)]
    const part = (column: number) => ({ part: { column, row: 0, columns: 2, rows: 1 } })
    expect(await say(left, 'presence', presence('hall', part(0)))).toEqual({ ok: true, value: null })
    expect(await say(right, 'presence', presence('hall', part(1)))).toEqual({ ok: true, value: null })
    expect(await came).toMatchObject([{ wall: 'hall', part: { column: 0 } }, { wall: 'hall', part: { column: 1 } }])
    await expect.poll(() => rig.hub.world.walls.get(asWallId('hall'))?.version).toBe(1)
    const left1 = until<readonly unknown[]>(desk, 'walls', (screens) => screens.length === 1)
    right.disconnect()
    expect(await left1).toMatchObject([{ part: { column: 0 } }])
  })

  it('reach a screen that connects after the director spoke', async () => {
    const wall = await screen(rig.keys.wall)
    await say(wall, 'presence', presence('stage'))
    await expect.poll(() => rig.hub.world.walls.has(asWallId('stage'))).toBe(true)
    const desk = await screen(rig.keys.officer)
    const cast = { commandId: 'cast-1', type: 'castToWall', data: { wallId: 'stage', show: { kind: 'scene', sceneId: 'sea' } } }
    await new Promise((resolve) => desk.emit('command', cast, resolve))
    const again = rig.screen(rig.keys.wall)
    open.push(again)
    expect((await next(again, 'snapshot')).walls).toContainEqual(expect.objectContaining({ id: 'stage', show: { kind: 'scene', sceneId: 'sea' } }))
  })

  it.each([
    ['a name with a slash', presence('../x'), 'wall'],
    ['a part outside its wall', presence('hall', { part: { column: 2, row: 0, columns: 2, rows: 1 } }), 'part'],
    ['a screen without size', presence('hall', { width: 0 }), 'width'],
    ['bounds that are turned round', presence('hall', { bounds: [121, 27, 120, 28] }), 'bounds'],
    ['nothing', undefined, undefined],
  ])('with %s are refused, and nothing is registered', async (_what, message, field) => {
    const wall = await screen(rig.keys.wall)
    const before = [...rig.hub.world.walls.values()].length
    const answer = await say(wall, 'presence', message)
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid', ...(field ? { field } : {}) } })
    expect([...rig.hub.world.walls.values()]).toHaveLength(before)
  })

  it('are walls, nothing else', async () => {
    const desk = await screen(rig.keys.officer)
    const phone = await screen(rig.keys.team)
    expect(await say(desk, 'presence', presence('hall'))).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    expect(await say(phone, 'presence', presence('hall'))).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    expect(await say(await screen(rig.keys.wall), 'direct', { open: true })).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    expect(await say(phone, 'viewport', { bounds: null })).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  })
})

describe('[GW15] pictures of walls', () => {
  it('are asked for while somebody directs, reach the directors only, and stop with the last of them', async () => {
    const [wall, desk, idle] = [await screen(rig.keys.wall), await screen(rig.keys.officer), await screen(rig.keys.officer)]
    let leaked = 0
    idle.on('thumbnail', () => (leaked += 1))
    await say(wall, 'presence', presence('hall'))
    const asked = until<{ open: boolean }>(wall, 'direct', ({ open: wanted }) => wanted)
    await say(desk, 'direct', { open: true })
    await asked
    const shown = until<{ picture: ArrayBuffer }>(desk, 'thumbnail', () => true)
    expect(await say(wall, 'thumbnail', JPEG)).toEqual({ ok: true, value: null })
    expect([...new Uint8Array((await shown).picture)]).toEqual([...JPEG])
    const dismissed = until<{ open: boolean }>(wall, 'direct', ({ open: wanted }) => !wanted)
    desk.disconnect()
    await dismissed
    expect(leaked).toBe(0)
  })

  it.each([
    ['text', 'hello', 'unsupported_type'],
    ['bytes that are no picture', new Uint8Array([1, 2, 3]), 'unsupported_type'],
    ['a picture that is too large', Object.assign(new Uint8Array(49 * 1024), { 0: 0xff, 1: 0xd8 }), 'too_large'],
  ])('of %s are refused', async (_what, picture, code) => {
    const wall = await screen(rig.keys.wall)
    await say(wall, 'presence', presence('hall'))
    expect(await say(wall, 'thumbnail', picture)).toMatchObject({ ok: false, error: { code } })
  })
})

describe('[GW19] the time axis', () => {
  const advisory = {
    typhoonId: '2006-08', name: { zh: '桑美', en: 'SAOMAI' }, agency: 'CMA', issuedAt: 1155200000000, forecast: [],
    observed: [{ at: 1155200000000, lon: 121, lat: 27, pressureHpa: 930, windMps: 50, circles: [], within70M: null }],
  }
  const axis = { typhoonId: '2006-08', agency: 'CMA', at: 1155200000000 }

  it('that an officer moves is on every desk and wall, also on those that come later', async () => {
    const [desk, other, wall] = [await screen(rig.keys.officer), await screen(rig.keys.officer), await screen(rig.keys.wall)]
    await new Promise((resolve) => desk.emit('command', { commandId: 'ty-1', type: 'recordAdvisory', data: advisory }, resolve))
    const moved = Promise.all([next(other, 'axis'), next(wall, 'axis')])
    expect(await say(desk, 'scrub', { axis })).toEqual({ ok: true, value: null })
    expect(await moved).toEqual([axis, axis])
    const late = rig.screen(rig.keys.wall)
    open.push(late)
    expect(await next(late, 'axis')).toEqual(axis)
    const back = next(wall, 'axis')
    await say(desk, 'scrub', { axis: null })
    expect(await back).toBeNull()
  })

  it.each([
    ['of a storm that nobody knows', { axis: { ...axis, typhoonId: '1999-01' } }, 'axis.typhoonId'],
    ['without a moment', { axis: { typhoonId: '2006-08', agency: 'CMA' } }, 'axis.at'],
  ])('%s is refused', async (_what, message, field) => {
    expect(await say(await screen(rig.keys.officer), 'scrub', message)).toMatchObject({ ok: false, error: { field } })
    expect(await say(await screen(rig.keys.wall), 'scrub', { axis })).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  })
})
