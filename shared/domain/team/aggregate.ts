import type { Aggregate } from '../aggregate'
import { teamCommands } from './commands'
import { teamDeadlines } from './deadlines'
import { decideTeam } from './decide'
import { evolveTeam } from './evolve'
import type { TeamEvent } from './events'
import type { Team } from './state'
import { NEVER_ENDS } from '../memory'

export const team: Aggregate<'team', 'teams', Team, TeamEvent, typeof teamCommands> = {
  name: 'team',
  table: 'teams',
  idOf: (data) => data.teamId,
  events: {
    'team.registered': 1,
    'team.profileChanged': 1,
    'team.retired': 1,
    'team.dutyChanged': 1,
    'team.reserved': 1,
    'team.reservationReleased': 1,
    'team.assigned': 1,
    'team.released': 1,
  },
  commands: teamCommands,
  evolve: evolveTeam,
  decide: decideTeam,
  deadlines: teamDeadlines,
  memory: NEVER_ENDS,
}
