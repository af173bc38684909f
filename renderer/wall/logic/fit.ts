/** How many rows of `row` pixels with `gap` between them fit into `available` pixels. */
export function fitCount(available: number, row: number, gap: number): number {
  return Math.max(0, Math.floor((available + gap) / (row + gap)))
}

export interface CardSizes {
  /** Pixels of a full card. */
  readonly full: number
  /** Pixels of a card in two lines. */
  readonly compact: number
  /** Pixels of the "+N more" line. */
  readonly more: number
  readonly gap: number
}

export interface CardPlan {
  readonly full: number
  readonly compact: number
  /** Left for the "+N more" line. */
  readonly hidden: number
}

/**
 * How `count` cards share columns of `available` pixels each: as many full ones as leave every incident visible, the
 * rest in short form; if even that is too much, one full card, short ones, and a line that counts the others.
 */
export function planCards(count: number, available: number, columns: number, sizes: CardSizes): CardPlan {
  const { full, compact, gap } = sizes
  for (let fulls = count; fulls >= 1; fulls--) {
    if (fits(fulls, count - fulls)) return { full: fulls, compact: count - fulls, hidden: 0 }
  }
  if (count === 0) return { full: 0, compact: 0, hidden: 0 }
  // The line of the others stands at the foot of the last column.
  const withLine = available - sizes.more - gap
  for (let compacts = count - 1; compacts >= 0; compacts--) {
    if (fits(1, compacts, withLine)) return { full: 1, compact: compacts, hidden: count - 1 - compacts }
  }
  return { full: 1, compact: 0, hidden: count - 1 }

  /** Cards are laid column by column, in order, none is broken; `last` is the height of the last column. */
  function fits(fulls: number, compacts: number, last: number = available): boolean {
    let column = 0
    let used = 0
    for (let index = 0; index < fulls + compacts; index++) {
      const height = index < fulls ? full : compact
      const next = used === 0 ? height : used + gap + height
      if (next <= (column === columns - 1 ? last : available)) used = next
      else if (column < columns - 1 && height <= (column + 1 === columns - 1 ? last : available)) {
        column++
        used = height
      } else return false
    }
    return true
  }
}
