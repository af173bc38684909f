import { z } from 'zod'
import type { BriefingContent } from '../../briefing/content'
import { ID_PATTERN, type ActorId, type BriefingId } from '../../base/ids'
import type { EpochMs } from '../../base/time'

export const briefingIdSchema = z
  .string()
  .regex(ID_PATTERN, 'letters, digits, _ . : - only, at most 64')
  .transform((text) => text as BriefingId)

/** Parts of a briefing in their usual order. One part may take several pages; each can be moved and hidden as a whole. */
export const SECTIONS = [
  'cover',
  'changes',
  'map',
  'arrivals',
  'exposure',
  'level',
  'callout',
  'relocation',
  'sea',
  'incidents',
  'risks',
  'towns',
] as const
export type SectionId = (typeof SECTIONS)[number]

/** What an officer writes on pages; the product drafts it from the numbers when they are frozen. */
export const TEXTS = ['summary', 'risks', 'proposals'] as const
export type TextId = (typeof TEXTS)[number]

const section = z.enum(SECTIONS)
const written = z.string().max(4000)

/** What the officer makes of the frozen numbers: words, order, hidden pages and the presenter's notes. */
export const editionSchema = z.object({
  title: z.string().trim().min(1).max(80),
  texts: z.object({ summary: written, risks: written, proposals: written }),
  /** Every section once, in the order of the pages. */
  order: z.array(section).max(SECTIONS.length),
  hidden: z.array(section).max(SECTIONS.length),
  /** Read by the presenter only: walls never get them. */
  notes: z.partialRecord(section, z.string().max(4000)),
})
export type Edition = z.output<typeof editionSchema>

/** One state of the words, kept: an earlier one can be taken up again. */
export interface Version {
  /** From 1. */
  readonly no: number
  readonly at: EpochMs
  readonly by: ActorId
  readonly edition: Edition
}

/** So many versions stay in the state; the log has them all. */
export const KEPT_VERSIONS = 50

/**
 * A situation that was frozen at a moment (研判会商). The numbers are in the event `briefing.frozen`, whose stream is read
 * when they are needed: screens and snapshots carry the frame only.
 */
export interface Briefing {
  readonly id: BriefingId
  readonly version: number
  /** `2026-1122-02`: the second of that day. */
  readonly number: string
  readonly by: ActorId
  readonly frozenAt: EpochMs
  /** Last event of the log that its numbers know of. */
  readonly seq: number
  /** Storm and moment of it that the briefing is about; null: none threatened. */
  readonly storm: { readonly id: string; readonly name: { readonly zh: string; readonly en: string }; readonly at: EpochMs } | null
  /** Made in a drill: every page carries the mark 演练. */
  readonly drill: boolean
  /** The one before it, with which its changes are told. */
  readonly previousId: BriefingId | null
  /** Oldest first; never empty. */
  readonly versions: readonly Version[]
  readonly publishedAt: EpochMs | null
  /** Number of the version that is published: later ones are not shown until they are published too. */
  readonly publishedNo: number | null
  readonly withdrawn: { readonly at: EpochMs; readonly reason: string } | null
}

/** The newest words. */
export function newest(briefing: Briefing): Version {
  const last = briefing.versions.at(-1)
  if (!last) throw new Error(`briefing ${briefing.id} has no version`)
  return last
}

/** The words that walls show: those that are published, or, if it is shown before that, the newest. */
export function shownVersion(briefing: Briefing): Version {
  return briefing.versions.find(({ no }) => no === briefing.publishedNo) ?? newest(briefing)
}

interface Of {
  readonly briefingId: BriefingId
}

export type BriefingEvent =
  | {
      readonly type: 'briefing.frozen'
      readonly data: Of & {
        readonly number: string
        readonly previousId: BriefingId | null
        readonly edition: Edition
        /** Null where it was left out on the way to a screen that may not have it. */
        readonly content: BriefingContent | null
        readonly seq: number
        readonly storm: Briefing['storm']
      }
    }
  | { readonly type: 'briefing.edited'; readonly data: Of & { readonly no: number; readonly edition: Edition } }
  | { readonly type: 'briefing.published'; readonly data: Of & { readonly no: number } }
  | { readonly type: 'briefing.withdrawn'; readonly data: Of & { readonly reason: string } }
