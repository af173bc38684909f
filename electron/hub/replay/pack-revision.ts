import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Pack } from '../../../shared/pack/schema'
import type { RecordingHeader } from '../../../shared/replay/format'

/** A digest of a pack's files: two folders with the same one are the same pack. Empty: the folder cannot be read. */
export async function packRevision(folder: string): Promise<string> {
  try {
    const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name)
    const sum = createHash('sha256')
    for (const name of files.toSorted()) sum.update(name).update('\n').update(await readFile(join(folder, name)))
    return sum.digest('hex').slice(0, 16)
  } catch {
    return ''
  }
}

/** What a recording says of the pack that was in use. */
export async function packStamp({ folder, manifest }: Pick<Pack, 'folder' | 'manifest'>): Promise<RecordingHeader['pack']> {
  return { id: basename(folder), name: manifest.name, revision: await packRevision(folder) }
}
