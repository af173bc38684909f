import type { Severity } from '../../shared/domain/incident/kind'

export const SOUND_NAMES = [
  'alarm-red',
  'alarm-orange',
  'alarm-yellow',
  'alarm-blue',
  'alert',
  'acknowledged',
  'escalated',
  'hub-lost',
] as const
export type SoundName = (typeof SOUND_NAMES)[number]

/** One tone: a plain wave with a soft start and end. */
export interface Tone {
  /** Hertz. */
  readonly frequency: number
  /** Seconds from the start of the sound. */
  readonly at: number
  readonly seconds: number
  readonly wave: 'sine' | 'triangle' | 'square'
  /** 0..1 before the screen's volume. */
  readonly gain: number
}

const tone = (frequency: number, at: number, seconds: number, wave: Tone['wave'] = 'triangle', gain = 0.8): Tone => ({
  frequency,
  at,
  seconds,
  wave,
  gain,
})

/**
 * Sound is a language: the number of beats says the severity (4, 3, 2, 1; more serious is also higher and faster, after
 * IEC 60601-1-8's idea of priority by pulse count), two rising notes are "acknowledged", two falling ones twice
 * "nobody answers", and a low beating pair that is like nothing else is "hub lost".
 */
export const SOUNDS: Readonly<Record<SoundName, readonly Tone[]>> = {
  'alarm-red': [0, 0.16, 0.32, 0.48, 0.9, 1.06, 1.22, 1.38].map((at) => tone(988, at, 0.12)),
  'alarm-orange': [0, 0.24, 0.48].map((at) => tone(784, at, 0.18)),
  'alarm-yellow': [0, 0.34].map((at) => tone(622, at, 0.26)),
  'alarm-blue': [tone(494, 0, 0.4, 'sine')],
  // One short soft note: somebody may have to look, nobody has called for help.
  alert: [tone(587, 0, 0.22, 'sine', 0.35)],
  acknowledged: [tone(659, 0, 0.14, 'sine', 0.6), tone(988, 0.16, 0.24, 'sine', 0.6)],
  escalated: [tone(784, 0, 0.16), tone(523, 0.18, 0.24), tone(784, 0.6, 0.16), tone(523, 0.78, 0.24)],
  'hub-lost': [0, 0.7, 1.4].flatMap((at) => [tone(196, at, 0.5, 'square', 0.5), tone(208, at, 0.5, 'square', 0.5)]),
}

/** The sound of a new incident. */
export function alarmSound(severity: Severity): SoundName {
  return `alarm-${severity}`
}

/** Seconds from the first tone to the end of the last. */
export function soundSeconds(name: SoundName): number {
  return Math.max(...SOUNDS[name].map(({ at, seconds }) => at + seconds))
}
