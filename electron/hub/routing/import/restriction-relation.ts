import { ACCESS } from '../graph'
import type { RawRestriction } from '../network'
import type { OsmRelation } from './primitive-block'

/** A turn restriction by OSM ids, before ways are numbered. */
export interface OsmRestriction {
  readonly from: readonly number[]
  readonly via: number
  readonly to: readonly number[]
  readonly only: boolean
  readonly uTurn: boolean
  readonly bound: number
}

/**
 * Reads a `type=restriction` relation: null if it is none or does not concern motor vehicles, 'ignored' for kinds that
 * are not bound (via a way, conditional, malformed).
 */
export function restrictionOf(relation: OsmRelation): OsmRestriction | 'ignored' | null {
  const { tags, members } = relation
  if (tags.get('type') !== 'restriction') return null
  const kind = tags.get('restriction') ?? tags.get('restriction:motorcar') ?? tags.get('restriction:motor_vehicle')
  if (kind === undefined) return [...tags.keys()].some((key) => key.startsWith('restriction')) ? 'ignored' : null
  const match = /^(no|only)_(left_turn|right_turn|straight_on|u_turn|entry|exit)$/.exec(kind)
  if (match === null) return 'ignored'
  const from = members.filter((m) => m.role === 'from' && m.type === 'way').map((m) => m.id)
  const to = members.filter((m) => m.role === 'to' && m.type === 'way').map((m) => m.id)
  const via = members.filter((m) => m.role === 'via')
  if (via.length !== 1 || via[0]!.type !== 'node' || from.length === 0 || to.length === 0) return 'ignored'
  const except = (tags.get('except') ?? '').split(';').map((value) => value.trim())
  let bound: number = ACCESS.motor | ACCESS.emergency
  if (except.includes('motorcar') || except.includes('motor_vehicle')) bound = 0
  if (except.includes('emergency')) bound &= ~ACCESS.emergency
  if (bound === 0) return null
  const uTurn = match[2] === 'u_turn' || (from.length === 1 && to.length === 1 && from[0] === to[0])
  return { from, via: via[0]!.id, to, only: match[1] === 'only', uTurn, bound }
}

/** With ways and nodes numbered; null if the data lack one of them. */
export function numbered(
  restriction: OsmRestriction,
  waysOf: ReadonlyMap<number, readonly number[]>,
  nodeOf: (id: number) => number,
): RawRestriction | null {
  const from = restriction.from.flatMap((id) => waysOf.get(id) ?? [])
  const to = restriction.to.flatMap((id) => waysOf.get(id) ?? [])
  const via = nodeOf(restriction.via)
  return from.length === 0 || to.length === 0 || via < 0 ? null : { ...restriction, from, to, via }
}
