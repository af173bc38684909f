import { wallIdSchema, WHOLE_WALL, type WallPart } from '../../../shared/domain/wall/state'

/** The address of a wall's link with which wall it is and which of its screens: the secret stays in the fragment. */
export function wallLink(url: string, wall: string, part: WallPart): string {
  const link = new URL(url)
  link.searchParams.set('wall', wall)
  const whole = JSON.stringify({ ...WHOLE_WALL, ...part }) === JSON.stringify(WHOLE_WALL)
  // Written by hand: commas need no escape here, and people read this address.
  const query = `${link.searchParams}${whole ? '' : `&part=${part.column},${part.row},${part.columns},${part.rows}`}`
  return `${link.origin}${link.pathname}?${query}${link.hash}`
}

export const isWallId = (text: string): boolean => wallIdSchema.safeParse(text).success
