import type { Logger } from 'pino'
import type { EpochMs } from '../../../shared/base/time'
import type { UnitState } from '../../../shared/unit/view'
import type { Health, PhoneState } from '../../../shared/protocol/messages'
import type { DrillClock } from '../drill-clock'
import type { TrackHistory } from '../tracks/history'
import type { Basemaps } from '../basemaps/basemaps'
import type { FeedLedger } from '../feeds/ledger'
import type { Intake } from '../feeds/intake'
import type { Hub } from '../core/hub'
import type { RiskWatch } from '../risk/watch'
import type { AccessStore } from './access/store'
import type { Throttle } from './access/throttle'
import type { Counters } from './counters'
import type { Exchange } from './http/route'
import type { Redactor } from './redact'

/** What the resources of the HTTP interface share. */
export interface GatewayContext {
  readonly hub: Hub
  readonly access: AccessStore
  readonly log: Logger
  readonly counters: Counters
  readonly ledger: FeedLedger
  readonly intake: Intake
  /** People in areas of risk. */
  readonly risk: RiskWatch
  readonly version: string
  readonly startedAt: EpochMs
  /** Folder of uploaded photos, one file per content hash. */
  readonly attachmentsDir: string
  /** Slows the guessing of one name's password from one address. */
  readonly guesses: Throttle
  /** Slows guessing in general from one address: generous, because a whole bureau may share one. */
  readonly floods: Throttle
  readonly redact: Redactor
  /** Grounds of the user's own. */
  readonly basemaps: Basemaps
  /** Null: the hub is not for exercises. */
  readonly drillClock: DrillClock | null
  /** Past positions; null: none are kept. */
  readonly history: TrackHistory | null
  /** The address under which a device reaches this hub: the configured one, or the one that the request came to. */
  publicUrl(exchange: Exchange): string
  health(): Health
  /** Ids of the credentials that have a socket open, with how many. */
  connected(): ReadonlyMap<string, number>
  /** What a team's phone shows; waits for routes, but not for long. Null: no such team. */
  phoneState(teamId: string): Promise<PhoneState | null>
  /** What a unit's page shows. Null: no such unit. */
  unitState(unitId: string): UnitState | null
}
