import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openDrillClock } from '../../electron/hub/drill-clock'
import { next, startRig } from '../../electron/hub/gateway/testing/harness'

const folder = mkdtempSync(join(tmpdir(), 'dinghai-drill-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const advance = (rig: Awaited<ReturnType<typeof startRig>>, body: unknown) => rig.call('POST', '/api/v1/drill/clock', { key: rig.keys.officer, body })

describe('the clock of an exercise, over the interface', () => {
  it('is put forward for every screen at once, wall, phone and page of a unit too', async () => {
    const drillClock = await openDrillClock(join(folder, 'clock.json'), () => 1_000)
    const rig = await startRig({ drillClock })
    try {
      const screens = (['officer', 'wall', 'team', 'unit'] as const).map((role) => rig.screen(rig.keys[role]))
      await Promise.all(screens.map((screen) => next(screen, 'welcome')))
      const told = Promise.all(screens.map((screen) => next(screen, 'clock')))
      expect(await advance(rig, { seconds: 3_600 })).toMatchObject({ status: 200, body: { hubTime: 3_601_000 } })
      expect(await told).toEqual([3_601_000, 3_601_000, 3_601_000, 3_601_000])
      expect(rig.access.auditTrail(5)).toContainEqual(expect.objectContaining({ action: 'drill.clock', actor: 'officer:jia', detail: '3600 s' }))
      for (const body of [{ seconds: 0 }, { seconds: -60 }, { seconds: 1.5 }, { seconds: 1e9 }, { seconds: '60' }, {}, { seconds: 60, to: 5 }]) {
        expect(await advance(rig, body)).toMatchObject({ status: 422, body: { error: { code: 'invalid' } } })
      }
      expect(drillClock.now()).toBe(3_601_000)
    } finally {
      await rig.close()
    }
  })

  it('[DC1] is refused where the hub is not for exercises', async () => {
    const rig = await startRig()
    try {
      expect(await advance(rig, { seconds: 60 })).toMatchObject({ status: 409, body: { error: { code: 'wrong_state' } } })
    } finally {
      await rig.close()
    }
  })
})
