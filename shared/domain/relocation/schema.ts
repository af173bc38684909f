import { z } from 'zod'
import { ID_PATTERN } from '../../base/ids'
import { HOUSEHOLD_STATUSES } from './state'

const householdId = z.string().regex(ID_PATTERN, 'letters, digits, _ . : - only, at most 64')
const persons = z.number().int().min(1).max(999)

export const markSchema = z.object({
  householdId,
  /** Nobody marks "not told": that is `unmarkHousehold`. */
  status: z.enum(HOUSEHOLD_STATUSES).exclude(['untold']),
  /** Of those who are away, how many; left out: everybody. The rest counts as told and still there. */
  persons: persons.optional(),
  /** Where they checked in; needed for `arrived`, and only then given. */
  shelterId: householdId.optional(),
  /** Why it refuses (needed then), with whom it stays, who stays behind. */
  note: z.string().trim().max(200).default(''),
  /** What is done about a refusal: who goes there again, and when. */
  followUp: z.string().trim().max(200).default(''),
  /** When it was so, by the sender's clock: what was marked without a network arrives late. */
  observedAt: z.number().int().min(946_684_800_000).max(4_102_444_800_000),
})
export type HouseholdMark = z.infer<typeof markSchema>

export const exceptionSchema = z.object({ householdId, reason: z.string().trim().min(1).max(200) })
