import type { EpochMs } from '../../../shared/base/time'
import type { VesselParticulars } from '../../../shared/domain/vessel/particulars'

/** More vessels than this are not remembered: the one that was silent longest is forgotten. */
export const MAX_VESSELS = 100_000

export interface VesselRecord {
  readonly mmsi: string
  readonly particulars: Partial<VesselParticulars>
  /** When it last said anything about itself. */
  readonly at: EpochMs
}

/** What vessels say of themselves, piece by piece: the newest word on each point counts. In memory, never in the log. */
export interface VesselTable {
  put(mmsi: string, particulars: Partial<VesselParticulars>, at: EpochMs): void
  get(mmsi: string): VesselRecord | undefined
  readonly size: number
}

export function createVesselTable(): VesselTable {
  const records = new Map<string, VesselRecord>()
  return {
    put(mmsi, particulars, at) {
      const held = records.get(mmsi)
      // Set anew, so that the map's order is that of the last word.
      records.delete(mmsi)
      records.set(mmsi, { mmsi, particulars: { ...held?.particulars, ...particulars }, at: Math.max(at, held?.at ?? 0) })
      const oldest = records.keys().next()
      if (records.size > MAX_VESSELS && oldest.done !== true) records.delete(oldest.value)
    },
    get: (mmsi) => records.get(mmsi),
    get size() {
      return records.size
    },
  }
}
