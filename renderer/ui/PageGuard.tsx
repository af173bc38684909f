import { useEffect, useState, type ReactNode } from 'react'
import { Guard } from './Guard'

/** Waits before a page is loaded again: the first time, the second within ten minutes … */
const WAITS_MS = [3_000, 15_000, 60_000] as const
const REMEMBERED_MS = 10 * 60_000
const KEPT = 'dinghai.page-failures'

/** Pure: the failures that still count, this one included, and how long to wait, both in ms. */
export function planPageReload(failures: readonly number[], now: number): { readonly failures: readonly number[]; readonly waitMs: number } {
  const recent = [...failures.filter((at) => now - at < REMEMBERED_MS), now]
  return { failures: recent, waitMs: WAITS_MS[Math.min(recent.length, WAITS_MS.length) - 1] ?? 0 }
}

/** The whole page: what no part could keep to itself loads it again, and says so meanwhile. `text` gives the sentence. */
export function PageGuard({ children, text }: { readonly children: ReactNode; readonly text: (seconds: number) => string }) {
  return <Guard renderInstead={() => <Reloading text={text} />}>{children}</Guard>
}

function Reloading({ text }: { readonly text: (seconds: number) => string }) {
  const [waitMs, setWaitMs] = useState<number>(WAITS_MS[0])
  // Not while drawing: React draws what failed twice before it gives up.
  useEffect(() => {
    const wait = nextWait()
    setWaitMs(wait)
    const timer = setTimeout(() => window.location.reload(), wait)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div role="alert" style={{ display: 'grid', placeContent: 'center', minHeight: '100vh', padding: '2rem', color: 'var(--text)', background: 'var(--sea)', textAlign: 'center' }}>
      {text(Math.round(waitMs / 1000))}
    </div>
  )
}

/** Counts this failure among those of this window. */
function nextWait(): number {
  try {
    const before: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]')
    const times = Array.isArray(before) ? before.filter((at) => typeof at === 'number') : []
    const { failures, waitMs } = planPageReload(times, Date.now())
    sessionStorage.setItem(KEPT, JSON.stringify(failures))
    return waitMs
  } catch {
    // Without storage nothing is known of failures before: patience is the safe guess.
    return WAITS_MS[1]
  }
}
