import { DAY } from '../base/time'

export const WEEK = 7 * DAY

/** A year and a month: the same season of last year can be looked at. What ended before is read from the log. */
export const HUB_KEEPS_MS = 400 * DAY

/** For what the pack or the building has so many of: it changes, and is never over. */
export const NEVER_ENDS = { endedAt: () => null, screensMs: null, hubMs: null }
