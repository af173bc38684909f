import { z } from 'zod'
import type { LonLat } from '../geo/position'

const metres = z.number().min(1).max(1_000_000)
const mps = z.number().min(0).max(60)

/** sea.json: from when on the sea is told about. Metres, metres a second, seconds, minutes, hours. */
export const seaSettingsSchema = z.strictObject({
  /** The positions are looked at so often. */
  lookSeconds: z.number().int().min(1).max(60),
  port: z
    .strictObject({
      /** In port: so near to a pier … */
      radiusM: metres,
      /** … and slower than this … */
      stillMps: mps,
      /** … for so long. */
      stillSeconds: z.number().int().min(0).max(3600),
      /** No more in port beyond this. */
      leaveM: metres,
    })
    .refine(({ radiusM, leaveM }) => leaveM >= radiusM, { path: ['leaveM'], message: 'not less than radiusM' }),
  /** How fast vessels run for port: their own speed within these bounds, the usual one where they lie or nobody knows. */
  speed: z
    .strictObject({ leastMps: z.number().min(0.5).max(30), usualMps: z.number().min(0.5).max(30), mostMps: z.number().min(0.5).max(30) })
    .refine(({ leastMps, usualMps, mostMps }) => leastMps <= usualMps && usualMps <= mostMps, { path: ['usualMps'], message: 'between leastMps and mostMps' }),
  /** Where no sea is known, the way to port is a straight line times this. */
  straightFactor: z.number().min(1).max(5),
  recall: z.strictObject({
    /** Who has not answered by then is listed. */
    answerMinutes: z.number().int().min(1).max(1440),
    /** Slower than this nobody is under way. */
    movingMps: mps,
    /** So much nearer to its port than it was: it is moving. */
    approachM: metres,
    /** So much farther from its port than it was: it sails away. */
    awayM: metres,
  }),
  collision: z.strictObject({
    cpaM: metres,
    tcpaSeconds: z.number().int().min(10).max(7200),
    leastMps: mps,
    /** A warning stands until it is beyond its limits by this factor. */
    clearFactor: z.number().min(1).max(5),
    /** So many looks one after the other before it is told, and before it is taken back. */
    looks: z.number().int().min(1).max(20),
    /** Warnings with less time than this come after the others: nobody can be reached any more. */
    leadSeconds: z.number().int().min(0).max(3600),
    /** No more than so many are listed; the rest is counted. */
    most: z.number().int().min(1).max(200),
  }),
  silence: z.strictObject({
    /** A vessel at sea not heard for so long is silent; a grid may ask for less. */
    minutes: z.number().int().min(1).max(1440),
    /** After so long it is forgotten. */
    keepHours: z.number().int().min(1).max(720),
  }),
  /** Members farther than this from the middle of their formation are stragglers and not part of its area. */
  formationReachM: metres,
  /** Kind of the incident that one key makes of a vessel whose crew is missing somebody; one of kinds.json. */
  overboardKind: z.string().min(1).max(40),
})
export type SeaSettings = z.infer<typeof seaSettingsSchema>

/** Standing area, area in which the stay is limited, area that is patrolled (静态、管控、巡航). */
export const SEA_GRID_KINDS = ['static', 'control', 'cruise'] as const
export type SeaGridKind = (typeof SEA_GRID_KINDS)[number]

/** What the properties of a grid say. */
export const seaGridPropertiesSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_.:-]{1,64}$/, 'letters, digits, _ . : - only, at most 64'),
  name: z.string().min(1).max(40),
  name_en: z.string().min(1).max(60).optional(),
  kind: z.enum(SEA_GRID_KINDS),
  /** Who answers for it. */
  unit: z.string().max(60).optional(),
  /** In place of `silence.minutes` within it. */
  silence_minutes: z.number().int().min(1).max(1440).optional(),
})

/** A fixed area of the sea (海上网格). Rings of [lon, lat], degrees WGS-84; the first is the outline. */
export interface SeaGrid {
  readonly id: string
  readonly name: string
  readonly nameEn?: string
  readonly kind: SeaGridKind
  readonly unit: string
  readonly silenceMinutes: number | null
  readonly rings: readonly (readonly (readonly [number, number])[])[]
}

/** Vessels that sail together (编组): a grid that moves. */
export interface Formation {
  readonly id: string
  readonly name: string
  /** MMSI of the vessel that leads. */
  readonly leader: string
  /** Id of the home port: one of the pack's piers. */
  readonly port: string
  /** MMSI of all members, the leader among them. */
  readonly members: readonly string[]
}

/** What the bureau's register says of a vessel. Stays in the hub, for officers: it has telephones. */
export interface RegisteredVessel {
  readonly mmsi: string
  readonly name: string
  /** Null: it sails alone. */
  readonly formation: string | null
  readonly owner: string
  readonly phone: string
  /** Persons aboard as registered. */
  readonly crew: number | null
}

/** A port as the sea knows it. */
export interface SeaPort {
  readonly id: string
  readonly name: string
  readonly nameEn?: string
  readonly township: string
  readonly at: LonLat
}

/** Everything of the sea in a pack. */
export interface PackSea {
  readonly settings: SeaSettings
  readonly grids: readonly SeaGrid[]
  readonly formations: readonly Formation[]
  readonly vessels: readonly RegisteredVessel[]
}

/** The part that screens get from `GET /api/v1/sea`. */
export interface SeaPlan extends Pick<PackSea, 'settings' | 'grids' | 'formations'> {
  readonly ports: readonly SeaPort[]
}
