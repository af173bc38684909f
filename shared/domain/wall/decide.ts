import { err, ok } from '../../base/result'
import type { CommandOf, DecideContext } from '../command'
import type { Decided } from '../incident/decide'
import type { World } from '../world'
import type { Wall, WallEvent } from './state'

export type WallCommand = CommandOf<
  'registerWall' | 'castToWall' | 'advanceWall' | 'holdWall' | 'blankWall' | 'putBanner' | 'setInterruptions'
>

/** So many walls may be known. */
export const MAX_WALLS = 200

/**
 * What the director may do with a wall. Everything but casting is idempotent: what is so already changes nothing and is
 * answered `duplicate`.
 */
export function decideWall(world: World, command: WallCommand, context: DecideContext): Decided {
  const { wallId } = command.data
  const wall = world.walls.get(wallId)
  const done = (...events: WallEvent[]): Decided => ok({ events, result: { wallId, ...(events.length === 0 ? { duplicate: true } : {}) } })
  if (command.type === 'registerWall') {
    if (wall) return done()
    // Whoever has a wall's key names walls: without a limit it could fill the log and every screen with them.
    if ([...world.walls.values()].length >= MAX_WALLS) return err({ code: 'too_large', message: `there are ${MAX_WALLS} walls already`, field: 'wallId' })
    return done({ type: 'wall.registered', data: { wallId, show: command.data.show } })
  }
  if (!wall) return err({ code: 'not_found', message: `no wall ${wallId} has ever connected`, field: 'wallId' })
  switch (command.type) {
    case 'castToWall': {
      const { show } = command.data
      if (show.kind === 'incident' && !world.incidents.has(show.incidentId)) {
        return err({ code: 'not_found', message: `no incident ${show.incidentId}`, field: 'show.incidentId' })
      }
      if (show.kind === 'briefing') {
        const briefing = world.briefings.get(show.briefingId)
        if (!briefing) return err({ code: 'not_found', message: `no briefing ${show.briefingId}`, field: 'show.briefingId' })
        if (briefing.withdrawn) {
          return err({ code: 'wrong_state', message: `briefing ${briefing.number} was withdrawn`, field: 'show.briefingId' })
        }
      }
      return done({ type: 'wall.cast', data: { wallId, show } })
    }
    case 'advanceWall':
      if (wall.show.kind !== 'playlist') {
        return err({ code: 'wrong_state', message: `wall ${wallId} shows no playlist: there is no next scene`, field: 'wallId' })
      }
      return done({ type: 'wall.advanced', data: { wallId, index: command.data.index } })
    case 'holdWall':
      if (command.data.hold === (wall.heldAt !== null)) return done()
      return done(
        command.data.hold ? { type: 'wall.held', data: { wallId } } : { type: 'wall.resumed', data: { wallId, index: command.data.index } },
      )
    case 'blankWall':
      if (command.data.blank === wall.blank) return done()
      return done({ type: command.data.blank ? 'wall.blanked' : 'wall.unblanked', data: { wallId } })
    case 'putBanner':
      return banner(wall, command.data.banner, context, done)
    case 'setInterruptions':
      if (command.data.interruptible === wall.interruptible) return done()
      return done({ type: 'wall.interruptionsSet', data: { wallId, interruptible: command.data.interruptible } })
  }
}

function banner(
  wall: Wall,
  wanted: CommandOf<'putBanner'>['data']['banner'],
  { now }: DecideContext,
  done: (...events: WallEvent[]) => Decided,
): Decided {
  if (wanted === null) return wall.banner ? done({ type: 'wall.bannerTaken', data: { wallId: wall.id } }) : done()
  if (wanted.until !== null && wanted.until <= now) {
    return err({ code: 'invalid', message: 'the message would already be over', field: 'banner.until' })
  }
  return done({ type: 'wall.bannerPut', data: { wallId: wall.id, ...wanted } })
}
