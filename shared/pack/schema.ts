import { z } from 'zod'
import { ID_PATTERN } from '../base/ids'
import type { TeamId } from '../base/ids'
import { incidentKindSchema } from '../domain/incident/kind'
import type { IncidentKind } from '../domain/incident/kind'
import type { TeamProfile } from '../domain/team/profile'
import type { LonLat } from '../geo/position'
import { basemapSchema } from './basemap'
import { boundsSchema } from './bounds'
import type { CalloutSettings } from './callout'
import { collectorSchema } from './collectors'
import type { Household } from './households'
import { POINT_KINDS, setIdSchema, type PointColumns } from './points'
import type { ResponsePlan } from './response'
import type { RiskPlan } from './risk'
import type { WallSettings } from './scene'
import type { PackSea } from './sea'
import type { UnitContact } from './units'

/** A text that the screens show in either language. */
export const bilingualSchema = z.strictObject({ zh: z.string().min(1).max(120), en: z.string().min(1).max(120) })
export type Bilingual = z.infer<typeof bilingualSchema>

/** A file of the same folder: no path, so that a pack cannot reach outside itself. */
const fileNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'a file name of the pack folder, without a path')

/** True if the runtime knows this IANA time zone. */
function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

export const dispatchSettingsSchema = z.strictObject({
  /** An order not acknowledged after this many seconds rings again. */
  ackTimeoutSeconds: z.number().int().min(5).max(600),
  /** So often does it ring again before it is escalated. */
  maxRealerts: z.number().int().min(0).max(10),
  /** Then it goes back to the officer, or the hub orders the next candidate by itself. */
  escalation: z.enum(['officer', 'next']),
  /** Target from the alarm to the order on the leader's phone. Seconds. */
  deliveredTargetSeconds: z.number().int().min(1).max(3600),
  /** Target from the order to the team on scene. Seconds. */
  onSceneTargetSeconds: z.number().int().min(1).max(86_400),
  /** A team's position older than this is drawn stale and not used for its travel time. Seconds. */
  positionStaleSeconds: z.number().int().min(5).max(86_400),
})
export type DispatchSettings = z.infer<typeof dispatchSettingsSchema>

/** Who delivers alarms, telemetry or recognised events, and in which frame its coordinates come if a message does not say so itself. */
export const feedSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens, at most 40'),
  kind: z.enum(['alarm-http', 'cap', 'telemetry-http', 'alert-http']),
  datum: z.enum(['wgs84', 'gcj02', 'bd09']),
  /** What the officer reads as the source: 110, 119, 120, 气象 … */
  channel: z.string().min(1).max(20),
  /** The same on an English screen; left out: `channel`. */
  channelEn: z.string().min(1).max(40).optional(),
  /** Silent for so long, its data is stale; left out: it speaks only when something happens. Seconds. */
  staleSeconds: z.number().int().min(5).max(86_400).optional(),
})
export type PackFeed = z.infer<typeof feedSchema>

/** Thousands of fixed points of one kind: a table with id, name, township, lon, lat and whatever the card shows. */
export const pointSetSchema = z.strictObject({
  id: setIdSchema,
  name: bilingualSchema,
  kind: z.enum(POINT_KINDS),
  file: fileNameSchema,
})

/** Counts per grid cell that a feed delivers: people by mobile phone signal, for one. */
export const heatSchema = z.strictObject({
  id: setIdSchema,
  name: bilingualSchema,
  /** Past this age the map says so. Seconds. */
  staleSeconds: z.number().int().min(5).max(86_400),
})

/** pack.json */
export const packManifestSchema = z.strictObject({
  name: bilingualSchema,
  /** The head of the wall: 苍南县应急指挥中心. */
  organisation: bilingualSchema,
  /** Telephone of the duty desk, shown on the leaders' phones. */
  deskPhone: z.string().min(3).max(24),
  /** IANA time zone in which dates such as a certificate's last day are meant. */
  zone: z.string().refine(isTimeZone, 'an IANA time zone such as Asia/Shanghai'),
  bounds: boundsSchema,
  centre: z.strictObject({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }),
  zoom: z.number().min(0).max(20),
  /** People, phones, certificates and companies are invented: every screen says 演示数据. */
  demonstration: z.boolean(),
  dispatch: dispatchSettingsSchema,
  /** `schematic`: GeoJSON drawn by hand, the screens say 示意; `osm-cache`: made by `npm run import-roads`. */
  roads: z.strictObject({ file: fileNameSchema, kind: z.enum(['schematic', 'osm-cache']) }),
  /** GeoJSON land polygons for the sea grid; absent inland. */
  coast: fileNameSchema.optional(),
  /** Where boats and roads meet; absent inland. */
  piers: fileNameSchema.optional(),
  /** Where people live, for what is within reach; left out: people are not counted. */
  population: fileNameSchema.optional(),
  feeds: z.array(feedSchema).max(50),
  /** Sources that the hub asks or listens to by itself. */
  collectors: z.array(collectorSchema).max(50).default([]),
  pointSets: z.array(pointSetSchema).max(40).default([]),
  heats: z.array(heatSchema).max(10).default([]),
  /** Grounds of the user's own; the offline one is always there besides. */
  basemaps: z.array(basemapSchema).max(20).default([]),
})
export type PackManifest = z.infer<typeof packManifestSchema>

export const packIdSchema = z.string().regex(ID_PATTERN, 'letters, digits and _ . : -, at most 64')

export const STATION_KINDS = ['fire', 'medical', 'comprehensive', 'water', 'maritime', 'forest'] as const
export type StationKind = (typeof STATION_KINDS)[number]

export const HAZARD_KINDS = ['flash-flood', 'geological'] as const
export type HazardKind = (typeof HAZARD_KINDS)[number]

export const RISK_LEVELS = ['very-high', 'high', 'medium', 'low'] as const
export type RiskLevel = (typeof RISK_LEVELS)[number]

export const PLACE_KINDS = [
  'township',
  'village',
  'community',
  'reservoir',
  'river',
  'mountain',
  'school',
  'hospital',
  'pier',
  'scenic',
  'transport',
  'market',
  'factory',
  'island',
  'landmark',
] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

/** What every named point of a pack has. `at` is degrees WGS-84. */
interface PackPoint {
  readonly id: string
  readonly name: string
  readonly nameEn?: string
  readonly at: LonLat
}

export interface PackTeam {
  readonly id: TeamId
  readonly profile: TeamProfile
}

/** A rescue station (救援站): the centre of a 15-minute circle. */
export interface Station extends PackPoint {
  readonly kind: StationKind
  /** Name of the township as in townships.csv. */
  readonly township: string
}

/** A shelter (避灾点). */
export interface Shelter extends PackPoint {
  readonly township: string
  /** Persons. */
  readonly capacity: number
  readonly phone?: string
}

/** A flash-flood or geological hazard point (山洪 / 地质灾害隐患点). */
export interface HazardPoint extends PackPoint {
  readonly kind: HazardKind
  readonly level: RiskLevel
  readonly township: string
  /** Persons to be moved when it becomes dangerous. */
  readonly threatened: number
}

export interface Township extends PackPoint {
  /** Full pinyin with spaces, where the dictionary reads the name wrongly. */
  readonly pinyin?: string
}

/** A name that officers and callers use. */
export interface Place extends PackPoint {
  readonly kind: PlaceKind
  readonly township: string
  readonly aliases: readonly string[]
  readonly pinyin?: string
  /** The position is approximate (示意): good for finding, not for surveying. */
  readonly approximate: boolean
}

/** Where a team may change between road and boat. */
export interface Pier extends PackPoint {
  readonly township: string
}

/** A point of a population grid: stays in the hub, which counts with it. */
export interface PopulationPoint {
  readonly at: LonLat
  /** Persons, at least one. */
  readonly people: number
  readonly township: string
}

export interface Department {
  readonly id: string
  readonly name: string
  readonly nameEn?: string
  readonly phone?: string
}

/** A jurisdiction, checked. Everything that the product knows of a place is here or in a record made later. */
export interface Pack {
  /** Absolute folder: the road file and the coast of the manifest are found in it. */
  readonly folder: string
  readonly manifest: PackManifest
  readonly kinds: readonly IncidentKind[]
  readonly teams: readonly PackTeam[]
  readonly stations: readonly Station[]
  readonly shelters: readonly Shelter[]
  readonly hazards: readonly HazardPoint[]
  readonly townships: readonly Township[]
  readonly places: readonly Place[]
  readonly piers: readonly Pier[]
  readonly departments: readonly Department[]
  /** Whom to call in a unit; stays in the hub, for officers. Empty where the pack has no contacts.csv. */
  readonly contacts: readonly UnitContact[]
  /** Vessels, formations, sea grids; stays in the hub (`GET /api/v1/sea`). Null where the pack has no sea.json. */
  readonly sea: PackSea | null
  /** Empty where the pack has no `population`. */
  readonly population: readonly PopulationPoint[]
  /** households.csv: who is moved before a typhoon. Personal: stays in the hub. Empty where the pack has none. */
  readonly households: readonly Household[]
  /** One for each of the manifest's `pointSets`, in its order. */
  readonly pointSets: readonly PointColumns[]
  /** callout.json; null where a pack has none: nobody is called out. */
  readonly callout: CalloutSettings | null
  /** risk.json and risk-areas.geojson; null where a pack has none: no area is watched. */
  readonly risk: RiskPlan | null
  /** scenes.json, or the program's own scenes where a pack has none. */
  readonly wall: WallSettings
  /** response.json; null: the pack has no levels. */
  readonly response: ResponsePlan | null
}

/** kinds.json. Strict, so that a misspelt field is an error and not a silent default. */
export const kindsFileSchema = z.array(z.strictObject(incidentKindSchema.shape)).min(1).max(200)
