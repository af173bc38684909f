/** Keeps the screen on until the returned function is called. The browser drops the lock with every hidden page. */
export function keepAwake(): () => void {
  let released = false
  let lock: WakeLockSentinel | null = null

  async function take(): Promise<void> {
    if (released || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    try {
      lock = await navigator.wakeLock.request('screen')
      if (released) await lock.release()
    } catch {
      // Refused on a low battery: the screen then goes dark as it always does, and the ring still sounds.
    }
  }

  const again = () => void take()
  document.addEventListener('visibilitychange', again)
  void take()
  return () => {
    released = true
    document.removeEventListener('visibilitychange', again)
    void lock?.release().catch(() => undefined)
  }
}
