import { create } from 'zustand'
import type { Annotation, AnnotationKind } from '../../../shared/domain/annotation/state'
import type { Incident } from '../../../shared/domain/incident/state'
import type { LonLat } from '../../../shared/geo/position'
import { useIncident } from '../../state/select'

export const TABS = ['incidents', 'orders', 'teams', 'closures', 'history'] as const
export type Tab = (typeof TABS)[number]

/** A dialog of the desk; one at a time. */
export type Dialog =
  | { readonly kind: 'help' }
  | { readonly kind: 'newIncident' }
  | { readonly kind: 'override'; readonly teamId: string }
  | { readonly kind: 'life'; readonly act: LifeAct; readonly incidentId: string }
  | { readonly kind: 'edit'; readonly incidentId: string }
  | { readonly kind: 'casualties'; readonly incidentId: string }
  | { readonly kind: 'withdraw'; readonly dispatchId: string }
  | { readonly kind: 'decline'; readonly dispatchId: string }
  | { readonly kind: 'duty'; readonly teamId: string }
  | { readonly kind: 'reserve'; readonly teamId: string }
  | { readonly kind: 'devices'; readonly teamId?: string }
  | { readonly kind: 'password' }
  | { readonly kind: 'drillClock' }
  | { readonly kind: 'recording' }
  | { readonly kind: 'calls'; readonly incidentId: string }
  | { readonly kind: 'photo'; readonly incidentId: string; readonly hash: string }
  | { readonly kind: 'closure' }
  | { readonly kind: 'calloutSend'; readonly corrects?: string }
  | { readonly kind: 'calloutEnd'; readonly calloutId: string; readonly act: 'lift' | 'withdraw' }
  | { readonly kind: 'calloutSaid'; readonly calloutId: string; readonly unitId: string; readonly of: 'answer' | 'report' }
  | { readonly kind: 'level'; readonly to: string | null; readonly reason: string; readonly typhoonId?: string }
  | { readonly kind: 'confirmDuty' | 'withdrawDuty'; readonly responseId: string; readonly duty: string }
  | { readonly kind: 'drawing' }

/** Steps of an incident's life that ask for a word or a confirmation. */
export type LifeAct = 'verify' | 'control' | 'close' | 'falseAlarm' | 'reopen' | 'note'

/** What a click on the ground means. */
export type MapTool =
  | { readonly kind: 'none' }
  | { readonly kind: 'place'; readonly forWhom: 'newIncident' | 'edit' }
  /** The place that 周边 is asked of. */
  | { readonly kind: 'around' }
  | { readonly kind: 'measure'; readonly shape: 'LineString' | 'Polygon'; readonly points: readonly LonLat[] }
  /** `change`: the drawing whose corners are moved, as it was when that began. */
  | { readonly kind: 'draw'; readonly of: AnnotationKind; readonly shape: 'LineString' | 'Polygon' | 'Point'; readonly points: readonly LonLat[]; readonly change?: Annotation }
  | { readonly kind: 'closure'; readonly shape: 'LineString' | 'Polygon'; readonly points: readonly LonLat[] }

export interface DeskState {
  /** The incident in the detail panel. */
  readonly shown: string | null
  /** The officer selected it; otherwise it only came up by itself and may make room for a new alarm. */
  readonly chosen: boolean
  /** When it came up, by this screen's clock. */
  readonly shownAt: number
  readonly tab: Tab
  /** The candidate that the officer marked; null: the first. */
  readonly candidate: string | null
  /** The team that is highlighted in list and map. */
  readonly team: string | null
  /** Said to the team with the next order, by incident. */
  readonly messages: ReadonlyMap<string, string>
  /** Incidents whose caller is shown in full. */
  readonly revealed: ReadonlySet<string>
  readonly dialog: Dialog | null
  readonly tool: MapTool
  /** A place that the map shall glide to; a new object for each wish. */
  readonly wish: { readonly at: LonLat; readonly zoom?: number } | null
  /** Last position picked with the `place` tool. */
  readonly picked: LonLat | null
  /** Ended incidents that are older than the world of this screen, as the hub's archive gave them. */
  readonly aside: ReadonlyMap<string, Incident>
}

export const useDesk = create<DeskState>(() => ({
  shown: null,
  chosen: false,
  shownAt: 0,
  tab: 'incidents',
  candidate: null,
  team: null,
  messages: new Map(),
  revealed: new Set(),
  dialog: null,
  tool: { kind: 'none' },
  wish: null,
  picked: null,
  aside: new Map(),
}))

const set = useDesk.setState

/** Shows an incident. `chosen`: by the officer's own act. */
export function showIncident(id: string | null, chosen: boolean): void {
  const { shown } = useDesk.getState()
  if (shown === id) return set({ chosen: chosen || useDesk.getState().chosen })
  set({ shown: id, chosen, shownAt: Date.now(), candidate: null, team: null })
}

/** Opens a dialog. Who works on what came up by itself has chosen it. */
export const openDialog = (dialog: Dialog): void => set({ dialog, chosen: true })
export const closeDialog = (): void => set({ dialog: null })
export const openTab = (tab: Tab): void => set({ tab })
export const markCandidate = (candidate: string | null): void => set({ candidate })
export const setTool = (tool: MapTool): void => set({ tool })
export const wishMap = (at: LonLat, zoom?: number): void => set({ wish: zoom === undefined ? { at } : { at, zoom } })

export function keepAside(incident: Incident): void {
  set(({ aside }) => ({ aside: new Map(aside).set(incident.id, incident) }))
}

/** An incident of the world, or an older one that was looked up. */
export function useAnyIncident(id: string | null): Incident | undefined {
  const live = useIncident(id)
  const old = useDesk((state) => (id === null ? undefined : state.aside.get(id)))
  return live ?? old
}

/** Highlights a team in list and map. */
export function showTeam(team: string | null): void {
  set({ team })
}

export function setMessage(incidentId: string, text: string): void {
  set(({ messages }) => ({ messages: new Map(messages).set(incidentId, text) }))
}

export function toggleReveal(incidentId: string): void {
  set(({ revealed }) => {
    const next = new Set(revealed)
    if (!next.delete(incidentId)) next.add(incidentId)
    return { revealed: next }
  })
}

/** Another tab, `step` places on, round the end. */
export function turnTab(step: number): void {
  set(({ tab }) => ({ tab: TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length] ?? 'incidents' }))
}
