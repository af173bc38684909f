import { asActorId, asCommandId, asTeamId } from '../../../shared/base/ids'
import type { Actor, Command } from '../../../shared/domain/command'
import type { World } from '../../../shared/domain/world'
import type { Pack } from '../../../shared/pack/schema'
import type { Hub } from './hub'

const PACK: Actor = { id: asActorId('hub:pack'), role: 'hub', teamId: null }

/** Teams live in the log, so that a replay shows them as they were; the pack is only where they come from. */
export async function syncTeams(world: World, pack: Pack, execute: Hub['execute']): Promise<void> {
  const head = world.seq
  const wanted = new Map(pack.teams.map((team) => [team.id, team.profile]))
  const commands: Command[] = []
  for (const [teamId, profile] of wanted) {
    const held = world.teams.get(teamId)
    if (held && !held.retired && JSON.stringify(held.profile) === JSON.stringify(profile)) continue
    commands.push({ commandId: asCommandId(`pack:${head}:${teamId}`.slice(0, 64)), type: 'registerTeam', data: { teamId, profile } })
  }
  for (const team of world.teams.values()) {
    if (team.retired || wanted.has(team.id)) continue
    commands.push({ commandId: asCommandId(`pack:${head}:${team.id}`.slice(0, 64)), type: 'retireTeam', data: { teamId: asTeamId(team.id) } })
  }
  const replies = await Promise.all(commands.map((command) => execute(command, PACK)))
  const failed = replies.find((reply) => !reply.ok)
  if (failed && !failed.ok) throw new Error(`the pack's teams could not be registered: ${failed.error.message}`)
}
