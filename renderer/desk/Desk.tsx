import { Suspense, useEffect, useState } from 'react'
import { asIncidentId } from '../../shared/base/ids'
import { isOpen } from '../../shared/domain/incident/state'
import { useWorld } from '../state/world'
import { useT } from '../ui/i18n'
import { fetchParts, lazyPart } from '../ui/lazy-part'
import { PartGuard } from '../ui/PartGuard'
import { startAlarms } from './alarms'
import { BriefingKeys } from './briefing/BriefingKeys'
import { shell } from './bridge'
import css from './Desk.module.css'
import { Detail } from './detail/Detail'
import { AlertKeys } from './alerts/AlertKeys'
import { Dialogs } from './dialogs/Dialogs'
import { DirectorKeys } from './director/DirectorKeys'
import { EditForm } from './form/EditForm'
import { IncidentForm } from './form/IncidentForm'
import { CommandLine } from './head/CommandLine'
import { Footer } from './head/Footer'
import { Header } from './head/Header'
import { DropZone } from './import/DropZone'
import { PicturesAsk } from './import/PicturesAsk'
import { isUnanswered, queueOrder } from './logic/queue'
import { useIncidentNotifications } from './notify'
import { Queue } from './queue/Queue'
import { ReplayBar } from './replay/ReplayBar'
import { startSearch } from './search/index-store'
import { listenForKeys, useAction } from './state/actions'
import { openDialog, showIncident, useDesk } from './state/desk'
import { useSend, withdrawQuestion } from './state/send'
import { Drawer } from './tools/Drawer'
import { SeaKeys } from './sea/SeaKeys'
import { ToolKeys } from './tools/ToolKeys'

/** The map engine is by far the largest part of the page: the queue does not wait for it. */
const DeskMap = lazyPart(() => import('./map/DeskMap').then((module) => module.DeskMap))
/** What else the desk may open is fetched when it has settled: it opens while the hub is away too. */
const FETCH_AFTER_MS = 5_000
/** A hub that does not answer must not keep the map away for ever. */
const MAP_AFTER_MS = 4_000

function MapWhenReady() {
  const loaded = useWorld((world) => world.loaded)
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), MAP_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={css['map']}>
      {(loaded || late) && (
        <PartGuard>
          <Suspense fallback={null}>
            <DeskMap />
          </Suspense>
        </PartGuard>
      )}
      <Drawer />
    </div>
  )
}

/** The duty officer's desk: queue, map, detail; the command line above, the sources below. */
export function Desk() {
  const { t, language } = useT()
  const dialog = useDesk((state) => state.dialog)
  const shown = useDesk((state) => state.shown)
  useEffect(listenForKeys, [])
  useEffect(startSearch, [])
  useEffect(followNewest, [])
  useEffect(() => {
    const timer = setTimeout(() => void fetchParts(), FETCH_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => startAlarms((n) => (n > 0 ? t('desk.title.alarms', { n }) : t('desk.title'))), [t])
  useIncidentNotifications()
  // Menus and messages of the shell speak the desk's language.
  useEffect(() => void shell()?.setLanguage(language).catch(() => undefined), [language])
  useAction('newIncident', () => openDialog({ kind: 'newIncident' }))
  const asking = useSend((state) => state.question !== null)
  useEffect(() => {
    if (!asking) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') withdrawQuestion()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [asking])
  return (
    <div className={css['desk']} data-testid="desk">
      <Header />
      <main className={css['main']}>
        <div className={css['left']}>
          <PartGuard of={dialog}>
            {dialog?.kind === 'newIncident' ? <IncidentForm /> : dialog?.kind === 'edit' ? <EditForm key={dialog.incidentId} incidentId={dialog.incidentId} /> : <Queue />}
          </PartGuard>
        </div>
        <MapWhenReady />
        <PartGuard of={shown}>
          <Detail />
        </PartGuard>
      </main>
      <ReplayBar />
      <Footer />
      <CommandLine />
      <PartGuard of={dialog}>
        <Dialogs />
      </PartGuard>
      <DirectorKeys />
      <BriefingKeys />
      <AlertKeys />
      <SeaKeys />
      <ToolKeys />
      <PicturesAsk />
      <DropZone />
    </div>
  )
}

/**
 * What comes up by itself: the first of the queue when nothing is shown, and a new alarm when what is shown was not
 * chosen by the officer and is answered. What the officer chose stays.
 */
function followNewest(): () => void {
  const follow = () => {
    const { incidents } = useWorld.getState()
    const { shown, chosen, aside } = useDesk.getState()
    const current = shown === null ? undefined : (incidents.get(asIncidentId(shown)) ?? aside.get(shown))
    if (shown !== null && !current) return showIncident(null, false)
    if (chosen && current) return
    const next = queueOrder(incidents.values())[0]
    const stays = current !== undefined && isOpen(current) && (isUnanswered(current) || !next || !isUnanswered(next))
    if (stays || next?.id === shown) return
    if (next) showIncident(next.id, false)
    else if (current && !isOpen(current)) showIncident(null, false)
  }
  follow()
  return useWorld.subscribe((state, before) => {
    if (state.incidents !== before.incidents) follow()
  })
}
