import { claim, startSession, stopSession } from './session'
import { getPhone, setPhone, usePhone } from './store'

const LOCK = 'dinghai-phone'

/**
 * One window of one phone works: two would send the same queue. A window that finds another one at work says so and can
 * take over. Where the browser has no locks (plain HTTP) the hub's idempotency keys are the safety.
 */
export function holdWindow(secret: string | null): void {
  void acquire(secret, false)
}

/** The leader wants this window. */
export function takeOver(): void {
  void acquire(null, true)
}

async function acquire(secret: string | null, steal: boolean): Promise<void> {
  if (!('locks' in navigator)) {
    await run(secret)
    return
  }
  try {
    await navigator.locks.request(LOCK, steal ? { steal } : { ifAvailable: true }, async (lock) => {
      // A link that was scanned into a second window is for this one.
      if (!lock) {
        if (secret !== null) void acquire(secret, true)
        else setPhone({ elsewhere: true })
        return
      }
      setPhone({ elsewhere: false })
      await run(secret)
      // Held until the page goes away or another window steals it.
      await new Promise(() => undefined)
    })
  } catch {
    stopSession()
    setPhone({ elsewhere: true })
  }
}

async function run(secret: string | null): Promise<void> {
  usePhone.subscribe((now, before) => {
    if (now.device && now.device !== before.device) void startSession(now.device)
  })
  const { device } = getPhone()
  if (device) await startSession(device)
  if (secret !== null) await claim(secret)
}
