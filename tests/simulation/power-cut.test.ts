import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openSqliteLog } from '../../electron/hub/log/sqlite'
import { replay } from '../../electron/hub/log/replay'
import { seeded } from './commit-queue/random'
import { commandsIn } from './power-cut/batch'
import { buildProgram, compiler, createRig } from './power-cut/rig'
import type { Program, Rig } from './power-cut/rig'

const ROUNDS = Number(process.env['POWER_CUT_ROUNDS'] ?? 12)
const TIMEOUT = 120_000

interface Found {
  /** Batches that are there whole, in order. */
  readonly batches: number[]
  /** Batches of which only a part is there. */
  readonly torn: number[]
}

async function read(path: string): Promise<Found> {
  const log = await openSqliteLog({ path })
  const counts = new Map<number, number>()
  for await (const events of replay(log)) {
    for (const event of events) {
      const { number } = event.data as { number: number }
      counts.set(number, (counts.get(number) ?? 0) + 1)
    }
  }
  await log.close()
  const all = [...counts]
  return {
    batches: all.filter(([number, count]) => count === commandsIn(number)).map(([number]) => number),
    torn: all.filter(([number, count]) => count !== commandsIn(number)).map(([number]) => number),
  }
}

function acknowledged(lines: readonly string[]): number[] {
  return lines.flatMap((line) => (line.startsWith('ack ') ? [Number(line.slice(4))] : []))
}

describe.skipIf(compiler === null)('a power cut (needs Linux and a C compiler)', () => {
  let program: Program
  let rig: Rig | null = null

  beforeAll(async () => {
    program = await buildProgram()
  }, TIMEOUT)
  afterAll(() => program.remove())
  afterEach(async () => {
    await rig?.dispose()
    rig = null
  })

  it(`loses nothing that was acknowledged, in ${ROUNDS} rounds on one file`, { timeout: TIMEOUT }, async () => {
    rig = await createRig(program)
    const told = new Set<number>()
    let next = 0
    for (let round = 1; round <= ROUNDS; round++) {
      const random = seeded(round)
      const enough = 5 + random.below(250)
      const lines = await rig.run({ first: next, enough: (so) => acknowledged(so).length >= enough })
      for (const number of acknowledged(lines)) told.add(number)
      await rig.restore(random.chance(0.5) ? random : null)
      const { batches, torn } = await read(rig.path)
      const there = new Set(batches)
      expect(torn, `round ${round}: torn`).toEqual([])
      expect([...told].filter((number) => !there.has(number)), `round ${round}: lost`).toEqual([])
      // The one that was under way may be there as well, nothing else.
      next = Math.max(...there) + 1
      expect(there.size, `round ${round}: in order`).toBe(next)
      expect(next - Math.max(...told), `round ${round}: under way`).toBeLessThanOrEqual(2)
      await rig.settle()
    }
  })

  it('would be noticed with synchronous = NORMAL: acknowledged batches are lost', { timeout: TIMEOUT }, async () => {
    rig = await createRig(program)
    const lines = await rig.run({ synchronous: 'NORMAL', first: 0, enough: (so) => acknowledged(so).length >= 60 })
    await rig.restore(null)
    const { batches } = await read(rig.path)
    const lost = acknowledged(lines).filter((number) => !batches.includes(number))
    expect(lost.length).toBeGreaterThan(0)
  })

  it('[EL5] after a failed sync acknowledges nothing more and has lost nothing', { timeout: TIMEOUT }, async () => {
    rig = await createRig(program)
    const lines = await rig.run({
      first: 0, failSync: 30, enough: (so) => so.filter((line) => line.startsWith('failed')).length >= 3,
    })
    const failed = lines.findIndex((line) => line.startsWith('failed'))
    expect(failed).toBeGreaterThan(3)
    for (const line of lines.slice(failed)) expect(line).toMatch(/^failed \d+ LogBrokenError$/)
    await rig.restore(null)
    const { batches, torn } = await read(rig.path)
    expect(torn).toEqual([])
    expect(acknowledged(lines).filter((number) => !batches.includes(number))).toEqual([])
  })
})
