import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AccessOpenError, openAccess } from './open-access'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dinghai-access-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the first opening leaves the password beside the keys, the second does not', async () => {
  const first = await openAccess(folder)
  first.access.close()
  expect(readFileSync(join(folder, 'initial-password.txt'), 'utf8').trim()).toBe(first.initialPassword)
  const second = await openAccess(folder)
  second.access.close()
  expect(second.initialPassword).toBeNull()
})

test('a damaged file is named, with what to do, and left as it is', async () => {
  const file = join(folder, 'access.db')
  writeFileSync(file, 'this is no database, whatever its name says'.repeat(100))
  const opened = openAccess(folder)
  await expect(opened).rejects.toThrow(AccessOpenError)
  await expect(opened).rejects.toThrow(/access\.db cannot be read .*restore it from a backup/)
  expect(readFileSync(file, 'utf8')).toContain('this is no database')
})
