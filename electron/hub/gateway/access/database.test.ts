import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAccessStore } from './store'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'dinghai-access-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('access.db', () => {
  it('of the version before units is taken over with its keys', async () => {
    const file = join(folder, 'access.db')
    const first = await openAccessStore({ file, now: () => 1 })
    const { key } = first.store.issueKey({ role: 'team', name: 'phone', teamId: null, by: 'test' })
    first.store.close()
    const db = new DatabaseSync(file)
    db.exec('ALTER TABLE credential DROP COLUMN unit_id; ALTER TABLE link DROP COLUMN unit_id; PRAGMA user_version = 1')
    db.close()
    const { store } = await openAccessStore({ file, now: () => 2 })
    expect(store.verify(key)).toMatchObject({ role: 'team', name: 'phone', unitId: null })
    const later = store.createLink({ role: 'unit', name: '马站镇', teamId: null, unitId: 'town:mazhan' as never, minutes: 5, by: 'test' })
    expect(store.claim(later.secret, null)?.principal).toMatchObject({ role: 'unit', unitId: 'town:mazhan', actor: { id: 'unit:town:mazhan' } })
    store.close()
  })

  it('of a newer version is refused and left alone', async () => {
    const file = join(folder, 'access.db')
    const db = new DatabaseSync(file)
    db.exec('PRAGMA user_version = 99')
    db.close()
    await expect(openAccessStore({ file, now: () => 1 })).rejects.toThrow(/newer version/)
  })
})
