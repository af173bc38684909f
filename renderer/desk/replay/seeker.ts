import type { Rejection } from '../../../shared/domain/rejection'
import type { Answer } from '../../../shared/protocol/messages'

/**
 * Follows a hand that drags: one question at a time, the next with the newest place, so that a hub and its screens get as
 * many as they can show and the last one always. `told` hears the outcome of each, `rested` when nothing is under way.
 */
export function createSeeker(
  seek: (at: number) => Promise<Answer<unknown>>,
  told: (error: Rejection | null) => void,
  rested: () => void,
): (at: number) => void {
  let wanted: number | null = null
  let busy = false
  async function follow(): Promise<void> {
    busy = true
    while (wanted !== null) {
      const at = wanted
      wanted = null
      const answer = await seek(at)
      told(answer.ok ? null : answer.error)
    }
    busy = false
    rested()
  }
  return (at) => {
    wanted = at
    if (!busy) void follow()
  }
}
