import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EpochMs } from '../../../shared/base/time'

export interface CachedTile {
  readonly type: string
  readonly body: Buffer
  readonly fetchedAt: EpochMs
}

export interface TileCache {
  /** Null: not there, or not readable. */
  get(key: string): Promise<CachedTile | null>
  /** Keeps a tile. A disk that cannot be written costs only the cache. */
  put(key: string, tile: CachedTile): Promise<void>
}

/** One line of text before the picture: when it was fetched and what it is. */
const HEAD = /^dinghai-tile 1 (\d{1,15}) ([\w.+/-]{1,100})\n/

/**
 * Tiles in files of one folder, at most `maxBytes` of them: when there are more, those that were used longest ago go
 * until a tenth is free. A file that was torn by a power cut is no tile, and is fetched again.
 */
export function createTileCache(folder: string, maxBytes: number): TileCache {
  let total: number | null = null
  let pruning: Promise<void> | null = null

  const pathOf = (key: string): string => {
    const name = createHash('sha256').update(key).digest('hex')
    return join(folder, name.slice(0, 2), name.slice(2))
  }

  async function files(): Promise<{ path: string; size: number; usedMs: number }[]> {
    const found: { path: string; size: number; usedMs: number }[] = []
    for (const part of await readdir(folder).catch(() => [])) {
      for (const name of await readdir(join(folder, part)).catch(() => [])) {
        const path = join(folder, part, name)
        const info = await stat(path).catch(() => null)
        if (info?.isFile()) found.push({ path, size: info.size, usedMs: info.mtimeMs })
      }
    }
    return found
  }

  async function prune(): Promise<void> {
    const all = await files()
    total = all.reduce((sum, { size }) => sum + size, 0)
    if (total <= maxBytes) return
    for (const { path, size } of all.toSorted((a, b) => a.usedMs - b.usedMs)) {
      if (total <= maxBytes * 0.9) break
      await rm(path, { force: true }).catch(() => {})
      total -= size
    }
  }

  return {
    async get(key) {
      const path = pathOf(key)
      const bytes = await readFile(path).catch(() => null)
      const head = bytes && HEAD.exec(bytes.subarray(0, 160).toString('latin1'))
      if (!bytes || !head) return null
      const now = new Date()
      void utimes(path, now, now).catch(() => {})
      return { fetchedAt: Number(head[1]), type: head[2] ?? '', body: bytes.subarray(head[0].length) }
    },
    async put(key, { type, body, fetchedAt }) {
      const path = pathOf(key)
      const bytes = Buffer.concat([Buffer.from(`dinghai-tile 1 ${fetchedAt} ${type}\n`, 'latin1'), body])
      const part = `${path}.${randomUUID()}`
      try {
        await mkdir(join(path, '..'), { recursive: true })
        await writeFile(part, bytes)
        await rename(part, path)
      } catch {
        await rm(part, { force: true }).catch(() => {})
        return
      }
      if (total !== null) total += bytes.length
      if (total === null || total > maxBytes) {
        pruning ??= prune().finally(() => {
          pruning = null
        })
        await pruning
      }
    },
  }
}
