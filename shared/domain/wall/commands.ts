import { z } from 'zod'
import type { CommandSpecs } from '../aggregate'
import { bannerSchema, wallIdSchema, wallShowSchema } from './state'

const playlistIndex = z.number().int().min(0).max(999)

export const wallCommands = {
  registerWall: { by: ['hub'], data: z.object({ wallId: wallIdSchema, show: wallShowSchema }) },
  castToWall: { by: ['officer'], data: z.object({ wallId: wallIdSchema, show: wallShowSchema }) },
  /** Which entry of the playlist comes now: the sender sees what is on, and two that press "next" at once mean the same. */
  advanceWall: { by: ['officer'], data: z.object({ wallId: wallIdSchema, index: playlistIndex }) },
  /** `index`: the entry that is on, from which a playlist goes on when it is let go. */
  holdWall: { by: ['officer'], data: z.object({ wallId: wallIdSchema, hold: z.boolean(), index: playlistIndex.default(0) }) },
  blankWall: { by: ['officer'], data: z.object({ wallId: wallIdSchema, blank: z.boolean() }) },
  putBanner: { by: ['officer'], data: z.object({ wallId: wallIdSchema, banner: bannerSchema.nullable() }) },
  setInterruptions: { by: ['officer'], data: z.object({ wallId: wallIdSchema, interruptible: z.boolean() }) },
} as const satisfies CommandSpecs
