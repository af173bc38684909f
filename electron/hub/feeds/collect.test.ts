import { mkdtemp, mkdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { asCommandId } from '../../../shared/base/ids'
import type { Fix } from '../../../shared/domain/typhoon/state'
import { KINDS, OFFICER } from '../../../tests/fixtures/domain'
import { storm } from '../../../tests/fixtures/storms'
import { openHub } from '../core/open-hub'
import { silent, smallPack, straightRoads } from '../core/testing'
import { openMemoryLog } from '../log/memory'
import { startCollectors } from './collect'
import { stormFileText } from './typhoon/storm-file'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

it('an advisory that was refused is judged anew when what it contradicted has been corrected', async () => {
  const inboxDir = await mkdtemp(join(tmpdir(), 'dinghai-collect-'))
  closers.push(() => rm(inboxDir, { recursive: true, force: true }))
  const pack = smallPack(KINDS.values(), {})
  pack.manifest.collectors.push({
    kind: 'typhoon-folder', name: 'tracks', title: { zh: '台风', en: 'Typhoon' }, staleSeconds: null, format: 'auto', zone: 'beijing', everySeconds: 1,
  })
  const hub = await openHub({ log: openMemoryLog(), pack, roads: straightRoads(), logger: silent, drill: false, onBroken: (error) => expect.unreachable(error.message) })
  closers.push(() => hub.stop())
  const saomai = storm('2006-08')
  const [first, second] = saomai.observed
  if (!first || !second) throw new Error('Saomai has positions')
  const keyIn = async (id: string, observed: Fix) => {
    const reply = await hub.execute({ commandId: asCommandId(id), type: 'recordAdvisory', data: { ...saomai, issuedAt: observed.at, observed: [observed] } }, OFFICER)
    expect(reply.ok).toBe(true)
  }
  // A slip at the desk: what the feed says next would be a leap from there.
  await keyIn('slip', { ...first, lon: first.lon - 30 })

  await mkdir(join(inboxDir, 'tracks'))
  const file = join(inboxDir, 'tracks', 'saomai.json')
  await writeFile(file, stormFileText({ ...saomai, observed: [second] }, 'test'))
  const collectors = startCollectors(hub, inboxDir, silent)
  closers.push(() => collectors.stop())
  await expect.poll(() => collectors.health()[0], { timeout: 8000 }).toMatchObject({ refused: 1, problem: expect.stringContaining('observed.0') })

  await keyIn('corrected', first)
  const later = new Date(Date.now() - 1000)
  await utimes(file, later, later)
  const observed = () => hub.world.typhoons.get(saomai.typhoonId)?.observed[saomai.agency]
  await expect.poll(observed, { timeout: 8000 }).toEqual([first, second])
  expect(collectors.health()[0]?.problem).toBeUndefined()
})
