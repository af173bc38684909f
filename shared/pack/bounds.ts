import { z } from 'zod'

/** [west, south, east, north], degrees WGS-84. */
export type Bounds = readonly [west: number, south: number, east: number, north: number]

export const boundsSchema = z
  .tuple([
    z.number().min(-180).max(180),
    z.number().min(-90).max(90),
    z.number().min(-180).max(180),
    z.number().min(-90).max(90),
  ])
  .refine(([west, south, east, north]) => west < east && south < north, '[west, south, east, north] in this order')
