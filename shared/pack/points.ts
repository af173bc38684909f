import { z } from 'zod'
import { SEVERITIES } from '../domain/incident/kind'

/**
 * What the points of a set are: decides the mark on the map and the words of the card. Guard codes (守护码), factories,
 * cameras, sensor points (感知点), rescue poles (救生杆), work sites and harbours.
 */
export const POINT_KINDS = ['guard-code', 'factory', 'camera', 'sensor', 'rescue-pole', 'work-site', 'harbour'] as const
export type PointKind = (typeof POINT_KINDS)[number]

/** Name of a point set or a heat grid: part of an address and of object ids (`SET:ID`). */
export const setIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'small letters, digits and hyphens, at most 32')

/**
 * Thousands of fixed points of one kind, in columns, because that is how they travel, how they are kept and how the
 * graphics card wants them. All columns have the same length; `GET /api/v1/points/{id}` answers with this.
 */
export interface PointColumns {
  readonly id: string
  readonly kind: PointKind
  readonly ids: readonly string[]
  readonly names: readonly string[]
  /** Degrees WGS-84. */
  readonly lon: readonly number[]
  readonly lat: readonly number[]
  /** Distinct townships, and per point which one it is in. */
  readonly townships: readonly string[]
  readonly townshipOf: readonly number[]
  /** Further columns of the officer's table, as they are headed there: shown on the card, as text. */
  readonly details: readonly { readonly heading: string; readonly values: readonly string[] }[]
}

/** State of a fixed object by its last reading. Severities are of the pack's grades; `fault`: the device says so. */
export const READING_STATES = ['normal', ...SEVERITIES, 'fault'] as const
export type ReadingState = (typeof READING_STATES)[number]
