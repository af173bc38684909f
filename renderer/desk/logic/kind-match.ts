import type { IncidentKind } from '../../../shared/domain/incident/kind'
import { createPlaceIndex, type SearchName } from '../../../shared/pack/search'

/** A kind with the number under which it can be typed, from 1. */
export interface NumberedKind {
  readonly number: number
  readonly kind: IncidentKind
}

/**
 * Kinds for what the officer typed: a number means that one; otherwise characters, pinyin, initials or English, best
 * first. Nothing typed: all, in the order of the pack.
 */
export function matchKinds(kinds: readonly IncidentKind[], text: string, read: (name: string) => SearchName): NumberedKind[] {
  const numbered = kinds.map((kind, index) => ({ number: index + 1, kind }))
  const wanted = text.normalize('NFKC').trim()
  if (wanted === '') return numbered
  if (/^\d+$/.test(wanted)) {
    const exact = numbered.filter(({ number }) => String(number) === wanted)
    return [...exact, ...numbered.filter(({ number }) => String(number) !== wanted && String(number).startsWith(wanted))]
  }
  const index = createPlaceIndex(
    kinds.map((kind) => ({ id: kind.code, type: 'place', ...read(kind.name.zh), aliases: [kind.name.en, kind.code].map((name) => read(name)), at: null })),
  )
  return index.search(wanted, kinds.length).flatMap(({ entry }) => numbered.find(({ kind }) => kind.code === entry.id) ?? [])
}
