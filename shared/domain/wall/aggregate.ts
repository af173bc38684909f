import type { Aggregate } from '../aggregate'
import { wallCommands } from './commands'
import { decideWall } from './decide'
import { evolveWall } from './evolve'
import type { Wall, WallEvent } from './state'
import { NEVER_ENDS } from '../memory'

export const wall: Aggregate<'wall', 'walls', Wall, WallEvent, typeof wallCommands> = {
  name: 'wall',
  table: 'walls',
  idOf: (data) => data.wallId,
  events: {
    'wall.registered': 1,
    'wall.cast': 1,
    'wall.advanced': 1,
    'wall.held': 1,
    'wall.resumed': 1,
    'wall.blanked': 1,
    'wall.unblanked': 1,
    'wall.bannerPut': 1,
    'wall.bannerTaken': 1,
    'wall.interruptionsSet': 1,
  },
  commands: wallCommands,
  evolve: evolveWall,
  decide: decideWall,
  memory: NEVER_ENDS,
}
