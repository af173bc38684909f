import type { ComponentType } from 'react'
import type { UnitState } from '../../../shared/unit/view'
import { CalloutSection, hasCallouts } from './Callout'
import { Duties } from './Duties'

/** One affair of a unit on its page. */
export interface Section {
  readonly id: string
  /** Whether there is anything of it to show: a page with nothing open says so instead of showing empty headings. */
  readonly has: (state: UnitState) => boolean
  readonly Body: ComponentType<{ readonly state: UnitState }>
}

/** In the order of the page: what is most pressing first. */
export const SECTIONS: readonly Section[] = [
  { id: 'callout', has: hasCallouts, Body: CalloutSection },
  { id: 'duties', has: ({ response }) => Boolean(response), Body: Duties },
]
