import type { Recommendation } from '../../../shared/dispatch/recommend'
import type { Dispatch } from '../../../shared/domain/dispatch/state'
import type { IncidentKind } from '../../../shared/domain/incident/kind'
import type { Incident } from '../../../shared/domain/incident/state'
import type { EpochMs } from '../../../shared/base/time'
import { availability, type Team } from '../../../shared/domain/team/state'
import type { TrackPoint } from '../../../shared/protocol/track-frame'
import { teamMark } from '../../map/team-marks'
import type { IncidentMark, TeamMark } from '../../map/types'

/** How many candidates are numbered on the map. */
const NUMBERED = 3

export interface MarkWords {
  readonly eta: (seconds: number) => string
  readonly phase: (dispatch: Dispatch) => string
  readonly availability: (state: ReturnType<typeof availability>) => string
  readonly kind: (code: string) => string
}

export function incidentMarks(open: readonly Incident[], kinds: ReadonlyMap<string, IncidentKind>, shown: string | null, words: MarkWords): IncidentMark[] {
  return open.map((incident) => ({
    id: incident.id,
    at: incident.at,
    severity: incident.severity,
    glyph: kinds.get(incident.kind)?.glyph ?? '警',
    label: words.kind(incident.kind),
    unanswered: incident.answeredAt === null,
    dimmed: shown !== null && shown !== incident.id,
  }))
}

export interface TeamMarksInput {
  readonly teams: Iterable<Team>
  readonly track: (teamId: string) => TrackPoint | null
  readonly dispatches: ReadonlyMap<Dispatch['id'], Dispatch>
  readonly ranking: Recommendation | null
  /** The incident that is worked on: the teams under way to it are named at every scale. */
  readonly shown: string | null
  /** Marked in the list. */
  readonly selected: string | null
  /** Teams that may not go, though they are near: with the reason in short. */
  readonly excluded: ReadonlyMap<string, string>
  readonly now: EpochMs
  readonly staleMs: number
  readonly words: MarkWords
}

/** Teams on the map: those under way with their phase, the first candidates with place and time, the rest by name when near. */
export function teamMarks(input: TeamMarksInput): TeamMark[] {
  const { ranking, words, now } = input
  const ranks = new Map(ranking?.candidates.slice(0, NUMBERED).map((candidate, index) => [String(candidate.teamId), { rank: index + 1, candidate }]))
  const marks: TeamMark[] = []
  for (const team of input.teams) {
    if (team.retired) continue
    const mark = teamMark(team, input.track(team.id), now, input.staleMs)
    const ranked = ranks.get(team.id)
    const order = team.assignment ? input.dispatches.get(team.assignment.dispatchId) : undefined
    const why = input.excluded.get(team.id)
    const state = availability(team, now)
    if (order) marks.push({ ...mark, tone: 'acting', subtitle: words.phase(order), label: order.incidentId === input.shown || team.id === input.selected ? 'always' : 'near' })
    else if (ranked) {
      const title = `${ranked.rank} ${team.profile.name}`
      marks.push({ ...mark, title, tone: team.id === input.selected ? 'acting' : mark.tone, subtitle: words.eta(ranked.candidate.etaSeconds), label: 'always' })
    } else if (why !== undefined) marks.push({ ...mark, tone: 'off', subtitle: why, label: 'always' })
    else if (team.id === input.selected) marks.push({ ...mark, subtitle: words.availability(state), label: 'always' })
    else marks.push(state === 'available' ? mark : { ...mark, subtitle: words.availability(state) })
  }
  // What is drawn last lies on top: what the officer has to find.
  return marks.toSorted((a, b) => Number(a.label === 'always') - Number(b.label === 'always'))
}
