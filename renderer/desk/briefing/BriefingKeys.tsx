import { Suspense, useEffect } from 'react'
import { loadPageLand } from '../../panels/briefing/land'
import { useT } from '../../ui/i18n'
import { lazyPart } from '../../ui/lazy-part'
import { PartGuard } from '../../ui/PartGuard'
import { useAction } from '../state/actions'
import { briefingInFragment, freezeAndOpen, lastBriefing, openRoom, useRoom } from './store'

const BriefingRoom = lazyPart(() => import('./BriefingRoom').then((module) => module.BriefingRoom))
/** What its pages draw of the land is fetched when the desk has settled: the key must not wait for it. */
const FETCH_AFTER_MS = 4_000

/** The keys of the briefing, the address of its code, and the room over the desk while it is open. */
export function BriefingKeys() {
  const { language } = useT()
  const open = useRoom((state) => state.open)
  useAction('briefing', () => void freezeAndOpen(language))
  useAction('briefings', () => openRoom(useRoom.getState().id ?? lastBriefing()?.id ?? null))
  useEffect(() => {
    const timer = setTimeout(loadPageLand, FETCH_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    const follow = () => {
      const id = briefingInFragment(window.location.hash)
      if (id === null) return
      // It is said once: a reload should not open it over whatever the officer does then.
      window.history.replaceState(null, '', window.location.pathname + window.location.search)
      openRoom(id, true)
    }
    follow()
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [])
  return (
    <PartGuard of={open}>
      <Suspense fallback={null}>{open && <BriefingRoom />}</Suspense>
    </PartGuard>
  )
}
