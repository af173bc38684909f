import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { changedFiles } from './integrity'

const folder = mkdtempSync(join(tmpdir(), 'dinghai-integrity-'))
afterAll(() => rmSync(folder, { recursive: true }))
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

test('a file that was changed or is gone is named, one that is as it was is not', async () => {
  writeFileSync(join(folder, 'same.js'), 'a')
  writeFileSync(join(folder, 'other.js'), 'b!')
  const hashes = { 'same.js': sha256('a'), 'other.js': sha256('b'), 'gone.js': sha256('c') }
  expect(await changedFiles(folder, hashes)).toEqual(['other.js', 'gone.js'])
})
