import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Lines that are kept to be shown after a failure. */
const TAIL_LINES = 40

export interface LogFile {
  readonly path: string
  /** Takes text as it comes, in pieces of lines. */
  write(text: string): void
  tail(): readonly string[]
}

/**
 * A log that never fills the disk: beyond `maxBytes` it goes on in a new file, and `keep` older ones stay (`NAME.1` is
 * the newest of them). Where nothing can be written the last lines are in memory all the same.
 */
export function openLogFile(path: string, maxBytes = 5_000_000, keep = 3): LogFile {
  let bytes = sizeOf(path)
  let rest = ''
  const tail: string[] = []

  function rotate(): void {
    for (let index = keep; index > 0; index--) {
      const from = index === 1 ? path : `${path}.${index - 1}`
      if (existsSync(from)) renameSync(from, `${path}.${index}`)
    }
    bytes = 0
  }

  return {
    path,
    write(text) {
      const lines = `${rest}${text}`.split('\n')
      rest = lines.pop() ?? ''
      tail.push(...lines.filter(Boolean).map((line) => line.slice(0, 2_000)))
      tail.splice(0, tail.length - TAIL_LINES)
      try {
        mkdirSync(dirname(path), { recursive: true })
        if (bytes > 0 && bytes + Buffer.byteLength(text) > maxBytes) rotate()
        appendFileSync(path, text, { mode: 0o600 })
        bytes += Buffer.byteLength(text)
      } catch {
        // A full disk must not stop what is being logged.
      }
    },
    tail: () => (rest === '' ? [...tail] : [...tail, rest]),
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch {
    return 0
  }
}
