import { useEffect, type ReactNode } from 'react'
import { Guard } from './Guard'
import { useT } from './i18n'
import { ErrorState } from './States'

/** Nobody presses anything on a wall: there a part that failed is tried again by itself. */
const AGAIN_MS = 10_000

export interface PartGuardProps {
  readonly children: ReactNode
  /** Another value is another thing to draw: it is tried at once. */
  readonly of?: unknown
  /** No hand is there to try again. */
  readonly unattended?: boolean
}

/** A part of a screen that may fail by itself: a sentence stands in its place, everything else goes on. */
export function PartGuard({ children, of, unattended = false }: PartGuardProps) {
  return (
    <Guard of={of} renderInstead={(again) => <Failed again={again} unattended={unattended} />}>
      {children}
    </Guard>
  )
}

function Failed({ again, unattended }: { readonly again: () => void; readonly unattended: boolean }) {
  const { t } = useT()
  useEffect(() => {
    if (!unattended) return
    const timer = setTimeout(again, AGAIN_MS)
    return () => clearTimeout(timer)
  }, [again, unattended])
  return <ErrorState error={t('guard.part')} {...(unattended ? {} : { onRetry: again })} />
}
