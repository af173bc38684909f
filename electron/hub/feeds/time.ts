import { z } from 'zod'
import type { EpochMs } from '../../../shared/base/time'
import { epochMsSchema } from '../../../shared/domain/fields'

const WITH_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/i

/**
 * A time from outside: ISO 8601 with a zone, or UTC epoch milliseconds. A time without a zone is refused: guessing it is
 * how times come to be off by hours. Seconds instead of milliseconds are refused as well.
 */
export const outsideTimeSchema = z.union([z.number(), z.string().max(40)]).transform((said, context): EpochMs => {
  const fail = (message: string): never => {
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  }
  if (typeof said === 'string' && !WITH_ZONE.test(said)) {
    return /^\d{4}-\d\d-\d\d/.test(said)
      ? fail('a time needs its zone, such as 2026-07-28T14:03:00+08:00')
      : fail('a time is ISO 8601 with a zone or epoch milliseconds')
  }
  // A browser's position has fractions of a millisecond.
  const at = Math.round(typeof said === 'string' ? Date.parse(said) : said)
  if (!epochMsSchema.safeParse(at).success) return fail('not a time between 2000 and 2100 (numbers are milliseconds, not seconds)')
  return at
})
