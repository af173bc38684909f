import type { Severity } from '../../../shared/domain/incident/kind'
import type { Datum, LonLat } from '../../../shared/geo/position'
import type { CommandInput } from '../../state/outbox'
import { parsePosition, type PositionProblem } from '../../../shared/geo/coordinates'

/** What the officer has typed so far: kept when the form is left, until it is sent or thrown away. */
export interface Draft {
  readonly kind: string | null
  /** Null: the kind's own. */
  readonly severity: Severity | null
  readonly place: string
  /** Set by a found place or a click on the map; typing coordinates replaces it. */
  readonly at: LonLat | null
  readonly coordinates: string
  readonly datum: Datum
  readonly callerName: string
  readonly callerPhone: string
  readonly people: string
  readonly description: string
}

export const EMPTY_DRAFT: Draft = {
  kind: null,
  severity: null,
  place: '',
  at: null,
  coordinates: '',
  datum: 'wgs84',
  callerName: '',
  callerPhone: '',
  people: '',
  description: '',
}

export type FieldProblem =
  | { readonly field: 'kind'; readonly problem: 'missing' }
  | { readonly field: 'position'; readonly problem: 'missing' | PositionProblem }
  | { readonly field: 'people'; readonly problem: 'number' }

export function isEmptyDraft(draft: Draft): boolean {
  return (Object.keys(EMPTY_DRAFT) as (keyof Draft)[]).every((field) => field === 'datum' || draft[field] === EMPTY_DRAFT[field])
}

/** The position of a draft: typed coordinates before anything else. */
export function draftPosition(draft: Draft) {
  if (draft.coordinates.trim() !== '') return parsePosition(draft.coordinates, draft.datum)
  return draft.at ? { ok: true as const, value: { at: draft.at, original: { ...draft.at, datum: 'wgs84' as const } } } : null
}

/** The command of a draft, or everything that is wrong with it. `now` is hub time, `sourceId` identifies the report, `channel` is how the officer reads where it came from. */
export function commandOf(draft: Draft, officer: string, sourceId: string, channel: string, now: number): { readonly command: CommandInput<'reportIncident'> } | { readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = []
  if (draft.kind === null) problems.push({ field: 'kind', problem: 'missing' })
  const position = draftPosition(draft)
  if (!position) problems.push({ field: 'position', problem: 'missing' })
  else if (!position.ok) problems.push({ field: 'position', problem: position.error })
  const people = draft.people.trim() === '' ? null : Number(draft.people)
  if (people !== null && (!Number.isInteger(people) || people < 0 || people > 100_000)) problems.push({ field: 'people', problem: 'number' })
  if (problems.length > 0 || draft.kind === null || !position?.ok) return { problems }
  const { at, original } = position.value
  const caller = draft.callerName.trim() !== '' || draft.callerPhone.trim() !== '' ? { name: draft.callerName.trim(), phone: draft.callerPhone.trim() } : null
  return {
    command: {
      source: { feed: 'desk', sourceId: `${officer}:${sourceId}`.slice(0, 128), channel },
      kind: draft.kind,
      ...(draft.severity === null ? {} : { severity: draft.severity }),
      at,
      original,
      uncertaintyM: null,
      place: draft.place.trim(),
      description: draft.description.trim(),
      caller,
      people,
      observedAt: now,
    },
  }
}
