import { READING_STATES, type ReadingState } from '../../../shared/pack/points'

/** Picture of a state by its place in `READING_STATES`; 255 and all else: nothing has been read. */
export function readingIcon(state: number): string {
  return `reading-${READING_STATES[state] ?? 'none'}`
}

export const readingIconOf = (state: ReadingState | 'none') => `reading-${state}`
