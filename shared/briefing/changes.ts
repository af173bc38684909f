/** What each figure is measured in: decides how it is written. */
export const UNITS = ['count', 'persons', 'm', 'mps', 'hpa', 'ms', 'time', 'text'] as const
export type Unit = (typeof UNITS)[number]

/** One figure that is not what it was. */
export interface Change {
  /** Which: a key of the catalogue behind `briefing.figure.`, with what it is about (a town, a force) after a slash. */
  readonly key: string
  readonly unit: Unit
  /** Null: it was not known, or is not any more. */
  readonly before: number | string | null
  readonly after: number | string | null
}
