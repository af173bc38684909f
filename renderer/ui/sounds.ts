import { create } from 'zustand'
import { isReplay } from '../state/replay'
import { keep, kept } from '../state/keep'
import { SOUNDS, type SoundName } from './sound-table'

export interface SoundState {
  /** 0..1 */
  readonly volume: number
  readonly muted: boolean
  /** The browser lets nothing sound before the first click or key on this page. */
  readonly blocked: boolean
  /** What sounded last, for a visible twin. */
  readonly last: { readonly name: SoundName; readonly at: number } | null
}

function stored(): Pick<SoundState, 'volume' | 'muted'> {
  const volume = Number.parseFloat(kept('volume') ?? '')
  return { volume: volume >= 0 && volume <= 1 ? volume : 0.8, muted: kept('muted') === 'true' }
}

export const useSound = create<SoundState>(() => ({ ...stored(), blocked: false, last: null }))

let context: AudioContext | null = null

function audio(): AudioContext | null {
  if (!context && typeof AudioContext !== 'undefined') {
    context = new AudioContext()
    context.onstatechange = () => useSound.setState({ blocked: context?.state !== 'running' })
    useSound.setState({ blocked: context.state !== 'running' })
  }
  return context
}

/** Asks for leave to sound: call once when the screen starts; any later click or key on the page unlocks it. */
export function startSound(): void {
  const unlock = () => {
    void audio()
      ?.resume()
      .catch(() => undefined)
  }
  unlock()
  for (const event of ['pointerdown', 'keydown'] as const)
    window.addEventListener(event, unlock, { once: true, capture: true })
}

export function setVolume(volume: number): void {
  keep('volume', String(volume))
  useSound.setState({ volume })
}

export function setMuted(muted: boolean): void {
  keep('muted', String(muted))
  useSound.setState({ muted })
}

/**
 * Plays a sound on this screen unless it is muted or blocked. What it says must also be seen: that is the caller's
 * part.
 */
export function playSound(name: SoundName): void {
  // What is played again calls nobody.
  if (isReplay()) return
  const { volume, muted } = useSound.getState()
  useSound.setState({ last: { name, at: Date.now() } })
  const into = audio()
  if (muted || !into || into.state !== 'running') return
  for (const { frequency, at, seconds, wave, gain } of SOUNDS[name]) {
    const start = into.currentTime + 0.02 + at
    const oscillator = new OscillatorNode(into, { frequency, type: wave })
    const envelope = new GainNode(into, { gain: 0 })
    const peak = gain * volume * 0.5
    envelope.gain.setValueAtTime(0, start)
    envelope.gain.linearRampToValueAtTime(peak, start + 0.012)
    envelope.gain.setValueAtTime(peak, start + Math.max(0.012, seconds - 0.05))
    envelope.gain.linearRampToValueAtTime(0, start + seconds)
    oscillator.connect(envelope).connect(into.destination)
    oscillator.start(start)
    oscillator.stop(start + seconds + 0.05)
  }
}
