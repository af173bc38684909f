import { create } from 'zustand'
import type { SheetId, UnitId } from '../../../shared/base/ids'
import type { CommandResult } from '../../../shared/domain/command'
import type { RowFilter } from '../../../shared/relocation/rows'

/** Where the fate of this panel's commands is told. */
export const RELOCATION_PLACE = 'relocation'

/** Where the officer is: the county, one town, one village, the shelters, or what a search found. */
export type RelocationView =
  | { readonly kind: 'county' }
  | { readonly kind: 'town'; readonly townId: UnitId }
  | { readonly kind: 'village'; readonly sheetId: SheetId; readonly townId: UnitId }
  | { readonly kind: 'shelters' }

interface RelocationPanelState {
  readonly view: RelocationView
  /** What is searched: households in the county, or rows of the open village. */
  readonly words: string
  readonly filter: RowFilter
  /** Households of the open village that are chosen together. */
  readonly chosen: ReadonlySet<string>
  /** Shelters that the last word filled beyond what they take. */
  readonly over: NonNullable<CommandResult['overCapacity']>
}

const NOTHING = { words: '', filter: 'all', chosen: new Set<string>(), over: [] } as const

/** Kept while the drawer is closed: the officer comes back to where the telephone call left off. */
export const useRelocationPanel = create<RelocationPanelState>(() => ({ view: { kind: 'county' }, ...NOTHING }))

export function goTo(view: RelocationView, words = ''): void {
  useRelocationPanel.setState({ view, ...NOTHING, words })
}
export const setWords = (words: string): void => useRelocationPanel.setState({ words })
export const setFilter = (filter: RowFilter): void => useRelocationPanel.setState({ filter })

export function choose(ids: readonly string[], on: boolean): void {
  useRelocationPanel.setState(({ chosen }) => {
    const next = new Set(chosen)
    for (const id of ids) {
      if (on) next.add(id)
      else next.delete(id)
    }
    return { chosen: next }
  })
}
export const chooseNone = (): void => useRelocationPanel.setState({ chosen: NOTHING.chosen })
