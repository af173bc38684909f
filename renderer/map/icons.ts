import { SEVERITIES, type Severity } from '../../shared/domain/incident/kind'
import { SEVERITY_SHAPES } from '../ui/severity-shapes'
import { POINT_KINDS, READING_STATES, type ReadingState } from '../../shared/pack/points'
import { OCCUPANCY_STEPS, shelterIcon } from './occupancy'
import { pointIcon, POINT_LOOKS } from './layers/point-kinds'
import { readingIconOf } from './layers/reading-marks'
import { CHINESE_LETTERS, type MarkLetters } from './mark-letters'
import { MAP_FONT, SEVERITY_FILL, toneColour, type MapPalette } from './palette'
import type { TeamTone } from './types'

export const ICON_PX = 96
/** Empty border of a cell, so that no mark bleeds into its neighbour when the picture is scaled. */
const MARGIN = 6

export interface IconPlace {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface IconAtlas {
  readonly canvas: HTMLCanvasElement
  readonly mapping: Readonly<Record<string, IconPlace>>
}

export const incidentIcon = (severity: Severity, glyph: string) => `incident-${severity}-${glyph}`

export const TEAM_POSES = ['moving', 'standing', 'base'] as const
/** An arrow where it heads, a small one that points nowhere, or a dot at its base. */
export type TeamPose = (typeof TEAM_POSES)[number]
export const teamIcon = (tone: TeamTone, pose: TeamPose, stale: boolean) =>
  `team-${tone}-${pose}${stale ? '-stale' : ''}`

/** Sizes of the characters on marks, in their box of 100: walls enlarge marks until these can be read. */
export const PLATE_LETTER = 70
export const SHELTER_LETTER = 52
/** The smallest of the severities'. */
export const SEVERITY_LETTER = Math.min(...Object.values(SEVERITY_SHAPES).map(({ glyphSize }) => glyphSize))

/** What is written is no wider, of the box of 100. */
const MOST_WIDE = 70

type Draw = (context: CanvasRenderingContext2D) => void

const FACE = MAP_FONT.map((name) => `"${name}"`).join(',')

function fillPath(context: CanvasRenderingContext2D, path: Path2D): void {
  context.fill(path)
}

function character(context: CanvasRenderingContext2D, text: string, y: number, size: number, colour: string): void {
  context.fillStyle = colour
  context.font = `700 ${size}px ${FACE}, sans-serif`
  // Two letters are narrower each, never wider than the mark.
  const width = context.measureText(text).width
  if (width > MOST_WIDE) context.font = `700 ${(size * MOST_WIDE) / width}px ${FACE}, sans-serif`
  context.textAlign = 'center'
  context.textBaseline = 'alphabetic'
  // Centred on what is inked, not on the line: 失 must sit in the middle of its octagon.
  const measure = context.measureText(text)
  context.fillText(text, 50, y + (measure.actualBoundingBoxAscent - measure.actualBoundingBoxDescent) / 2)
}

function incident(severity: Severity, glyph: string): Draw {
  return (context) => {
    const { path, glyphY, glyphSize } = SEVERITY_SHAPES[severity]
    context.fillStyle = SEVERITY_FILL[severity]
    context.strokeStyle = '#10161d'
    context.lineWidth = 4
    const shape = new Path2D(path)
    fillPath(context, shape)
    context.stroke(shape)
    character(context, glyph, glyphY, glyphSize, '#10161d')
  }
}

const POSE_PATH: Readonly<Record<TeamPose, string>> = {
  moving: 'M50 14L74 78L50 62L26 78Z',
  standing: 'M50 26L68 72L50 60L32 72Z',
  base: 'M50 38A12 12 0 1 1 49.9 38Z',
}

/** A ring with what its pose says inside; hollow and broken when the position is old. */
function team(colour: string, palette: MapPalette, pose: TeamPose, stale: boolean): Draw {
  return (context) => {
    context.beginPath()
    context.arc(50, 50, 40, 0, 2 * Math.PI)
    context.fillStyle = palette.plate
    context.globalAlpha = stale ? 0.55 : 1
    context.fill()
    context.globalAlpha = 1
    context.strokeStyle = colour
    context.lineWidth = 9
    if (stale) context.setLineDash([14, 11])
    context.stroke()
    context.setLineDash([])
    context.fillStyle = colour
    fillPath(context, new Path2D(POSE_PATH[pose]))
  }
}

function plate(context: CanvasRenderingContext2D, palette: MapPalette, edge: string): void {
  context.beginPath()
  context.roundRect(12, 12, 76, 76, 14)
  context.fillStyle = palette.plate
  context.fill()
  context.strokeStyle = edge
  context.lineWidth = 6
  context.stroke()
}

function lettered(palette: MapPalette, edge: string, text: string): Draw {
  return (context) => {
    plate(context, palette, edge)
    character(context, text, 50, PLATE_LETTER, palette.text)
  }
}

function noEntry(palette: MapPalette): Draw {
  return (context) => {
    context.beginPath()
    context.arc(50, 50, 40, 0, 2 * Math.PI)
    context.fillStyle = palette.closed
    context.fill()
    context.strokeStyle = palette.halo
    context.lineWidth = 6
    context.stroke()
    context.fillStyle = palette.halo
    context.fillRect(24, 41, 52, 18)
  }
}

/** A shelter whose ring is filled by its share of `steps`; full is said in words, for the colour-blind as well. */
function shelter(palette: MapPalette, letters: MarkLetters, step: number, steps: number, stale: boolean): Draw {
  return (context) => {
    context.beginPath()
    context.arc(50, 50, 44, 0, 2 * Math.PI)
    context.fillStyle = palette.plate
    context.fill()
    context.lineWidth = 11
    context.strokeStyle = palette.second
    context.globalAlpha = 0.45
    context.beginPath()
    context.arc(50, 50, 42, 0, 2 * Math.PI)
    context.stroke()
    context.globalAlpha = 1
    context.strokeStyle = stale ? palette.off : palette.text
    context.beginPath()
    context.arc(50, 50, 42, -Math.PI / 2, -Math.PI / 2 + (2 * Math.PI * step) / steps)
    context.stroke()
    character(context, letters.of(step >= steps ? 'shelterFull' : 'shelter'), 50, SHELTER_LETTER, stale ? palette.off : palette.text)
  }
}

const ARROW = 'M50 6L80 92L50 74L20 92Z'
const STILL = 'M50 24A26 26 0 1 1 49.9 24Z'

/** An arrow with a thin edge, so that it stands out from land and sea alike; hollow when its position is old. */
function vessel(path: string, colour: string, palette: MapPalette, stale: boolean): Draw {
  return (context) => {
    const shape = new Path2D(path)
    context.lineJoin = 'round'
    context.fillStyle = stale ? palette.plate : colour
    context.strokeStyle = stale ? palette.off : palette.halo
    context.lineWidth = stale ? 9 : 7
    if (stale) context.setLineDash([16, 9])
    fillPath(context, shape)
    context.stroke(shape)
    context.setLineDash([])
  }
}

/** A reading's state: severities in their own shapes with their character, the rest in shapes of none of them. */
function reading(palette: MapPalette, letters: MarkLetters, state: ReadingState | 'none'): Draw {
  if (state === 'red' || state === 'orange' || state === 'yellow' || state === 'blue') return incident(state, letters.severity(state))
  if (state === 'fault') return lettered(palette, palette.off, letters.of('fault'))
  return (context) => {
    context.beginPath()
    context.arc(50, 50, 30, 0, 2 * Math.PI)
    context.fillStyle = palette.plate
    context.fill()
    context.lineWidth = 10
    context.strokeStyle = state === 'normal' ? palette.ok : palette.off
    if (state === 'none') context.setLineDash([13, 10])
    context.stroke()
    context.setLineDash([])
  }
}

/** Every mark by name: severities with every character that the pack's kinds use, teams by tone, points, readings. */
export function iconDrawings(glyphs: readonly string[], palette: MapPalette, letters: MarkLetters = CHINESE_LETTERS): Map<string, Draw> {
  const drawings = new Map<string, Draw>()
  for (const severity of SEVERITIES) {
    for (const glyph of new Set(glyphs)) drawings.set(incidentIcon(severity, glyph), incident(severity, letters.incident(severity, glyph)))
  }
  for (const tone of ['available', 'acting', 'off'] as const) {
    for (const pose of TEAM_POSES) {
      for (const stale of [true, false]) {
        drawings.set(teamIcon(tone, pose, stale), team(toneColour(tone, palette), palette, pose, stale))
      }
    }
  }
  drawings.set('station', lettered(palette, palette.ok, letters.of('station')))
  drawings.set('shelter', lettered(palette, palette.second, letters.of('shelter')))
  for (let step = 0; step <= OCCUPANCY_STEPS; step++) {
    for (const stale of [true, false]) drawings.set(shelterIcon(step, stale), shelter(palette, letters, step, OCCUPANCY_STEPS, stale))
  }
  drawings.set('hazard-flash-flood', lettered(palette, palette.off, letters.of('flashFlood')))
  drawings.set('hazard-geological', lettered(palette, palette.off, letters.of('geological')))
  drawings.set('closure', noEntry(palette))
  for (const kind of POINT_KINDS) drawings.set(pointIcon(kind), lettered(palette, palette[POINT_LOOKS[kind].colour], letters.point(kind)))
  for (const state of [...READING_STATES, 'none'] as const) drawings.set(readingIconOf(state), reading(palette, letters, state))
  drawings.set('vessel', vessel(ARROW, palette.point, palette, false))
  drawings.set('vessel-still', vessel(STILL, palette.point, palette, false))
  drawings.set('vessel-stale', vessel(ARROW, palette.off, palette, true))
  drawings.set('vessel-still-stale', vessel(STILL, palette.off, palette, true))
  return drawings
}

/** Draws one mark into a box of 100 x 100. */
export function drawIcon(context: CanvasRenderingContext2D, name: string, palette: MapPalette, letters: MarkLetters): void {
  iconDrawings([], palette, letters).get(name)?.(context)
}

/**
 * All marks in one picture. Drawn here because a `data:` atlas is refused by the content security policy.
 */
export function buildIconAtlas(glyphs: readonly string[], palette: MapPalette, letters: MarkLetters = CHINESE_LETTERS): IconAtlas {
  const drawings = iconDrawings(glyphs, palette, letters)
  const columns = 16
  const canvas = document.createElement('canvas')
  canvas.width = columns * ICON_PX
  canvas.height = Math.ceil(drawings.size / columns) * ICON_PX
  const mapping: Record<string, IconPlace> = {}
  const context = canvas.getContext('2d')
  if (!context) return { canvas, mapping }
  let index = 0
  for (const [name, draw] of drawings) {
    const x = (index % columns) * ICON_PX
    const y = Math.floor(index / columns) * ICON_PX
    context.save()
    context.translate(x + MARGIN, y + MARGIN)
    context.scale((ICON_PX - 2 * MARGIN) / 100, (ICON_PX - 2 * MARGIN) / 100)
    draw(context)
    context.restore()
    mapping[name] = { x, y, width: ICON_PX, height: ICON_PX }
    index++
  }
  return { canvas, mapping }
}
