import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DAY, type EpochMs } from '../../shared/base/time'

/** Longest step, milliseconds: a storm from first advisory to its end. */
export const LONGEST_STEP_MS = 14 * DAY

/**
 * The clock of a hub for exercises: it goes like any other, and can be put forward, so that a storm of three days is
 * trained in an hour.
 *
 * Rules (tests are named by them):
 * - [DC1] only a hub started for exercises has one;
 * - [DC2] it goes forward only, so that no event of the log lies after a later one;
 * - [DC3] a restart of the hub does not take back what it was put forward by;
 * - [DC4] data whose clock was put forward are never opened as real ones: their log has events of the future;
 * - [DC5] the log of an exercise is never opened as a real one, nor a real one for an exercise, whatever became of the
 *   clock: a log knows from its first opening which it is, and one from before that by its first event.
 */
export interface DrillClock {
  now(): EpochMs
  /** Puts the clock forward by `ms` (1 to `LONGEST_STEP_MS`). Rejects with a `RangeError`, or if it cannot be kept. */
  advance(ms: number): Promise<EpochMs>
  /** Calls back after every step. Returns the remover. */
  onAdvanced(listener: (now: EpochMs) => void): () => void
}

/** Opens the clock whose steps are kept in `file`. Rejects if the file is there and cannot be read as one. */
export async function openDrillClock(file: string, real: () => EpochMs = Date.now): Promise<DrillClock> {
  let aheadMs = await readAhead(file)
  let writing: Promise<unknown> = Promise.resolve()
  const listeners = new Set<(now: EpochMs) => void>()
  const now = (): EpochMs => real() + aheadMs

  async function step(ms: number): Promise<EpochMs> {
    const next = aheadMs + ms
    await mkdir(dirname(file), { recursive: true })
    await writeFile(`${file}.new`, JSON.stringify({ aheadMs: next }), { mode: 0o600 })
    await rename(`${file}.new`, file)
    aheadMs = next
    for (const listener of listeners) listener(now())
    return now()
  }

  return {
    now,
    advance(ms) {
      if (!Number.isInteger(ms) || ms < 1 || ms > LONGEST_STEP_MS) return Promise.reject(new RangeError(`a step is 1 to ${LONGEST_STEP_MS} ms, not ${ms}`))
      const done = writing.then(() => step(ms))
      writing = done.catch(() => undefined)
      return done
    },
    onAdvanced(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** [DC4] Why the data beside `file` cannot be opened as real ones; null: they can. */
export async function drillClockProblem(file: string): Promise<string | null> {
  const ahead = await readAhead(file).catch(() => 1)
  return ahead > 0 ? `${dirname(file)} belongs to an exercise whose clock was put forward: start with --drill, or with another --data` : null
}

async function readAhead(file: string): Promise<number> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0
    throw error
  }
  const held = parsed(text)
  // To begin anew at the real time would put the clock back behind the log.
  if (held === null) throw new Error(`${file}: not a drill clock; delete it only together with the drill's data`)
  return held
}

function parsed(text: string): number | null {
  try {
    const { aheadMs } = JSON.parse(text) as { aheadMs?: unknown }
    return typeof aheadMs === 'number' && Number.isInteger(aheadMs) && aheadMs >= 0 ? aheadMs : null
  } catch {
    return null
  }
}
