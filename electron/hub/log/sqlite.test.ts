import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asCommandId } from '../../../shared/base/ids'
import { eventLogContract, testRecord } from './contract'
import { LogBrokenError, LogOpenError } from './event-log'
import type { LogOpenFailure } from './event-log'
import { openSqliteLog } from './sqlite'

eventLogContract('sqlite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dinghai-log-'))
  return {
    open: () => openSqliteLog({ path: join(folder, 'log.sqlite') }),
    dispose: () => rm(folder, { recursive: true }),
  }
})

describe('the SQLite file', () => {
  let folder = ''
  let path = ''

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dinghai-log-'))
    path = join(folder, 'log.sqlite')
  })

  afterEach(() => rm(folder, { recursive: true }))

  async function written(count = 3): Promise<void> {
    const log = await openSqliteLog({ path })
    for (let i = 1; i <= count; i++) await log.append([testRecord(`c${i}`, 'incident:a', i)])
    await log.close()
  }

  async function refusal(): Promise<{ reason: LogOpenFailure; message: string }> {
    const error: unknown = await openSqliteLog({ path }).then((log) => log.close(), (failure: unknown) => failure)
    if (!(error instanceof LogOpenError)) throw new Error(`opened, or failed otherwise: ${String(error)}`)
    return { reason: error.reason, message: error.message }
  }

  it('[DC5] is of an exercise or of what was real from its first opening on', async () => {
    const opened = (exercise: boolean) => openSqliteLog({ path, exercise }).then((log) => log.close().then(() => null), (error: unknown) => (error instanceof LogOpenError ? error : Promise.reject(error as Error)))
    expect(await opened(true)).toBeNull()
    expect(await opened(false)).toMatchObject({ reason: 'other-kind', message: expect.stringMatching(/belongs to an exercise.*--drill/) as string })
    expect(await opened(true)).toBeNull()
    await rm(path)
    expect(await opened(false)).toBeNull()
    expect(await opened(true)).toMatchObject({ reason: 'other-kind', message: expect.stringMatching(/holds real records/) as string })
  })

  it.each([[true, false], [false, true]])('[DC5] is what its first event says, if it was begun before logs were marked (drill: %s)', async (drill, other) => {
    const log = await openSqliteLog({ path })
    const record = testRecord('c1', 'incident:a', 1)
    await log.append([{ ...record, events: record.events.map((event) => ({ ...event, drill })) }])
    await log.append([{ ...testRecord('c2', 'incident:a', 2), events: testRecord('c2', 'incident:a', 2).events.map((event) => ({ ...event, drill: other })) }])
    await log.close()
    await expect(openSqliteLog({ path, exercise: other })).rejects.toMatchObject({ reason: 'other-kind' })
    const again = await openSqliteLog({ path, exercise: drill })
    expect((await again.head()).seq).toBe(2)
    await again.backup(`${path}.copy`)
    await again.close()
    // A restored backup is what it was a copy of.
    await expect(openSqliteLog({ path: `${path}.copy`, exercise: other })).rejects.toMatchObject({ reason: 'other-kind' })
  })

  it('is one file after closing, readable with any SQLite tool', async () => {
    await written()
    expect(existsSync(`${path}-wal`)).toBe(false)
    const db = new DatabaseSync(path, { readOnly: true })
    const rows = db.prepare("SELECT seq, stream, body ->> '$.type' AS type FROM event").all()
    db.close()
    expect(rows).toHaveLength(3)
    expect({ ...rows[2] }).toEqual({ seq: 3, stream: 'incident:a', type: 'test.happened' })
  })

  it('is refused to a second hub, in this process and in another, and is free after closing', async () => {
    const log = await openSqliteLog({ path })
    await log.append([testRecord('c1')])
    expect(await refusal()).toMatchObject({ reason: 'in-use', message: expect.stringContaining(path) as string })
    const other = `const { DatabaseSync } = require('node:sqlite')
      try { new DatabaseSync(process.argv[1]).prepare('SELECT * FROM event').all(); console.log('read') }
      catch (error) { console.log(error.errcode) }`
    expect(execFileSync(process.execPath, ['-e', other, path], { encoding: 'utf8', stdio: 'pipe' }).trim()).toBe('5')
    await log.append([testRecord('c2', 'incident:a', 2)])
    await log.close()
    const again = await openSqliteLog({ path })
    expect((await again.head()).seq).toBe(2)
    await again.close()
  })

  it('[EL5] a full disk breaks the log for good; what was acknowledged is there', async () => {
    const log = await openSqliteLog({ path, weaken: { maxPages: 40 } })
    let acknowledged = 0
    let failure: Error | null = null
    while (failure === null) {
      const record = testRecord(`c${acknowledged}`, 'incident:a', acknowledged + 1, 1, { note: 'x'.repeat(2_000) })
      await log.append([record]).then(() => { acknowledged += 1 }, (error: Error) => { failure = error })
    }
    expect(failure).toBeInstanceOf(LogBrokenError)
    expect(String(failure)).toContain(path)
    expect(String(failure)).toContain('full')
    // A small one would fit: it is refused nevertheless.
    await expect(log.append([testRecord('small', 'incident:b')])).rejects.toThrow(LogBrokenError)
    await expect(log.head()).rejects.toThrow(LogBrokenError)
    await expect(log.read(0, 1)).rejects.toThrow(LogBrokenError)
    await log.close()
    const again = await openSqliteLog({ path })
    expect((await again.head()).seq).toBe(acknowledged)
    expect(await again.result(asCommandId('small'))).toBeNull()
    await again.close()
  })

  it('[EL5] calls under way when it breaks are rejected, too', async () => {
    const log = await openSqliteLog({ path, weaken: { maxPages: 20 } })
    const note = 'x'.repeat(30_000)
    const records = Array.from({ length: 10 }, (_, i) => testRecord(`c${i}`, 'incident:a', i + 1, 1, { note }))
    const appends = records.map((record) => log.append([record]))
    const outcomes = await Promise.allSettled(appends)
    const firstFailure = outcomes.findIndex((outcome) => outcome.status === 'rejected')
    expect(firstFailure).toBeGreaterThanOrEqual(0)
    for (const outcome of outcomes.slice(firstFailure)) {
      expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(LogBrokenError)
    }
    await log.close()
  })

  it('names a missing folder', async () => {
    path = join(folder, 'missing', 'log.sqlite')
    expect(await refusal()).toMatchObject({ reason: 'unreachable', message: expect.stringContaining(path) as string })
  })

  it.each<[string, (file: string) => Promise<void>]>([
    ['a header of rubbish', async (file) => writeFile(file, Buffer.alloc(20_000, 'rubbish'))],
    ['a cut-off file', async (file) => truncate(file, 9_000)],
    ['an overwritten page', async (file) => {
      const bytes = await readFile(file)
      bytes.fill(0xa5, 8_192, 12_288)
      await writeFile(file, bytes)
    }],
  ])('tells damage (%s) and leaves the file as it is', async (_, damage) => {
    await written()
    await damage(path)
    const before = await readFile(path)
    const { reason, message } = await refusal()
    expect(reason).toBe('damaged')
    expect(message).toContain(path)
    expect(message).toContain('restore')
    expect((await readFile(path)).equals(before)).toBe(true)
  })

  it('tells a log whose main file is gone but whose journal is there', async () => {
    await writeFile(`${path}-wal`, 'something')
    expect(await refusal()).toMatchObject({ reason: 'damaged', message: expect.stringContaining('-wal') as string })
    expect(existsSync(path)).toBe(false)
  })

  it('tells damage inside an event when it reads it', async () => {
    await written()
    const db = new DatabaseSync(path)
    db.exec("UPDATE event SET body = replace(body, '\"seq\":2', '\"seq\":7') WHERE seq = 2")
    db.close()
    const log = await openSqliteLog({ path })
    await expect(log.read(0, 10)).rejects.toThrow(/event 2 is numbered 7/)
    await log.close()
  })

  it('leaves a file alone that is not its own', async () => {
    const db = new DatabaseSync(path)
    db.exec('CREATE TABLE song (title TEXT)')
    db.close()
    const before = await readFile(path)
    expect((await refusal()).reason).toBe('not-a-log')
    expect((await readFile(path)).equals(before)).toBe(true)
  })

  it('leaves a file alone that a newer version wrote', async () => {
    await written()
    const db = new DatabaseSync(path)
    db.exec("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    db.close()
    const { reason, message } = await refusal()
    expect(reason).toBe('newer')
    expect(message).toContain('99')
  })

  it('[EL8] ignores a snapshot that is damaged, cut off, ahead of the log, or of another log', async () => {
    const file = `${path}-snapshot-world-1`
    const log = await openSqliteLog({ path })
    await log.append([testRecord('c1'), testRecord('c2', 'incident:a', 2)])
    await log.saveSnapshot('world-1', 2, '{"teams":64}')
    const good = await readFile(file, 'utf8')
    expect(await log.loadSnapshot('world-1')).toEqual({ seq: 2, body: '{"teams":64}' })
    for (const bad of [
      '', '\n', 'null\n', good.replace('64', '65'), good.slice(0, -1), good.replace('"seq":2', '"seq":3'),
      good.replace(/"logId":"."/, '"logId":"0"'), good.replace(/"logId":"[^"]*"/, '"logId":"other"'),
    ].filter((text) => text !== good)) {
      await writeFile(file, bad)
      expect(await log.loadSnapshot('world-1')).toBeNull()
    }
    await writeFile(file, good)
    expect(await log.loadSnapshot('world-1')).not.toBeNull()
    await log.close()
  })

  it('copies itself while it is written to; the restored copy has an identity of its own', async () => {
    const target = join(folder, 'backup.sqlite')
    const log = await openSqliteLog({ path })
    const note = '水'.repeat(5_000)
    await log.append(Array.from({ length: 200 }, (_, i) => testRecord(`c${i}`, 'incident:a', i + 1, 1, { note })))
    const copying = log.backup(target)
    let appended = 200
    for (; appended < 230; appended++) await log.append([testRecord(`c${appended}`, 'incident:a', appended + 1)])
    await copying
    const { logId } = await log.head()
    await expect(log.backup(target)).rejects.toThrow(/exists already/)
    await expect(log.backup(join(folder, 'missing', 'b.sqlite'))).rejects.toThrow()
    await log.append([testRecord('last', 'incident:a', appended + 1)])
    await log.saveSnapshot('world-1', 10, '{}')
    await log.close()

    expect(existsSync(`${target}-wal`)).toBe(false)
    expect((await stat(target)).size).toBeGreaterThan(200 * 5_000)
    await rm(path)
    await copyFile(target, path)
    const restored = await openSqliteLog({ path })
    const head = await restored.head()
    expect(head.logId).not.toBe(logId)
    expect(head.seq).toBeGreaterThanOrEqual(200)
    expect(head.seq).toBeLessThanOrEqual(appended)
    expect(await restored.result(asCommandId('c199'))).not.toBeNull()
    const seqs = (await restored.read(0, 1_000)).map((event) => event.seq)
    expect(seqs).toEqual(Array.from({ length: head.seq }, (_, i) => i + 1))
    // The snapshot beside it belongs to the history that was left.
    expect(await restored.loadSnapshot('world-1')).toBeNull()
    await restored.close()
    const again = await openSqliteLog({ path })
    expect((await again.head()).logId).toBe(head.logId)
    await again.close()
  })
})
