import { z } from 'zod'
import { SEVERITIES } from '../domain/incident/kind'
import { boundsSchema } from './bounds'

const sceneId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens, at most 40')
const name = z.strictObject({ zh: z.string().min(1).max(60), en: z.string().min(1).max(60) })

/** Charts that a scene can hold and that a director can cast. */
export const CHART_IDS = [
  'incidents-by-hour',
  'incidents-by-kind',
  'incidents-by-township',
  'response-times',
  'delivery-times',
  'teams-by-qualification',
  'shelter-occupancy',
  'sensors-by-state',
] as const
export type ChartId = (typeof CHART_IDS)[number]

/** What a panel of the wall can be; each is a small component with its own data age. */
export const PANEL_IDS = [
  'incidents',
  'incident-focus',
  'figures',
  'forces',
  'movements',
  'alerts',
  'closures',
  'coverage',
  'coverage-lost',
  'shelters',
  'sensors',
  'sea',
  'typhoon',
  'relocation',
  'level',
  'duties',
  'callout',
  'risk',
  'camera',
  'chart',
  'legend',
  'text',
] as const
export type PanelId = (typeof PANEL_IDS)[number]

const cells = z.number().int().min(0).max(23)
const span = z.number().int().min(1).max(24)

export const panelPlaceSchema = z.strictObject({
  panel: z.enum(PANEL_IDS),
  column: cells,
  row: cells,
  width: span,
  height: span,
  /** For `chart`. */
  chart: z.enum(CHART_IDS).optional(),
  /** For `text`. */
  text: name.optional(),
  /** For `camera`: the point, `SET:ID`. */
  camera: z.string().max(100).optional(),
})
export type PanelPlace = z.infer<typeof panelPlaceSchema>

/** Where panels stand: a grid over the whole screen, or beside the map, which then keeps the cells of `map`. */
const gridSchema = z.strictObject({
  columns: span,
  rows: span,
  /** Cells of the map, when panels stand beside it; left out: it fills the screen behind them. */
  map: z.strictObject({ column: cells, row: cells, width: span, height: span }).optional(),
  panels: z.array(panelPlaceSchema).max(24),
})
export type SceneGrid = z.infer<typeof gridSchema>

export const sceneSchema = z.strictObject({
  id: sceneId,
  name,
  /** Left out: a scene of panels only. */
  map: z
    .strictObject({
      /** What is drawn, by the map's layer names and the names of the pack's point sets. */
      layers: z.array(z.string().min(1).max(48)).max(100),
      /** A heat map over it: `incidents`, or the name of a heat grid. */
      heat: z.string().max(48).optional(),
      /** Which of the pack's grounds; left out: the first. */
      ground: z.string().max(40).optional(),
      camera: z.discriminatedUnion('kind', [
        /** All towns of the jurisdiction. */
        z.strictObject({ kind: z.literal('jurisdiction') }),
        /** Everything that is going on, and the jurisdiction when nothing is. */
        z.strictObject({ kind: z.literal('incidents') }),
        /** The one incident that the wall was sent to, or the gravest open one. */
        z.strictObject({ kind: z.literal('incident') }),
        z.strictObject({ kind: z.literal('bounds'), bounds: boundsSchema }),
      ]),
    })
    .optional(),
  grid: gridSchema,
  /** Another arrangement for walls of 2.4:1 and wider. */
  wide: gridSchema.optional(),
})
export type Scene = z.infer<typeof sceneSchema>

export const playlistSchema = z.strictObject({
  id: sceneId,
  name,
  entries: z.array(z.strictObject({ scene: sceneId, seconds: z.number().int().min(5).max(86_400) })).min(1).max(100),
})
export type Playlist = z.infer<typeof playlistSchema>

/** scenes.json. The first playlist is what a wall starts with. */
export const wallSettingsSchema = z
  .strictObject({
    scenes: z.array(sceneSchema).min(1).max(100),
    playlists: z.array(playlistSchema).min(1).max(50),
    /** What a new incident does to a wall that may be interrupted. */
    interrupt: z.strictObject({
      /** From this severity on. */
      from: z.enum(SEVERITIES),
      scene: sceneId,
      /** So long after its report, or until it is answered, whichever is later. Seconds. */
      seconds: z.number().int().min(5).max(3600),
    }),
    /** The scene for "cast this incident". */
    incidentScene: sceneId,
    /** The scene for "cast my view": its panels, with the desk's map. */
    viewScene: sceneId,
  })
  .superRefine((settings, context) => {
    const known = new Set(settings.scenes.map(({ id }) => id))
    const check = (id: string, path: (string | number)[]): void => {
      if (!known.has(id)) context.addIssue({ code: 'custom', path, message: `there is no scene "${id}"` })
    }
    settings.playlists.forEach((list, i) => list.entries.forEach(({ scene }, j) => check(scene, ['playlists', i, 'entries', j, 'scene'])))
    check(settings.interrupt.scene, ['interrupt', 'scene'])
    check(settings.incidentScene, ['incidentScene'])
    check(settings.viewScene, ['viewScene'])
    settings.scenes.forEach((scene, i) => {
      for (const key of ['grid', 'wide'] as const) {
        const grid = scene[key]
        grid?.panels.forEach(({ panel, column, row, width, height, ...content }, j) => {
          const path = ['scenes', i, key, 'panels', j]
          if (column + width > grid.columns || row + height > grid.rows) {
            context.addIssue({ code: 'custom', path, message: 'the panel reaches beyond the grid' })
          }
          if ((panel === 'chart' || panel === 'text' || panel === 'camera') && content[panel] === undefined) {
            context.addIssue({ code: 'custom', path, message: `a panel "${panel}" needs "${panel}"` })
          }
        })
      }
    })
  })
export type WallSettings = z.infer<typeof wallSettingsSchema>
