import { z } from 'zod'
import { ID_PATTERN } from '../base/ids'

/** Fields that commands of several aggregates have. */

/** An identifier from outside: its shape is checked, not that it names something. */
export const id = z.string().regex(ID_PATTERN, 'letters, digits, _ . : - only, at most 64')
/** The same as the brand `Id`. */
export const idOf = <Id extends string>() => id.transform((text) => text as Id)
/** Text without space around it, of at most `max` characters; may be empty. */
export const text = (max: number) => z.string().trim().max(max)
/** Why somebody does what must be answered for. */
export const reason = z.string().trim().min(1).max(500)
/** Between 2000 and 2100, UTC epoch milliseconds: seconds sent by mistake are caught. */
export const epochMsSchema = z.number().int().min(946_684_800_000).max(4_102_444_800_000)
