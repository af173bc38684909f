import { z } from 'zod'
import { READING_STATES } from '../../../../shared/pack/points'
import { datumSchema, degreeSchema } from '../position'
import { outsideTimeSchema } from '../time'

/** Rows of one batch. Who has more sends several. */
export const MAX_ROWS = 20_000
/** Longest body of a batch, bytes: 400 a row. */
export const MAX_BATCH_BODY = 8 * 1024 * 1024

/** What may move on the map besides teams, whose own phones say where they are. */
export const MOVING_GROUPS = ['vessel', 'vehicle', 'drone', 'aircraft'] as const

export const positionRowSchema = z.object({
  id: z
    .string()
    .regex(/^(vessel|vehicle|drone|aircraft):[A-Za-z0-9_.-]{1,48}$/, `one of ${MOVING_GROUPS.join(', ')}, a colon, and letters, digits, _ . - (at most 48)`)
    .describe('`vessel:412000001`, `vehicle:C12345` …: always the same for the same thing.'),
  lon: degreeSchema,
  lat: degreeSchema,
  datum: datumSchema.optional().describe('Left out: that of the batch, else of the feed in the pack.'),
  headingDeg: z.number().min(0).max(360).nullable().optional(),
  speedMps: z.number().min(0).max(400).nullable().optional(),
  accuracyM: z.number().min(0).max(1_000_000).nullable().optional(),
  at: outsideTimeSchema.describe('When it was measured.'),
  name: z.string().trim().min(1).max(40).optional().describe('As people call it.'),
})

export const readingRowSchema = z.object({
  id: z.string().min(3).max(98).describe('`SET:ID` of a point of the pack, or `shelter:ID`.'),
  metric: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,31}$/, 'letters, digits, _ . -, at most 32').describe('`level`, `rain-1h`, `occupancy` …'),
  value: z.number().min(-1e12).max(1e12),
  unit: z.string().max(12).default('').describe('As shown behind the value.'),
  state: z.enum(READING_STATES).optional().describe('Left out: by the limits in the point\'s table, else `normal`.'),
  at: outsideTimeSchema.describe('When it was measured.'),
})

const rows = (what: string) => z.array(z.unknown()).min(1, `no ${what}`).max(MAX_ROWS, `more than ${MAX_ROWS} ${what}: send several batches`)

export const positionsSchema = z.object({ datum: datumSchema.optional(), positions: rows('positions') })
export const readingsSchema = z.object({ readings: rows('readings') })

const column = z.array(z.unknown()).max(MAX_ROWS, `more than ${MAX_ROWS} cells`)
export const heatGridSchema = z.object({
  id: z.string().max(32).describe('One of the pack\'s `heats`.'),
  at: outsideTimeSchema.describe('When people were counted.'),
  cellM: z.number().min(10).max(20_000).describe('Edge of a cell, metres.'),
  datum: datumSchema.optional().describe('Left out: that of the feed in the pack.'),
  lon: column.describe('Centres of the cells, degrees; only cells that hold anybody need be sent.'),
  lat: column,
  count: column,
})
export const heatCellSchema = z.object({ lon: degreeSchema, lat: degreeSchema, count: z.number().min(0).max(10_000_000) })

const example = { at: '2026-07-28T14:05:10+08:00' }
export const POSITIONS_EXAMPLE = {
  datum: 'WGS84',
  positions: [{ id: 'vessel:412000001', name: '演示渔 00001', lon: 120.71, lat: 27.31, headingDeg: 204, speedMps: 4.1, ...example }],
}
export const READINGS_EXAMPLE = {
  readings: [
    { id: 'sensors:s-001', metric: 'level', value: 3.62, unit: 'm', ...example },
    { id: 'shelter:shelter-001', metric: 'occupancy', value: 128, unit: '人', state: 'normal', ...example },
  ],
}
export const HEAT_EXAMPLE = { id: 'people', cellM: 250, lon: [120.4238, 120.4263], lat: [27.2971, 27.2971], count: [14, 3], ...example }
