import { create } from 'zustand'
import { asIncidentId } from '../../../shared/base/ids'
import type { Candidate, Recommendation } from '../../../shared/dispatch/recommend'
import type { Incident } from '../../../shared/domain/incident/state'
import { useRecommendation } from '../../state/recommendation'
import { useWorld } from '../../state/world'
import { NO_GUARD, pressEnter, retarget, type EnterGuard, type EnterVerdict, type SendTarget } from '../logic/enter-guard'
import { showIncident, useDesk } from './desk'
import { give, useOutgoing } from './outgoing'

/** `one`: Enter. `together`: Shift+Enter, the proposed combination. */
export type SendWay = 'one' | 'together'

interface SendState {
  readonly guards: Readonly<Record<SendWay, EnterGuard>>
  /** What was asked and not yet answered. */
  readonly question: { readonly way: SendWay; readonly asked: EnterVerdict & { readonly kind: 'ask' } } | null
}

/** What Enter would do, and what it has asked. */
export const useSend = create<SendState>(() => ({ guards: { one: NO_GUARD, together: NO_GUARD }, question: null }))

export const sendPlace = (incidentId: string) => `send:${incidentId}`

/** The target follows the ranking; the officer's own marking is no surprise. */
export function followTarget(way: SendWay, target: SendTarget | null, byOfficer: boolean): void {
  const { guards, question } = useSend.getState()
  const next = retarget(guards[way], target, Date.now(), byOfficer)
  if (next === guards[way]) return
  useSend.setState({ guards: { ...guards, [way]: next }, question: question?.way === way ? null : question })
}

export function withdrawQuestion(): void {
  const { guards } = useSend.getState()
  useSend.setState({ question: null, guards: { one: { ...guards.one, asked: false }, together: { ...guards.together, asked: false } } })
}

const incidentNow = (id: string): Incident | undefined => useWorld.getState().incidents.get(asIncidentId(id))

/** Resolves when the world fulfils `test`, or after a second: then the hub's own check decides. */
function until(test: () => boolean): Promise<void> {
  if (test()) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(done, 1_000)
    const stop = useWorld.subscribe(() => {
      if (test()) done()
    })
  })
}

/** Answers an incident that the officer works on, once. */
export async function answer(incidentId: string): Promise<void> {
  const incident = incidentNow(incidentId)
  if (!incident || incident.answeredAt !== null || incident.status === 'merged') return
  const place = `answer:${incidentId}`
  const fate = useOutgoing.getState().fates.get(place)
  if (fate?.kind === 'waiting' || fate?.kind === 'sent') return until(() => incidentNow(incidentId)?.answeredAt !== null)
  await give({ place, type: 'answerIncident', data: { incidentId } })
  await until(() => incidentNow(incidentId)?.answeredAt !== null)
}

function basisOf(recommendation: Recommendation | null, teamId: string) {
  const rank = recommendation?.candidates.findIndex((candidate) => candidate.teamId === teamId) ?? -1
  const candidate: Candidate | undefined = recommendation?.candidates[rank]
  if (candidate) return { rank: rank + 1, etaSeconds: candidate.etaSeconds, etaKind: candidate.etaKind }
  const etaSeconds = recommendation?.excluded.find((entry) => entry.teamId === teamId)?.etaSeconds ?? null
  return { rank: null, etaSeconds, etaKind: null }
}

export interface Override {
  readonly reason: string
  readonly redirectFrom?: string
}

/** Sends teams one after the other to an incident, on what the officer sees now (an order answers the alarm as well). Stops at the first refusal. */
export async function sendTeams(incidentId: string, teamIds: readonly string[], override?: Override): Promise<boolean> {
  const place = sendPlace(incidentId)
  const busy = useOutgoing.getState().fates.get(place)?.kind
  if (busy === 'waiting' || busy === 'sent') return false
  useSend.setState({ question: null })
  // Who sends a team to what came up by itself works on it from now on.
  if (useDesk.getState().shown === incidentId) showIncident(incidentId, true)
  const { recommendation } = useRecommendation.getState()
  const known = recommendation?.incidentId === incidentId ? recommendation : null
  const message = useDesk.getState().messages.get(incidentId) ?? ''
  for (const teamId of teamIds) {
    const incident = incidentNow(incidentId)
    if (!incident) return false
    const reply = await give({
      place,
      type: 'assignTeam',
      data: { incidentId, teamId, message, basis: basisOf(known, teamId), ...(override ? { override } : {}) },
      expectedVersion: incident.version,
    })
    if (!reply.ok) return false
    await until(() => incidentNow(incidentId)?.active.some((order) => order.teamId === teamId) ?? true)
  }
  useDesk.setState(({ messages }) => ({ messages: new Map([...messages].filter(([id]) => id !== incidentId)), candidate: null }))
  return true
}

/** Enter or Shift+Enter: sends the target, or asks first. */
export function pressSend(way: SendWay, careful: boolean): void {
  const { guards } = useSend.getState()
  const { guard, verdict } = pressEnter(guards[way], Date.now(), careful)
  useSend.setState({ guards: { ...guards, [way]: guard }, question: verdict.kind === 'ask' ? { way, asked: verdict } : null })
  if (verdict.kind === 'send') void sendTeams(verdict.target.incidentId, verdict.target.teamIds)
}
