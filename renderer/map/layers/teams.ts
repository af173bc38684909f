import { teamIcon } from '../icons'
import type { TeamMark } from '../types'
import { markLayer, type MarkLook } from './marks'

/** Teams: colour says whether they can be sent, the arrow where they head, a dot that only the base is known. */
export function teamLayers(teams: readonly TeamMark[], look: MarkLook) {
  return [
    markLayer<TeamMark>(
      {
        id: 'teams',
        // What moves because of you lies on top.
        data: teams.toSorted((a, b) => rank(a) - rank(b)),
        at: ({ at }) => at,
        icon: ({ tone, headingDeg, stale, atBase }) =>
          teamIcon(tone, atBase ? 'base' : headingDeg === null ? 'standing' : 'moving', stale),
        size: 30,
        turn: ({ headingDeg }) => headingDeg ?? 0,
        alpha: ({ dimmed }) => (dimmed ? 95 : 255),
      },
      look,
    ),
  ]
}

function rank({ tone }: TeamMark): number {
  return { off: 0, available: 1, acting: 2 }[tone]
}
