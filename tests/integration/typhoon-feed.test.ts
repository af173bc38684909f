import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { io } from 'socket.io-client'
import { PROTOCOL, type WorldSnapshot } from '../../shared/protocol/messages'
import { client, login } from '../fixtures/http'
import { runHub, temporaryDataDir } from '../fixtures/run-hub'
import { STORMS } from '../fixtures/storms'

const folder = temporaryDataDir()
afterAll(folder.remove)

const resource = (id: string) => fileURLToPath(new URL(`../../resources/typhoons/${id}.json`, import.meta.url))

/** What a desk is given that connects anew. */
function snapshotOf(url: string, token: string): Promise<WorldSnapshot> {
  const socket = io(url, { auth: { protocol: PROTOCOL, token }, transports: ['websocket'], forceNew: true })
  return new Promise((resolve, reject) => {
    socket.once('snapshot', (snapshot: WorldSnapshot) => {
      socket.disconnect()
      resolve(snapshot)
    })
    socket.once('connect_error', reject)
  })
}

it('tracks that are put into the inbox of a running hub are on the desks, and again after a kill', async () => {
  const inbox = join(folder.path, 'inbox', 'typhoon')
  await mkdir(inbox, { recursive: true })
  const first = await runHub(folder.path)
  const token = await login(first.url, first.initialPassword ?? '')
  for (const id of STORMS) await copyFile(resource(id), join(inbox, `${id}.json`))
  const ids = async (url: string) => (await snapshotOf(url, token)).typhoons.map(({ id }) => id).toSorted()
  await expect.poll(() => ids(first.url), { timeout: 20_000, interval: 500 }).toEqual([...STORMS])
  const { seq } = await snapshotOf(first.url, token)
  await first.kill()
  const second = await runHub(folder.path)
  expect(await ids(second.url)).toEqual([...STORMS])
  // The files are read again, but they say nothing new.
  const source = expect.objectContaining({ id: 'collector:typhoon', state: 'live', detail: '4' })
  await expect
    .poll(() => client(second.url, token).get('/api/v1/health'), { timeout: 20_000, interval: 500 })
    .toMatchObject({ sources: expect.arrayContaining([source]) })
  expect((await snapshotOf(second.url, token)).seq).toBe(seq)
  await second.kill()
}, 60_000)
