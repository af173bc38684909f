import { lazy, Suspense } from 'react'
import { DirectorPanel } from '../director/DirectorPanel'
import { useDrawer, type Drawer as DrawerId } from './store'

const TyphoonPanel = lazy(() => import('../typhoon/TyphoonPanel').then((module) => ({ default: module.TyphoonPanel })))

/** The one drawer over the map: whatever tool is open, with the map beside it. Escape or its key closes it. */
export function Drawer() {
  const open = useDrawer((state) => state.open)
  return <Suspense fallback={null}>{open && content(open)}</Suspense>
}

function content(drawer: DrawerId) {
  switch (drawer) {
    case 'director':
      return <DirectorPanel />
    case 'typhoon':
      return <TyphoonPanel />
    default:
      return null
  }
}
