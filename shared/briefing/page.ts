import type { Edition, SectionId } from '../domain/briefing/state'
import type { Severity } from '../domain/incident/kind'
import type { BriefingContent } from './content'
import type { Words } from './words'

/** 16:9 for walls, screens and slides; A4 upright for paper. */
export const FORMATS = ['wide', 'a4'] as const
export type Format = (typeof FORMATS)[number]

/** CSS pixels, 96 to the inch: 13.33 × 7.5 inches, and 210 × 297 millimetres. */
export const PAGE_SIZE: Readonly<Record<Format, { readonly width: number; readonly height: number }>> = {
  wide: { width: 1280, height: 720 },
  a4: { width: 794, height: 1123 },
}

export interface Rect {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** Where a page's own content stands, between its head and its foot. */
export const BODY: Readonly<Record<Format, Rect>> = {
  wide: { x: 48, y: 88, w: 1184, h: 544 },
  a4: { x: 44, y: 92, w: 706, h: 932 },
}

/** Sizes of text, CSS pixels. */
export const TYPE: Readonly<Record<Format, { readonly text: number; readonly table: number; readonly row: number; readonly title: number; readonly label: number; readonly value: number; readonly small: number }>> = {
  wide: { text: 18, table: 15.5, row: 27, title: 30, label: 14, value: 28, small: 12.5 },
  a4: { text: 14, table: 11.5, row: 22, title: 23, label: 11, value: 21, small: 10 },
}

/** A figure with its name. */
export interface PageFigure {
  readonly label: string
  readonly value: string
  readonly note?: string
}

export interface Column {
  readonly title: string
  /** Part of the table's width; all together need not be 1. */
  readonly share: number
  readonly align: 'left' | 'right'
}

/** Text of a cell; with a severity its mark stands before it. */
export type Cell = string | { readonly text: string; readonly severity: Severity }

export type Block =
  | { readonly kind: 'title'; readonly title: string; readonly sub: readonly string[] }
  /** Number, data time and the code that opens the same moment. */
  | { readonly kind: 'stamp' }
  | { readonly kind: 'figures'; readonly items: readonly PageFigure[] }
  | {
      readonly kind: 'text'
      readonly title: string | null
      readonly lines: readonly string[]
      /** Which of the lines end a paragraph: the others were only broken for want of room. */
      readonly ends: readonly boolean[]
      readonly size: number
    }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly Cell[])[]; /** Height of a row, CSS pixels. */ readonly row: number }
  | {
      readonly kind: 'chart'
      readonly title: string
      readonly labels: readonly string[]
      /** Index of the briefing's own moment among the labels; null: outside. */
      readonly mark: number | null
      readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[]
    }
  | { readonly kind: 'map'; readonly scope: 'region' | 'local' }
  /** Why there is nothing. */
  | { readonly kind: 'message'; readonly text: string }

export interface Placed {
  readonly block: Block
  /** Of the whole page, CSS pixels. */
  readonly at: Rect
}

export interface Page {
  /** `towns`, `towns-2`. */
  readonly id: string
  readonly section: SectionId
  readonly title: string
  /** Which of how many pages of its section, from 1. */
  readonly part: number
  readonly parts: number
  readonly blocks: readonly Placed[]
}

/** Cuts a rectangle across (`x`) or down (`y`) by shares, with a gap between the pieces. */
export function split(rect: Rect, along: 'x' | 'y', shares: readonly number[], gap: number): Rect[] {
  const length = (along === 'x' ? rect.w : rect.h) - gap * (shares.length - 1)
  const sum = shares.reduce((total, share) => total + share, 0)
  let at = along === 'x' ? rect.x : rect.y
  return shares.map((share) => {
    const size = (length * share) / sum
    const piece = along === 'x' ? { ...rect, x: at, w: size } : { ...rect, y: at, h: size }
    at += size + gap
    return piece
  })
}

/** Cuts `size` pixels off the top; the rest follows after a gap. */
export function cutTop(rect: Rect, size: number, gap: number): [Rect, Rect] {
  return [
    { ...rect, h: size },
    { ...rect, y: rect.y + size + gap, h: rect.h - size - gap },
  ]
}

/** How many rows fit under a table's head. */
export const rowsIn = (rect: Rect, format: Format): number => Math.max(1, Math.floor(rect.h / TYPE[format].row) - 1)

/** Height of one line of text of a size. */
export const lineHeight = (size: number): number => size * 1.55

/** What the pages of one section are made from. */
export interface PageInput {
  readonly content: BriefingContent
  readonly edition: Pick<Edition, 'title' | 'texts'>
  readonly format: Format
  readonly words: Words
  readonly body: Rect
}

/** The blocks of each page of a section. */
export type Draw = (input: PageInput) => readonly (readonly Placed[])[]

/** A page that only says why it is empty. */
export const nothing = ({ body }: PageInput, text: string): Placed[][] => [[{ block: { kind: 'message', text }, at: body }]]

export const place = (block: Block, at: Rect): Placed => ({ block, at })
