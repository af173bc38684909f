import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { RunningHub } from './hub-supervisor'
import { firstWord, packVerdict, readyAt } from './side-hub'

function hub(out: readonly string[], words: readonly string[], code: number | null): RunningHub {
  const stdout = Readable.from(out.map((text) => Buffer.from(text)))
  return { stdout, stderr: Readable.from(words.map((text) => Buffer.from(text))), onExit: (listener) => void setTimeout(() => listener(code), 20), end: () => undefined, kill: () => undefined }
}

describe('a hub that is asked one thing', () => {
  test('is understood by its first line, though it comes in pieces', async () => {
    expect(await firstWord(hub(['{"event":"re', 'ady"}\n{"more":1}\n'], [], 0))).toEqual({ line: '{"event":"ready"}' })
  })

  test('that ends before it says anything leaves its reason, without the lines of its log', async () => {
    expect(await firstWord(hub([], ['{"level":30}\n', 'a.dhlog: line 4: event.seq: is 9, and 8 is due\n'], 66))).toEqual({ ended: 'a.dhlog: line 4: event.seq: is 9, and 8 is due' })
  })

  test('says where its screens are, and nothing else is taken for that', () => {
    const ready = { event: 'ready', url: 'http://127.0.0.1:4000', links: { desk: 'http://127.0.0.1:4000/desk/#k=a', wall: 'http://127.0.0.1:4000/wall/#k=b' } }
    expect(readyAt(JSON.stringify(ready))).toEqual({ url: ready.url, links: ready.links })
    for (const line of ['', 'hello', '{}', '{"event":"ready","url":"file:///etc"}', JSON.stringify({ ...ready, links: { desk: 'http://elsewhere/' } })]) expect(readyAt(line)).toBeNull()
  })

  test('says what is wrong with a pack, in both languages', () => {
    expect(packVerdict('{"ok":true,"name":{"zh":"甲"}}')).toEqual({ ok: true })
    expect(packVerdict('{"ok":false,"errors":[{"zh":"第 3 行","en":"row 3"},{"zh":4}]}')).toEqual({ ok: false, errors: [{ zh: '第 3 行', en: 'row 3' }] })
    for (const line of ['', '{}', '{"ok":false}', 'null']) expect(packVerdict(line)).toBeNull()
  })
})
