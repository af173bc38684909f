import { describe, expect, it } from 'vitest'
import { SEVERITIES } from '../../shared/domain/incident/kind'
import { alarmSound, SOUND_NAMES, SOUNDS, soundSeconds } from './sound-table'

describe('sounds', () => {
  it('tell the severities apart by number of beats and pitch, the worst with the most', () => {
    const alarms = SEVERITIES.map((severity) => SOUNDS[alarmSound(severity)])
    const beats = alarms.map((tones) => tones.length)
    const pitches = alarms.map((tones) => tones[0]?.frequency ?? 0)
    expect(beats).toEqual(beats.toSorted((a, b) => b - a))
    expect(new Set(beats).size).toBe(4)
    expect(pitches).toEqual(pitches.toSorted((a, b) => b - a))
  })

  it('say "acknowledged" with two rising notes', () => {
    const [first, second, ...more] = SOUNDS.acknowledged
    expect(more).toEqual([])
    expect(second?.frequency).toBeGreaterThan(first?.frequency ?? Infinity)
    expect(second?.at).toBeGreaterThanOrEqual((first?.at ?? 0) + (first?.seconds ?? 0))
  })

  it('keep "hub lost" away from all the others', () => {
    const others = SOUND_NAMES.filter((name) => name !== 'hub-lost').flatMap((name) =>
      SOUNDS[name].map(({ frequency }) => frequency),
    )
    expect(Math.max(...SOUNDS['hub-lost'].map(({ frequency }) => frequency))).toBeLessThan(Math.min(...others) / 1.5)
  })

  it.each(SOUND_NAMES)('%s is audible, in the range of small loudspeakers, and short', (name) => {
    expect(soundSeconds(name)).toBeLessThan(3)
    for (const { frequency, seconds, gain } of SOUNDS[name]) {
      expect(frequency).toBeGreaterThan(150)
      expect(frequency).toBeLessThan(3000)
      expect(seconds).toBeGreaterThan(0.08)
      expect(gain).toBeGreaterThan(0)
      expect(gain).toBeLessThanOrEqual(1)
    }
  })
})
