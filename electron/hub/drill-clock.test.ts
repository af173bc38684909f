import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOUR } from '../../shared/base/time'
import { drillClockProblem, LONGEST_STEP_MS, openDrillClock } from './drill-clock'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dinghai-clock-'))
  file = join(folder, 'drill-clock.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the clock of an exercise', () => {
  it('[DC2] goes forward only, by steps of a stated size, and tells of each', async () => {
    const clock = await openDrillClock(file, () => 1_000)
    const heard: number[] = []
    clock.onAdvanced((now) => heard.push(now))
    expect(clock.now()).toBe(1_000)
    await Promise.all([clock.advance(6 * HOUR), clock.advance(HOUR)])
    expect(clock.now()).toBe(1_000 + 7 * HOUR)
    expect(heard).toEqual([1_000 + 6 * HOUR, 1_000 + 7 * HOUR])
    for (const wrong of [0, -HOUR, 1.5, NaN, LONGEST_STEP_MS + 1]) await expect(clock.advance(wrong)).rejects.toThrow(RangeError)
    expect(clock.now()).toBe(1_000 + 7 * HOUR)
  })

  it('[DC3] is where it was after a restart', async () => {
    await (await openDrillClock(file, () => 5)).advance(HOUR)
    expect((await openDrillClock(file, () => 10)).now()).toBe(10 + HOUR)
  })

  it('[DC4] keeps its data from being opened as real ones, once it was put forward', async () => {
    const clock = await openDrillClock(file)
    expect(await drillClockProblem(file)).toBeNull()
    await clock.advance(HOUR)
    expect(await drillClockProblem(file)).toMatch(/belongs to an exercise.*--drill/)
    writeFileSync(file, 'rubbish')
    expect(await drillClockProblem(file)).not.toBeNull()
  })

  it('does not move if the step cannot be kept', async () => {
    const clock = await openDrillClock(file, () => 5)
    rmSync(folder, { recursive: true })
    writeFileSync(folder, 'a file where the folder was')
    await expect(clock.advance(HOUR)).rejects.toThrow()
    expect(clock.now()).toBe(5)
  })

  it.each(['', '{', '{"aheadMs":-5}', '{"aheadMs":"9"}', 'null'])('refuses %j and leaves it', async (text) => {
    writeFileSync(file, text)
    await expect(openDrillClock(file)).rejects.toThrow(/drill-clock\.json: not a drill clock/)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })
})
