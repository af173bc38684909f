import type { EpochMs } from '../base/time'
import type { RiskAreaKind } from '../pack/risk'

/** People in risk areas, in figures. Times UTC epoch milliseconds; null: not known, which is never 0. */
export interface RiskSummary {
  readonly at: EpochMs
  /** Areas that the level in force has watched now; null: the pack has none. */
  readonly watched: number | null
  /** Of them those with people in them by the last word of any device. */
  readonly entered: number
  /** Sum over areas of the most people that one device sees there now. */
  readonly people: number
  readonly alerts: {
    readonly open: number
    readonly unjudged: number
    /** Judged or answered later than their clock says. */
    readonly late: number
    readonly sent: number
    readonly escalated: number
    /** Since the beginning of what this world holds. */
    readonly closed: number
    readonly falseAlarms: number
    readonly signals: number
  }
  readonly byKind: readonly { readonly kind: RiskAreaKind; readonly watched: number; readonly entered: number; readonly people: number }[]
  readonly byTown: readonly { readonly town: string; readonly watched: number; readonly entered: number; readonly people: number; readonly open: number; readonly late: number }[]
  /** Areas with an open alert, gravest first. */
  readonly areas: readonly {
    readonly alertId: string
    readonly area: { readonly zh: string; readonly en: string }
    readonly town: string | null
    readonly severity: 'red' | 'orange' | 'yellow' | 'blue'
    readonly people: number | null
    readonly signals: number
    readonly raisedAt: EpochMs
    readonly lastAt: EpochMs
  }[]
}
