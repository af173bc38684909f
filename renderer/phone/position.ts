import { hubNow } from '../state/clock'
import { request } from '../pocket/request'
import { positionCall } from './api'
import { createPositionSender } from './position-sender'
import { getPhone, setPhone, usePhone } from './store'
import { underOrders } from './order-view'

const TIMEOUT = 8_000

/** Watches and shares the position while an accepted order binds the team and the leader has not switched it off. */
export function startPosition(key: string, teamId: string): { kick(): void; stop(): void } {
  let watch: number | null = null
  let wanted = false
  const sender = createPositionSender({
    now: () => Date.now(),
    later: (task, ms) => {
      const timer = setTimeout(task, ms)
      return () => clearTimeout(timer)
    },
    async send(fix: NonNullable<ReturnType<typeof getPhone>['fix']>) {
      const answer = await request(positionCall(teamId, fix), key, TIMEOUT)
      // A refused position is not offered again; without an answer it is.
      return answer !== null && answer.status < 500
    },
  })

  function begin(): void {
    if (wanted) return
    wanted = true
    if (!('geolocation' in navigator) || !window.isSecureContext) {
      setPhone({ position: 'unsupported' })
      return
    }
    setPhone({ position: 'asking' })
    watch = navigator.geolocation.watchPosition(
      ({ coords, timestamp }) => {
        const fix = {
          lon: coords.longitude,
          lat: coords.latitude,
          at: Math.round(timestamp + hubNow() - Date.now()),
          accuracyM: coords.accuracy,
          headingDeg: coords.heading === null || Number.isNaN(coords.heading) ? null : coords.heading,
          speedMps: coords.speed,
        }
        setPhone({ position: 'on', fix })
        sender.offer(fix)
      },
      (error) => setPhone({ position: error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable' }),
      { enableHighAccuracy: true, maximumAge: 2_000, timeout: 30_000 },
    )
  }

  function end(position: 'idle' | 'off'): void {
    wanted = false
    if (watch !== null) navigator.geolocation.clearWatch(watch)
    watch = null
    if (getPhone().position !== position) setPhone({ position, fix: null })
  }

  function follow(): void {
    const { state, items, shareWanted } = getPhone()
    if (!shareWanted) end('off')
    else if (state !== null && underOrders(state, items)) begin()
    else end('idle')
  }

  const remove = usePhone.subscribe(follow)
  follow()
  return {
    kick: () => sender.kick(),
    stop() {
      remove()
      end('idle')
      sender.stop()
    },
  }
}
