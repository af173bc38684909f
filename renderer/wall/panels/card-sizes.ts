/** Heights of the incident cards in units of the least text size: fixed, so that a clock never moves its neighbours. */
export const CARD = { full: 8.75, compact: 3.55, more: 1.9, gap: 0.4 } as const
