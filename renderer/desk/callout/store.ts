import { create } from 'zustand'
import { calloutOrder } from '../../../shared/callout/matrix'
import { useWorld } from '../../state/world'
import { openDrawer } from '../tools/store'
import type { RowFilter } from './rows'

interface CalloutView {
  /** The warning that is looked at; null: the first of the list. */
  readonly shown: string | null
  /** Towns whose villages are listed. */
  readonly open: ReadonlySet<string>
  readonly filter: RowFilter
  readonly words: string
  /** The unit whose answers are read. */
  readonly read: string | null
  /** The list of those to telephone is to have the keys as soon as it is there. */
  readonly wantsTasks: boolean
}

/** What the officer looks at in the panel of call-outs: kept while the drawer is closed. */
export const useCalloutView = create<CalloutView>(() => ({ shown: null, open: new Set(), filter: 'all', words: '', read: null, wantsTasks: false }))

export const setCalloutView = useCalloutView.setState

export function toggleTown(id: string): void {
  setCalloutView(({ open }) => {
    const next = new Set(open)
    if (!next.delete(id)) next.add(id)
    return { open: next }
  })
}

/** Opens the list of those to telephone, of the first warning that has any. */
export function goToTasks(): void {
  const busy = calloutOrder(useWorld.getState().callouts.values()).find(({ units }) => units.some(({ task }) => task !== null))
  setCalloutView({ wantsTasks: true, ...(busy ? { shown: busy.id } : {}) })
  openDrawer('callout')
}
