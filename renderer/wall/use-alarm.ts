import { useEffect } from 'react'
import { MINUTE } from '../../shared/base/time'
import type { LoggedEvent } from '../../shared/domain/event'
import { SEVERITIES, type Severity } from '../../shared/domain/incident/kind'
import { hubNow } from '../state/clock'
import { onEvents, useConnection } from '../state/connection'
import { alarmSound } from '../ui/sound-table'
import { playSound, setMuted, useSound } from '../ui/sounds'

/** Older news than this comes from a reconnection: it is on the screen, it need not sound. */
const FRESH_MS = MINUTE
/** A hub that restarts is back within this; only a longer silence is worth a sound. */
const LOST_SOUND_AFTER_MS = 3_000

/** The gravest severity that was newly reported in a batch, or null. */
export function newSeverity(events: readonly LoggedEvent[], now: number): Severity | null {
  const reported = events.flatMap((event) => (event.type === 'incident.reported' && now - event.at <= FRESH_MS ? [event.data.severity] : []))
  return SEVERITIES.find((severity) => reported.includes(severity)) ?? null
}

/** Sounds of the wall: one per arrival, the gravest of those that come together; another when the hub is lost. M is silence. */
export function useWallSounds(): void {
  useEffect(
    () =>
      onEvents((events) => {
        const severity = newSeverity(events, hubNow())
        if (severity) playSound(alarmSound(severity))
      }),
    [],
  )
  const lost = useConnection((state) => state.phase === 'lost')
  useEffect(() => {
    if (!lost) return
    const timer = setTimeout(() => playSound('hub-lost'), LOST_SOUND_AFTER_MS)
    return () => clearTimeout(timer)
  }, [lost])
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'm' && !event.repeat && !(event.target instanceof HTMLInputElement)) setMuted(!useSound.getState().muted)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
}
