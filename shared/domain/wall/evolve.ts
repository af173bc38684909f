import { required, unreachable } from '../../base/assert'
import type { EventEnvelope } from '../envelope'
import type { Wall, WallEvent } from './state'

/** The wall after `event`. */
export function evolveWall(state: Wall | undefined, event: EventEnvelope & WallEvent): Wall {
  const version = event.streamVersion
  if (event.type === 'wall.registered') {
    return {
      id: event.data.wallId,
      version,
      show: event.data.show,
      previous: null,
      shownBy: event.actor,
      startedAt: event.at,
      startIndex: 0,
      heldAt: null,
      blank: false,
      banner: null,
      interruptible: true,
    }
  }
  const wall = { ...required(state, `wall of ${event.stream}`), version }
  switch (event.type) {
    case 'wall.cast':
      // Who casts something wants it seen: the wall is neither dark nor held any more.
      return {
        ...wall,
        show: event.data.show,
        // Turning a page is no way away: "back" leads out of the briefing.
        previous: event.data.show.kind === 'briefing' && wall.show.kind === 'briefing' ? wall.previous : wall.show,
        shownBy: event.actor,
        startedAt: event.at,
        startIndex: 0,
        heldAt: null,
        blank: false,
      }
    case 'wall.advanced':
      return { ...wall, startedAt: event.at, startIndex: event.data.index, heldAt: wall.heldAt === null ? null : event.at }
    case 'wall.held':
      return { ...wall, heldAt: event.at }
    case 'wall.resumed':
      return { ...wall, heldAt: null, startedAt: event.at, startIndex: event.data.index }
    case 'wall.blanked':
      return { ...wall, blank: true }
    case 'wall.unblanked':
      return { ...wall, blank: false }
    case 'wall.bannerPut': {
      const { text, severity, until } = event.data
      return { ...wall, banner: { text, severity, until, at: event.at } }
    }
    case 'wall.bannerTaken':
      return { ...wall, banner: null }
    case 'wall.interruptionsSet':
      return { ...wall, interruptible: event.data.interruptible }
    default:
      return unreachable(event)
  }
}
