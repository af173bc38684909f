import { open, readFile, rename } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { assertSnapshot } from './event-log'
import type { Snapshot } from './event-log'

export interface SnapshotFiles {
  load(kind: string): Promise<Snapshot | null>
  save(kind: string, seq: number, body: string): Promise<void>
}

interface Header {
  readonly logId: string
  readonly seq: number
  readonly bytes: number
  readonly crc: number
}

/**
 * Snapshots as files beside the log (`PATH-snapshot-KIND`): one line of JSON about the body, then the body. They are
 * not in the database because a large one would keep appends waiting and its loss must not look like damage of the log.
 * A file that is damaged, ahead of the log, or of another log (a backup was restored) is ignored ([EL8]).
 */
export function createSnapshotFiles(options: {
  readonly path: string
  readonly logId: string
  readonly headSeq: () => number
}): SnapshotFiles {
  const { path, logId, headSeq } = options
  const fileOf = (kind: string): string => `${path}-snapshot-${kind}`
  /** Two saves at once must not write into each other. */
  let last: Promise<unknown> = Promise.resolve()

  async function write(file: string, content: readonly Buffer[]): Promise<void> {
    const unfinished = `${file}.unfinished`
    const handle = await open(unfinished, 'w')
    try {
      for (const part of content) await handle.writeFile(part)
      await handle.datasync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, file)
  }

  return {
    async load(kind) {
      const head = headSeq()
      assertSnapshot(kind, 0, head)
      const content = await readFile(fileOf(kind)).catch(() => null)
      const end = content?.indexOf(0x0a) ?? -1
      if (!content || end < 0) return null
      const header = parseHeader(content.toString('utf8', 0, end))
      const body = content.subarray(end + 1)
      if (!header || header.logId !== logId || header.seq > head) return null
      if (header.bytes !== body.length || header.crc !== crc32(body)) return null
      return { seq: header.seq, body: body.toString('utf8') }
    },

    async save(kind, seq, text) {
      assertSnapshot(kind, seq, headSeq())
      const body = Buffer.from(text, 'utf8')
      const header: Header = { logId, seq, bytes: body.length, crc: crc32(body) }
      const written = last.then(() => write(fileOf(kind), [Buffer.from(`${JSON.stringify(header)}\n`), body]))
      last = written.catch(() => undefined)
      await written
    },
  }
}

function parseHeader(line: string): Header | null {
  try {
    const value: unknown = JSON.parse(line)
    return isHeader(value) ? value : null
  } catch {
    return null
  }
}

function isHeader(value: unknown): value is Header {
  return (
    typeof value === 'object' && value !== null &&
    'logId' in value && typeof value.logId === 'string' &&
    'seq' in value && Number.isSafeInteger(value.seq) &&
    'bytes' in value && typeof value.bytes === 'number' &&
    'crc' in value && typeof value.crc === 'number'
  )
}
