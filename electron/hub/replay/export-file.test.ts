import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { T0 } from '../../../tests/fixtures/domain'
import { testPack } from '../gateway/testing/harness'
import { exportFromDataDir } from './export-file'

const folder = mkdtempSync(join(tmpdir(), 'dinghai-export-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a recording of a stopped hub', () => {
  it('is not made where there is no log, and none is begun there', async () => {
    const stretch = { dataDir: folder, pack: testPack(), from: T0, to: T0 + 1, out: join(folder, 'a.dhlog'), app: '0' }
    await expect(exportFromDataDir(stretch)).rejects.toThrow(/there is no log \(events\.db\)/)
  })

  it('takes no file away that is there already', async () => {
    writeFileSync(join(folder, 'events.db'), '')
    const out = join(folder, 'b.dhlog')
    writeFileSync(out, 'kept')
    await expect(exportFromDataDir({ dataDir: folder, pack: testPack(), from: T0, to: T0 + 1, out, app: '0' })).rejects.toThrow(/b\.dhlog: is there already/)
  })
})
