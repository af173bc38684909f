/** UTC epoch milliseconds. Every time in the product has this form; a zone is only a matter of display. */
export type EpochMs = number

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
