import { create } from 'zustand'
import { openDrawer } from '../tools/store'

export const SEA_TABS = ['recall', 'warnings', 'silent', 'late', 'drift', 'vessel'] as const
export type SeaTab = (typeof SEA_TABS)[number]

interface SeaDesk {
  readonly tab: SeaTab
  /** MMSI of the vessel whose file is open. */
  readonly vessel: string | null
  /** The call that is looked at; null: the newest. */
  readonly recallId: string | null
  /** The incident whose drift is looked at; null: the newest. */
  readonly driftOf: string | null
}

export const useSeaDesk = create<SeaDesk>(() => ({ tab: 'recall', vessel: null, recallId: null, driftOf: null }))

export const openSeaTab = (tab: SeaTab): void => useSeaDesk.setState({ tab })

/** Opens the file of a vessel, by its MMSI or its id in the tracks. */
export function openVessel(id: string): void {
  useSeaDesk.setState({ tab: 'vessel', vessel: id.replace(/^vessel:/, '') })
  openDrawer('sea')
}

export function openDrift(incidentId: string): void {
  useSeaDesk.setState({ tab: 'drift', driftOf: incidentId })
  openDrawer('sea')
}
