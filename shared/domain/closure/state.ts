import { z } from 'zod'
import type { ActorId, ClosureId } from '../../base/ids'
import type { EpochMs } from '../../base/time'
import { VEHICLE_CLASSES, type VehicleClass } from '../../dispatch/travel'

const coordinate = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])

/** A line along a road, or an area whose roads are shut; GeoJSON, WGS-84 degrees. */
export const closureGeometrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('LineString'), coordinates: z.array(coordinate).min(2).max(2000) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(coordinate).min(4).max(2000)).min(1).max(20) }),
])
export type ClosureGeometry = z.infer<typeof closureGeometrySchema>

export const vehicleListSchema = z.array(z.enum(VEHICLE_CLASSES)).min(1).max(VEHICLE_CLASSES.length)

/** A road or an area that may not be driven through. */
export interface Closure {
  readonly id: ClosureId
  readonly version: number
  readonly geometry: ClosureGeometry
  /** Whom it stops; null stops everybody. */
  readonly vehicles: readonly VehicleClass[] | null
  /** When it ends by itself; null: until lifted. */
  readonly until: EpochMs | null
  readonly reason: string
  readonly by: ActorId
  readonly declaredAt: EpochMs
  readonly liftedAt: EpochMs | null
}

interface Of {
  readonly closureId: ClosureId
}

export type ClosureEvent =
  | {
      readonly type: 'closure.declared'
      readonly data: Of & {
        readonly geometry: ClosureGeometry
        readonly vehicles: readonly VehicleClass[] | null
        readonly until: EpochMs | null
        readonly reason: string
      }
    }
  | { readonly type: 'closure.lifted'; readonly data: Of & { readonly reason: string } }
