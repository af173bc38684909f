import { Suspense, useEffect } from 'react'
import { useT } from '../../ui/i18n'
import { lazyPart } from '../../ui/lazy-part'
import { PartGuard } from '../../ui/PartGuard'
import { LoadingState } from '../../ui/States'
import { CoveragePanel } from '../coverage/CoveragePanel'
import { DirectorPanel } from '../director/DirectorPanel'
import { useDesk } from '../state/desk'
import { useSend } from '../state/send'
import { AroundPanel } from './AroundPanel'
import { BookmarksPanel } from './BookmarksPanel'
import { DrawerFrame } from './DrawerFrame'
import { DrawingsPanel } from './DrawingsPanel'
import { useFoundPoint } from './found-point'
import { closeDrawer, useDrawer, type Drawer as DrawerId } from './store'

const CalloutPanel = lazyPart(() => import('../callout/CalloutPanel').then((module) => module.CalloutPanel))
const ResponsePanel = lazyPart(() => import('../response/ResponsePanel').then((module) => module.ResponsePanel))
const AlertsPanel = lazyPart(() => import('../alerts/AlertsPanel').then((module) => module.AlertsPanel))
const RelocationPanel = lazyPart(() => import('../relocation/RelocationPanel').then((module) => module.RelocationPanel))
const SeaPanel = lazyPart(() => import('../sea/SeaPanel').then((module) => module.SeaPanel))
const TyphoonPanel = lazyPart(() => import('../typhoon/TyphoonPanel').then((module) => module.TyphoonPanel))

/** The one drawer over the map: whatever tool is open, with the map beside it. Escape or its key closes it. */
export function Drawer() {
  const open = useDrawer((state) => state.open)
  useEscapeCloses(open !== null)
  return (
    <PartGuard of={open}>
      <Suspense fallback={<Loading />}>{open && <Content drawer={open} />}</Suspense>
    </PartGuard>
  )
}

/** A panel that is still being fetched: the key was heard. */
function Loading() {
  const { t } = useT()
  return (
    <DrawerFrame title={t('loading.title')} testId="drawer-loading">
      <LoadingState />
    </DrawerFrame>
  )
}

/** Escape closes the drawer from anywhere on the desk, unless it ends something nearer first. */
function useEscapeCloses(open: boolean): void {
  useEffect(() => {
    if (!open) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('[aria-modal=true]')) return
      const elsewhere = event.target instanceof Element && event.target.closest('input, textarea, select, [role=dialog], [role=menu], [role=listbox], aside')
      const nearer = useDesk.getState().tool.kind !== 'none' || useDesk.getState().dialog !== null || useSend.getState().question !== null || useFoundPoint.getState().found !== null
      if (!elsewhere && !nearer) closeDrawer()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [open])
}

function Content({ drawer }: { readonly drawer: DrawerId }) {
  const { t } = useT()
  switch (drawer) {
    case 'director':
      return <DirectorPanel />
    case 'surroundings':
      return <AroundPanel />
    case 'coverage':
      return <CoveragePanel />
    case 'drawings':
      return <DrawingsPanel />
    case 'bookmarks':
      return <BookmarksPanel />
    case 'callout':
      return (
        <DrawerFrame title={t('callout.title')} testId="callout-drawer" wide>
          <CalloutPanel />
        </DrawerFrame>
      )
    case 'response':
      return (
        <DrawerFrame title={t('response.title')} testId="response-drawer">
          <ResponsePanel />
        </DrawerFrame>
      )
    case 'alerts':
      return <AlertsPanel />
    case 'relocation':
      return (
        <DrawerFrame title={t('relocation.title')} testId="relocation-drawer" wide>
          <RelocationPanel />
        </DrawerFrame>
      )
    case 'sea':
      return (
        <DrawerFrame title={t('sea.title')} testId="sea-drawer">
          <SeaPanel />
        </DrawerFrame>
      )
    case 'typhoon':
      return (
        <DrawerFrame title={t('typhoon.title')} testId="typhoon-drawer">
          <TyphoonPanel />
        </DrawerFrame>
      )
  }
}
