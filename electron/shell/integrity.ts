import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** SHA-256 (hex) of each file by its path below the hub's folder; written when the program is packaged. */
export type FileHashes = Readonly<Record<string, string>>

/**
 * Paths of the files below `folder` that are missing or differ from what was packaged. The list itself lies in the
 * archive, which Electron checks where the system lets it; what the hub runs lies beside it and is checked with this.
 */
export async function changedFiles(folder: string, hashes: FileHashes): Promise<string[]> {
  const changed: string[] = []
  for (const [path, hash] of Object.entries(hashes)) {
    const content = await readFile(join(folder, path)).catch(() => null)
    if (content === null || createHash('sha256').update(content).digest('hex') !== hash) changed.push(path)
  }
  return changed
}
