import { z } from 'zod'
import { ID_PATTERN, type ActorId, type IncidentId, type WallId } from '../../base/ids'
import type { EpochMs } from '../../base/time'
import { SEVERITIES, type Severity } from '../incident/kind'
import { setIdSchema } from '../../pack/points'
import { briefingIdSchema } from '../briefing/state'

export const wallIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'small letters, digits and hyphens, at most 32')
  .transform((text) => text as WallId)

/** Which part of a wall a screen is: column and row from 0, of a grid of so many screens. */
export const wallPartSchema = z
  .object({
    column: z.number().int().min(0).max(31),
    row: z.number().int().min(0).max(31),
    columns: z.number().int().min(1).max(32),
    rows: z.number().int().min(1).max(32),
  })
  .refine(({ column, row, columns, rows }) => column < columns && row < rows, 'the part lies outside its wall')
export type WallPart = z.infer<typeof wallPartSchema>

export const WHOLE_WALL: WallPart = { column: 0, row: 0, columns: 1, rows: 1 }

const reference = z.string().min(1).max(40)

/** What a director can put on a wall. Scenes, playlists and charts are the pack's or the program's, by id. */
export const wallShowSchema = z.discriminatedUnion('kind', [
  /** The pack's playlist, scene after scene. */
  z.object({ kind: z.literal('playlist'), playlistId: reference }),
  z.object({ kind: z.literal('scene'), sceneId: reference }),
  z.object({ kind: z.literal('incident'), incidentId: z.string().regex(ID_PATTERN).transform((text) => text as IncidentId) }),
  /** The desk's own map: where it looks and which layers it shows. */
  z.object({
    kind: z.literal('view'),
    center: z.object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }),
    zoom: z.number().min(0).max(24),
    layers: z.array(z.string().max(48)).max(100),
    heat: setIdSchema.nullable(),
    ground: z.string().max(40).nullable(),
  }),
  /** A camera point of the pack, `SET:ID`. */
  z.object({ kind: z.literal('camera'), pointId: z.string().max(100) }),
  z.object({ kind: z.literal('chart'), chartId: reference }),
  /** One page of a briefing, from 0, of those that are not hidden. */
  z.object({ kind: z.literal('briefing'), briefingId: briefingIdSchema, page: z.number().int().min(0).max(199) }),
])
export type WallShow = z.infer<typeof wallShowSchema>

export interface WallBanner {
  readonly text: string
  /** Grade of a warning; null: a plain message. */
  readonly severity: Severity | null
  readonly at: EpochMs
  /** It goes by itself then; null: until taken down. */
  readonly until: EpochMs | null
}

/** What a wall shows by order of the director. What is on its screens now follows from it: `shared/wall/now-showing`. */
export interface Wall {
  readonly id: WallId
  readonly version: number
  readonly show: WallShow
  /** What was on before: "back" goes there. */
  readonly previous: WallShow | null
  readonly shownBy: ActorId
  /** Since when a playlist runs, and with which of its entries it began. */
  readonly startedAt: EpochMs
  readonly startIndex: number
  /** Since when the wall stays on what it shows; null: it does not. */
  readonly heldAt: EpochMs | null
  readonly blank: boolean
  readonly banner: WallBanner | null
  /** A new serious incident takes the wall for a while. */
  readonly interruptible: boolean
}

export const bannerSchema = z.object({
  text: z.string().trim().min(1).max(200),
  severity: z.enum(SEVERITIES).nullable(),
  until: z.number().int().nullable(),
})

interface Of {
  readonly wallId: WallId
}

export type WallEvent =
  | { readonly type: 'wall.registered'; readonly data: Of & { readonly show: WallShow } }
  | { readonly type: 'wall.cast'; readonly data: Of & { readonly show: WallShow } }
  /** A playlist goes on from this entry. */
  | { readonly type: 'wall.advanced'; readonly data: Of & { readonly index: number } }
  | { readonly type: 'wall.held'; readonly data: Of }
  /** With the entry that was held: the playlist goes on from there. */
  | { readonly type: 'wall.resumed'; readonly data: Of & { readonly index: number } }
  | { readonly type: 'wall.blanked'; readonly data: Of }
  | { readonly type: 'wall.unblanked'; readonly data: Of }
  | { readonly type: 'wall.bannerPut'; readonly data: Of & { readonly text: string; readonly severity: Severity | null; readonly until: EpochMs | null } }
  | { readonly type: 'wall.bannerTaken'; readonly data: Of }
  | { readonly type: 'wall.interruptionsSet'; readonly data: Of & { readonly interruptible: boolean } }
