import type { ComponentType } from 'react'
import type { UnitState } from '../../../shared/unit/view'
import { AlertsSection } from './Alerts'
import { CalloutSection, hasCallouts } from './Callout'
import { CheckInSection } from './CheckIn'
import { Duties } from './Duties'
import { SheetSection } from './Sheet'
import { TownSection } from './TownVillages'

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
  { id: 'alerts', has: ({ alerts }) => (alerts?.length ?? 0) > 0, Body: AlertsSection },
  { id: 'duties', has: ({ response }) => Boolean(response), Body: Duties },
  { id: 'sheet', has: ({ relocation }) => Boolean(relocation?.sheet), Body: SheetSection },
  { id: 'town', has: ({ relocation }) => (relocation?.villages.length ?? 0) > 0, Body: TownSection },
  { id: 'shelters', has: ({ relocation }) => (relocation?.shelters.length ?? 0) > 0, Body: CheckInSection },
]
