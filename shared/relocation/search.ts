import type { Household } from '../pack/households'

type Searched = Pick<Household, 'id' | 'head' | 'phone'>

/** Without the blanks and hyphens that people put between digits. */
const plain = (text: string): string => text.replace(/[\s-]/g, '').toLowerCase()

/** True if the words are part of the head's name, of the telephone, or of the household's number. Empty: everybody. */
export function matchesHousehold({ id, head, phone }: Searched, asked: string): boolean {
  const wanted = plain(asked)
  if (wanted === '') return true
  return plain(head).includes(wanted) || plain(id).includes(wanted) || (phone !== null && plain(phone).includes(wanted))
}

/** The first `most` that match, in the order of the list. */
export function searchHouseholds<T extends Searched>(households: Iterable<T>, asked: string, most: number): T[] {
  const found: T[] = []
  for (const household of households) {
    if (found.length >= most) break
    if (matchesHousehold(household, asked)) found.push(household)
  }
  return found
}
