import { create } from 'zustand'
import type { Severity } from '../../shared/domain/incident/kind'
import { alarmSound, SOUNDS, soundSeconds, type SoundName } from '../ui/sound-table'

/** The browser lets a page sound only after it was touched once; until then the frame and the vibration must do. */
export const useAudio = create<{ readonly unlocked: boolean }>(() => ({ unlocked: false }))

const PAUSE_SECONDS = 0.7
const VIBRATION = [400, 150, 400, 150, 800]

let context: AudioContext | null = null

function audio(): AudioContext | null {
  if (context === null && typeof AudioContext !== 'undefined') {
    context = new AudioContext()
    context.onstatechange = () => useAudio.setState({ unlocked: context?.state === 'running' })
  }
  return context
}

/** Any touch of the page unlocks its sound. Call once at the start. */
export function prepareSound(): void {
  const unlock = () => {
    audio()
      ?.resume()
      .catch(() => undefined)
  }
  for (const event of ['pointerdown', 'keydown']) window.addEventListener(event, unlock, { capture: true })
}

/** Plays a sound once, at full strength: a phone has its own volume keys. */
export function sound(name: SoundName): void {
  const into = audio()
  if (!into || into.state !== 'running') return
  for (const { frequency, at, seconds, wave, gain } of SOUNDS[name]) {
    const start = into.currentTime + 0.02 + at
    const oscillator = new OscillatorNode(into, { frequency, type: wave })
    const envelope = new GainNode(into, { gain: 0 })
    envelope.gain.setValueAtTime(0, start)
    envelope.gain.linearRampToValueAtTime(gain * 0.7, start + 0.012)
    envelope.gain.setValueAtTime(gain * 0.7, start + Math.max(0.012, seconds - 0.05))
    envelope.gain.linearRampToValueAtTime(0, start + seconds)
    oscillator.connect(envelope).connect(into.destination)
    oscillator.start(start)
    oscillator.stop(start + seconds + 0.05)
  }
}

function vibrate(): void {
  if ('vibrate' in navigator && navigator.userActivation?.hasBeenActive !== false) navigator.vibrate(VIBRATION)
}

/** Rings and vibrates until the returned function is called. Driven by a timer, so that it rings in a hidden page too. */
export function ring(severity: Severity): () => void {
  const name = alarmSound(severity)
  const once = () => {
    sound(name)
    vibrate()
  }
  once()
  const timer = setInterval(once, (soundSeconds(name) + PAUSE_SECONDS) * 1000)
  return () => {
    clearInterval(timer)
    if ('vibrate' in navigator && navigator.userActivation?.hasBeenActive !== false) navigator.vibrate(0)
  }
}
