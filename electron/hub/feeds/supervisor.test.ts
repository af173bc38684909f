import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { storm } from '../../../tests/fixtures/storms'
import type { Collector } from '../../../shared/pack/collectors'
import { silent } from '../core/testing'
import { anyFeed, type AnyFeed, type FeedIO, type Observation } from './feed'
import { startSupervisor, type Supervisor } from './supervisor'
import { stormFileText } from './typhoon/storm-file'
import { typhoonFolder } from './typhoon/folder'
import { typhoonHttp } from './typhoon/http'

const TITLE = { zh: '台风', en: 'Typhoon' }
const FOLDER: Collector = { kind: 'typhoon-folder', name: 'tracks', title: TITLE, staleSeconds: null, format: 'auto', zone: 'beijing', everySeconds: 1 }

let inboxDir: string
let supervisor: Supervisor | null = null
beforeEach(async () => {
  inboxDir = await mkdtemp(join(tmpdir(), 'dinghai-inbox-'))
})
afterEach(async () => {
  await supervisor?.stop()
  supervisor = null
  await rm(inboxDir, { recursive: true, force: true })
})

interface Heard {
  readonly observations: Observation[]
  refuse: string | null
}

function start(collectors: readonly Collector[], feeds: readonly AnyFeed[], now: () => number = Date.now, backOffMs = [5, 10]): Heard {
  const heard: Heard = { observations: [], refuse: null }
  supervisor = startSupervisor({
    collectors,
    feeds,
    inboxDir,
    now,
    log: silent,
    backOffMs,
    rate: { perSecond: 100, burst: 20 },
    async deliver(observation) {
      if (heard.refuse !== null) return heard.refuse
      heard.observations.push(observation)
      return null
    },
  })
  return heard
}

/** A feed of the test's own, in place of the folder's. */
const feed = (run: (io: FeedIO, stop: AbortSignal) => Promise<void>): AnyFeed => ({ kind: 'typhoon-folder', run: (_config, io, stop) => run(io, stop) })
const say = (sourceId: string): Observation => ({ kind: 'advisory', sourceId, advisory: storm('2006-08') })
const until = (stop: AbortSignal): Promise<void> => new Promise((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }))

describe('the supervisor', () => {
  it('[FS1] starts a feed again that fails or ends, and says why it is down', async () => {
    let starts = 0
    start([FOLDER], [
      feed(async (io, stop) => {
        starts += 1
        if (starts === 1) throw new Error('the line is dead')
        if (starts === 2) return
        io.heard()
        await until(stop)
      }),
    ], Date.now, [400, 10])
    await expect.poll(() => supervisor?.health()[0]).toMatchObject({ state: 'failed', problem: 'the line is dead' })
    await expect.poll(() => starts).toBe(3)
    await expect.poll(() => supervisor?.health()[0]).toMatchObject({ state: 'live' })
    expect(supervisor?.health()[0]?.problem).toBeUndefined()
  })

  it('[FS2] drops what was said before, after a restart of the feed too', async () => {
    let starts = 0
    const heard = start([FOLDER], [
      feed(async (io, stop) => {
        starts += 1
        expect(await io.emit(say('a'))).toBe(starts === 1 ? 'accepted' : 'duplicate')
        await io.emit(say(`b${starts}`))
        if (starts < 3) throw new Error('again')
        await until(stop)
      }),
    ])
    await expect.poll(() => heard.observations.map(({ sourceId }) => sourceId)).toEqual(['a', 'b1', 'b2', 'b3'])
  })

  it('[FS2] lets what was refused be said again', async () => {
    const outcomes: string[] = []
    const heard = start([FOLDER], [
      feed(async (io, stop) => {
        heard.refuse = 'observed.1: leaps'
        outcomes.push(await io.emit(say('a')))
        heard.refuse = null
        outcomes.push(await io.emit(say('a')))
        await until(stop)
      }),
    ])
    await expect.poll(() => outcomes).toEqual(['refused', 'accepted'])
    expect(supervisor?.health()[0]).toMatchObject({ refused: 1, detail: '1', state: 'live' })
  })

  it('[FS3] makes a source wait that is too fast, and loses nothing of it', async () => {
    const heard = start([FOLDER], [
      feed(async (io, stop) => {
        for (let i = 0; i < 40; i++) await io.emit(say(String(i)))
        await until(stop)
      }),
    ])
    await expect.poll(() => heard.observations.length, { timeout: 10_000 }).toBe(40)
    expect(heard.observations.at(-1)?.sourceId).toBe('39')
  })

  it('[FS4] shows silence, refusals and their reason', async () => {
    let now = 1_000_000
    const heard = start([{ ...FOLDER, staleSeconds: 60 }], [
      feed(async (io, stop) => {
        io.heard()
        io.refused('x.txt: line 3: latitude')
        await until(stop)
      }),
    ], () => now)
    await expect.poll(() => supervisor?.health()[0]).toMatchObject({ state: 'live', refused: 1, problem: 'x.txt: line 3: latitude' })
    now += 61_000
    expect(supervisor?.health()[0]?.state).toBe('stale')
    expect(heard.observations).toEqual([])
  })

  it('[FS5] lets no feed touch another, not even one that has no adapter', async () => {
    const heard = start([{ ...FOLDER, kind: 'typhoon-http', name: 'none', url: 'http://127.0.0.1:1/', everySeconds: 10 }, FOLDER], [
      feed(async (io, stop) => {
        await io.emit(say('a'))
        await until(stop)
      }),
    ])
    await expect.poll(() => heard.observations).toHaveLength(1)
    expect(supervisor?.health().map(({ state }) => state)).toEqual(['failed', 'live'])
  })
})

describe('a folder of tracks', () => {
  it('is read again when a file comes or changes; rubbish is named and does not stop it; nothing is deleted', async () => {
    const heard = start([FOLDER], [anyFeed(typhoonFolder)])
    const inbox = join(inboxDir, 'tracks')
    await expect.poll(() => readdir(inbox).catch(() => null)).toEqual([])
    const saomai = storm('2006-08')
    await writeFile(join(inbox, 'a.json'), stormFileText({ ...saomai, observed: saomai.observed.slice(0, 10) }, 'test'))
    await writeFile(join(inbox, 'b.txt'), '66666 rubbish')
    await expect.poll(() => heard.observations.length, { timeout: 8000 }).toBe(1)
    await expect.poll(() => supervisor?.health()[0]?.problem, { timeout: 8000 }).toContain('b.txt: line 1')
    await writeFile(join(inbox, 'a.json'), stormFileText(saomai, 'test'))
    await expect.poll(() => heard.observations.length, { timeout: 8000 }).toBe(2)
    expect(await readdir(inbox)).toEqual(['a.json', 'b.txt'])
  })
})

describe('a typhoon site', () => {
  const server: { current: Server | null; answers: Record<string, { status: number; body: string; headers?: Record<string, string> }>; asked: string[] } = { current: null, answers: {}, asked: [] }
  afterEach(() => server.current?.close())

  async function site(answers: typeof server.answers): Promise<string> {
    server.answers = answers
    server.asked = []
    const made = createServer((request, response) => {
      server.asked.push(request.url ?? '')
      const answer = server.answers[request.url ?? ''] ?? { status: 404, body: '' }
      response.writeHead(answer.status, answer.headers).end(answer.body)
    })
    server.current = made
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(made.address() as AddressInfo).port}`
  }

  const HTTP = (url: string, listUrl?: string): Collector => ({
    kind: 'typhoon-http', name: 'site', title: TITLE, staleSeconds: null, format: 'auto', zone: 'beijing', url, everySeconds: 10, ...(listUrl ? { listUrl } : {}),
  })
  const one = stormFileText(storm('2022-12'), 'test')

  it('is asked for each storm of its list', async () => {
    const at = await site({ '/list': { status: 200, body: '[{"tfid":"202212"},{"tfid":202213},{"tfid":"../etc"}]' }, '/202212': { status: 200, body: one }, '/202213': { status: 200, body: 'rubbish' } })
    const heard = start([HTTP(`${at}/{id}`, `${at}/list`)], [anyFeed(typhoonHttp)])
    await expect.poll(() => server.asked).toEqual(['/list', '/202212', '/202213'])
    await expect.poll(() => heard.observations).toHaveLength(1)
    await expect.poll(() => supervisor?.health()[0]).toMatchObject({ state: 'live', refused: 1 })
  })

  it('that fails, redirects or answers without end is asked again later', async () => {
    const at = await site({ '/a': { status: 500, body: '' } })
    start([HTTP(`${at}/a`)], [anyFeed(typhoonHttp)])
    await expect.poll(() => supervisor?.health()[0]).toMatchObject({ state: 'failed', problem: expect.stringContaining('answered 500') })
    server.answers['/a'] = { status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } }
    await expect.poll(() => supervisor?.health()[0]?.problem).not.toContain('500')
    server.answers['/a'] = { status: 200, body: one }
    await expect.poll(() => supervisor?.health()[0]?.state, { timeout: 5000 }).toBe('live')
    await sleep(0)
  })
})
