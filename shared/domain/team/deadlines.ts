import type { Due } from '../deadlines'
import type { World } from '../world'

/** Reservations end by themselves. */
export function* teamDeadlines(world: World): Generator<Due> {
  for (const { id, reservation } of world.teams.values()) {
    if (reservation) yield { at: reservation.until, key: `reserve:${id}:${reservation.until}`, command: { type: 'releaseReservation', data: { teamId: id } } }
  }
}
