import { HOUR } from '../../../../shared/base/time'
import { FORCE_MPS, type Typhoon } from '../../../../shared/domain/typhoon/state'
import type { BriefingContent, StormPart } from '../../../../shared/briefing/content'
import { TYPE, type Rect } from '../../../../shared/briefing/page'
import { AHEAD_MS, BACK_MS } from '../../../../shared/briefing/storm-part'
import { dateText, forceText, hourText, say, type Words } from '../../../../shared/briefing/words'
import { trackOf } from '../../../../shared/typhoon/track'
import { typhoonMark } from '../../../map/typhoon-mark'
import type { Pen } from './blocks'
import { createLabels, type Labels } from './labels'
import { box, circle, polyline, type Shape } from './shape'

type Ring = readonly (readonly [number, number])[]

/** Land as the pages draw it: coarse for the whole region, fine where there is finer. Degrees. */
export interface PageLand {
  readonly region: readonly Ring[]
  readonly fine: readonly Ring[]
  /** Inside it the fine one replaces the coarse one: west, south, east, north. */
  readonly fineBounds: readonly [number, number, number, number]
}

const RAD = Math.PI / 180
const mercator = (lat: number): number => Math.log(Math.tan(Math.PI / 4 + (lat * RAD) / 2)) / RAD

interface Frame {
  readonly at: Rect
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
  /** Pixels of the page for a degree. */
  readonly to: (lon: number, lat: number) => readonly [number, number]
}

/** The least frame of the rectangle's proportions around some places (Mercator), with a margin. */
function frameAround(places: readonly (readonly [number, number])[], at: Rect, margin: number, leastDegrees: number): Frame {
  const lons = places.map(([lon]) => lon)
  const ys = places.map(([, lat]) => mercator(lat))
  const [west, east] = [Math.min(...lons), Math.max(...lons)]
  const [south, north] = [Math.min(...ys), Math.max(...ys)]
  const height = Math.max(north - south, leastDegrees)
  const width = Math.max(east - west, leastDegrees)
  const scale = Math.min(at.w / (width * (1 + 2 * margin)), at.h / (height * (1 + 2 * margin)))
  const [midX, midY] = [(west + east) / 2, (south + north) / 2]
  const inverse = (y: number) => (2 * Math.atan(Math.exp(y * RAD)) - Math.PI / 2) / RAD
  return {
    at,
    west: midX - at.w / 2 / scale,
    east: midX + at.w / 2 / scale,
    south: inverse(midY - at.h / 2 / scale),
    north: inverse(midY + at.h / 2 / scale),
    to: (lon, lat) => [at.x + at.w / 2 + (lon - midX) * scale, at.y + at.h / 2 - (mercator(lat) - midY) * scale],
  }
}

/** Track, cone, circles and land as lines: as sharp on paper as on a wall. */
export function mapShapes(scope: 'region' | 'local', content: BriefingContent, land: PageLand | null, at: Rect, pen: Pen, words: Words): Shape[] {
  const { storm, towns, jurisdiction } = content
  const { bounds } = jurisdiction
  const corners: [number, number][] = [[bounds[0], bounds[1]], [bounds[2], bounds[3]]]
  const mark = storm && markOf(storm, words)
  const near = storm ? stormPlaces(storm) : []
  const frame = scope === 'local' ? frameAround(towns.length > 1 ? towns.map((town): [number, number] => [town.at.lon, town.at.lat]) : corners, at, 0.22, 0.3) : frameAround([...corners, ...near], at, 0.12, 4)
  const labels = createLabels(at)
  const bar = scaleBar(frame, pen, words, labels)
  // What matters most is written first: what comes later finds what room is left.
  const inner: Shape[] = [
    { kind: 'path', d: box(at), fill: pen.palette.sea },
    ...landShapes(frame, land, pen),
    ...graticule(frame, scope === 'region' ? 5 : 0.2, pen, labels),
    ...(storm && mark ? stormShapes(storm, mark, frame, pen, words, labels) : []),
    ...(scope === 'local' ? townShapes(content, frame, pen, words, labels) : placeShapes(content, frame, pen, words, labels)),
    ...(storm && mark && scope === 'region' ? fixShapes(storm, mark, frame, pen, labels) : []),
    ...bar,
  ]
  return [...inner.map((shape): Shape => (shape.kind === 'path' ? { ...shape, clip: at } : shape)), { kind: 'path', d: box(at), stroke: pen.palette.line, width: 1 }]
}

/** The storm as the map marks want it. */
function markOf(storm: StormPart, words: Words) {
  const until = storm.observedUntil ?? -Infinity
  const observed = storm.fixes.filter(({ at }) => at <= until)
  const ahead = storm.fixes.filter(({ at }) => at > until)
  const typhoon: Typhoon = {
    id: storm.id as Typhoon['id'],
    version: 0,
    name: storm.name,
    observed: { [storm.agency]: observed },
    forecasts: ahead.length === 0 ? {} : { [storm.agency]: { agency: storm.agency, issuedAt: storm.issuedAt ?? storm.at, fixes: ahead } },
    firstAt: storm.at,
    advisedAt: storm.at,
    advisedBy: '' as Typhoon['advisedBy'],
    endedAt: null,
  }
  const mark = typhoonMark(typhoon, storm.agency, storm.at, { force: (force) => forceText(force, words), storm: (name) => say(words, name), time: (time) => hourText(time, words) })
  return mark && { ...mark, track: trackOf(typhoon, storm.agency) }
}

type Mark = NonNullable<ReturnType<typeof markOf>>

/** Where the storm is in the hours that the map is about. */
function stormPlaces(storm: StormPart): [number, number][] {
  const places = storm.fixes.filter(({ at }) => at >= storm.at - BACK_MS && at <= storm.at + AHEAD_MS * 0.67).map(({ lon, lat }): [number, number] => [lon, lat])
  if (storm.now) places.push([storm.now.centre.lon, storm.now.centre.lat])
  return places
}

function landShapes({ to, west, east, south, north, at }: Frame, land: PageLand | null, { palette }: Pen): Shape[] {
  if (!land) return []
  const visible = (ring: Ring) => ring.some(([lon]) => lon >= west) && ring.some(([lon]) => lon <= east) && ring.some(([, lat]) => lat >= south) && ring.some(([, lat]) => lat <= north)
  const path = (rings: readonly Ring[]) => rings.filter(visible).map((ring) => polyline(ring.map(([lon, lat]) => to(lon, lat)), true)).join('')
  const [w, s, e, n] = land.fineBounds
  const [x0, y1] = to(w, s)
  const [x1, y0] = to(e, n)
  const shapes: Shape[] = [{ kind: 'path', d: path(land.region), fill: palette.land }]
  // The coarse coast is taken away where there is a finer one; from afar the two cannot be told apart.
  if (x1 - x0 > at.w / 6) shapes.push({ kind: 'path', d: box({ x: x0, y: y0, w: x1 - x0, h: y1 - y0 }), fill: palette.sea }, { kind: 'path', d: path(land.fine), fill: palette.land })
  return shapes
}

function graticule({ to, west, east, south, north, at }: Frame, step: number, { palette, format }: Pen, labels: Labels): Shape[] {
  const size = TYPE[format].small * 0.9
  const degrees = (value: number) => String(Math.round(value * 100) / 100)
  const shapes: Shape[] = []
  const words = { size, fill: palette.quiet }
  for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) {
    const [x] = to(lon, south)
    shapes.push({ kind: 'path', d: box({ x: x - 0.25, y: at.y, w: 0.5, h: at.h }), fill: palette.line }, ...labels.put(x, at.y + at.h - size, 0, { text: `${degrees(lon)}°E`, ...words }, ['right']))
  }
  for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) {
    const [, y] = to(west, lat)
    shapes.push({ kind: 'path', d: box({ x: at.x, y: y - 0.25, w: at.w, h: 0.5 }), fill: palette.line }, ...labels.put(at.x, y - size * 0.7, 0, { text: `${degrees(lat)}°N`, ...words }, ['right']))
  }
  return shapes
}

/**
 * A line as it crosses the frame. Paper spells every dash out: a dashed line that goes on for a thousand kilometres outside
 * would fill megabytes that nobody sees.
 */
export function lineInside(points: readonly (readonly [number, number])[], { x, y, w, h }: Rect): string {
  const runs: (readonly [number, number])[][] = []
  let open: (readonly [number, number])[] | null = null
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]]
    if (!a || !b) continue
    const passes = Math.max(a[0], b[0]) >= x && Math.min(a[0], b[0]) <= x + w && Math.max(a[1], b[1]) >= y && Math.min(a[1], b[1]) <= y + h
    if (!passes) open = null
    else if (open) open.push(b)
    else runs.push((open = [a, b]))
  }
  return runs.map((run) => polyline(run)).join('')
}

function stormShapes(storm: StormPart, mark: Mark, { to, at }: Frame, { palette, format }: Pen, words: Words, labels: Labels): Shape[] {
  const path = (positions: readonly (readonly number[])[], closed = false) => polyline(positions.map(([lon = 0, lat = 0]) => to(lon, lat)), closed)
  const { small, label } = TYPE[format]
  const line = (positions: readonly (readonly number[])[]) => lineInside(positions.map(([lon = 0, lat = 0]) => to(lon, lat)), at)
  const shapes: Shape[] = []
  if (mark.cone.length > 0) shapes.push({ kind: 'path', d: path(mark.cone, true), fill: palette.mark, opacity: 0.09 }, { kind: 'path', d: line(mark.cone), stroke: palette.mark, width: 0.8, dash: '2 3', opacity: 0.7 })
  const circles = mark.circles.toSorted((a, b) => FORCE_MPS[a.force] - FORCE_MPS[b.force])
  for (const { ring } of circles) shapes.push({ kind: 'path', d: path(ring, true), fill: palette.accent, opacity: 0.1 }, { kind: 'path', d: path(ring, true), stroke: palette.accent, width: 1.4 })
  for (const other of storm.others) shapes.push({ kind: 'path', d: line(other.fixes.map(({ lon, lat }) => [lon, lat])), stroke: palette.quiet, width: 1, dash: '1 3' })
  shapes.push({ kind: 'path', d: line(mark.observed), stroke: palette.mark, width: 2.4 }, { kind: 'path', d: line(mark.forecast), stroke: palette.mark, width: 2.2, dash: '7 5' })
  if (mark.centre) {
    const [x, y] = to(mark.centre.at[0] ?? 0, mark.centre.at[1] ?? 0)
    labels.block(x, y, 7)
    shapes.push(
      { kind: 'path', d: circle(x, y, 6), fill: palette.accent, stroke: palette.halo, width: 2 },
      ...labels.put(x, y, 8, { text: `${say(words, storm.name)} ${dateText(storm.at, words)}`, size: label, fill: palette.ink, halo: palette.halo, weight: 700 }, ['above', 'right', 'below', 'left']),
    )
  }
  for (const { ring, label: name } of circles) {
    const north = ring.reduce((best, one) => (one[1] > best[1] ? one : best), ring[0] ?? [0, 0])
    shapes.push(...labels.put(...to(north[0], north[1]), 0, { text: name, size: small, fill: palette.accent, halo: palette.halo, weight: 700 }, ['above', 'below']))
  }
  return shapes
}

/** Positions that the agency gives as dots, with the hour where there is room for it. */
function fixShapes(storm: StormPart, mark: Mark, { to, at: edge }: Frame, { palette, format }: Pen, labels: Labels): Shape[] {
  const { small } = TYPE[format]
  const dots: Shape[] = []
  const hours: Shape[] = []
  storm.fixes.forEach((fix, i) => {
    const place = mark.fixes[i]
    if (!place) return
    const [x, y] = to(place.at[0] ?? 0, place.at[1] ?? 0)
    if (x < edge.x || x > edge.x + edge.w || y < edge.y || y > edge.y + edge.h) return
    dots.push({ kind: 'path', d: circle(x, y, 2.8), fill: place.forecast ? palette.ground : palette.mark, stroke: palette.mark, width: 1.2 })
    if (fix.at % (6 * HOUR) !== 0 || Math.abs(fix.at - storm.at) < 3 * HOUR) return
    hours.push(...labels.put(x, y, 6, { text: place.label, size: small, fill: palette.ink, halo: palette.halo }, ['left', 'right', 'above', 'below']))
  })
  return [...dots, ...hours]
}

/** The jurisdiction's own frame and name, and where the storm comes ashore. */
function placeShapes({ jurisdiction, storm }: BriefingContent, { to }: Frame, { palette, format }: Pen, words: Words, labels: Labels): Shape[] {
  const [w, s, e, n] = jurisdiction.bounds
  const [x0, y1] = to(w, s)
  const [x1, y0] = to(e, n)
  const { label, small } = TYPE[format]
  labels.block((x0 + x1) / 2, (y0 + y1) / 2, Math.max(x1 - x0, y1 - y0) / 2)
  const shapes: Shape[] = [
    { kind: 'path', d: box({ x: x0, y: y0, w: x1 - x0, h: y1 - y0 }), stroke: palette.ink, width: 1.4 },
    ...labels.put((x0 + x1) / 2, (y0 + y1) / 2, Math.max(x1 - x0, y1 - y0) / 2, { text: say(words, jurisdiction.name).replace(/[（(].*$/u, ''), size: label, fill: palette.ink, halo: palette.halo, weight: 700 }, ['above', 'left', 'right', 'below']),
  ]
  for (const landing of storm?.landings ?? []) {
    const [x, y] = to(landing.where.lon, landing.where.lat)
    const text = `${words.t(landing.at > (storm?.at ?? 0) ? 'briefing.landing.ahead' : 'briefing.landing.past')} ${hourText(landing.at, words)}`
    shapes.push(
      { kind: 'path', d: polyline([[x - 5, y - 5], [x + 5, y + 5]]) + polyline([[x + 5, y - 5], [x - 5, y + 5]]), stroke: palette.accent, width: 2.2 },
      ...labels.put(x, y, 14, { text, size: small, fill: palette.accent, halo: palette.halo, weight: 700 }, ['left', 'below', 'above', 'right']),
    )
  }
  return shapes
}

/** Townships with the hour at which the wind comes; where there is no room for the hour, the name alone. */
function townShapes({ towns, storm }: BriefingContent, { to }: Frame, { palette, format }: Pen, words: Words, labels: Labels): Shape[] {
  const { small } = TYPE[format]
  const places = towns.map((town) => ({ ...town, xy: to(town.at.lon, town.at.lat) }))
  for (const { xy } of places) labels.block(xy[0], xy[1], 4)
  return places.flatMap(({ name, arrives, xy: [x, y] }): Shape[] => {
    const reached = arrives !== null && storm !== null && arrives.at <= storm.at
    const style = { size: small, fill: palette.ink, halo: palette.halo }
    const short = say(words, name)
    const long = arrives ? labels.put(x, y, 4, { text: `${short} ${hourText(arrives.at, words)}`, ...style }) : []
    return [
      { kind: 'path', d: circle(x, y, 3.2), fill: reached ? palette.accent : palette.ground, stroke: palette.ink, width: 1.2 },
      ...(long.length > 0 ? long : labels.put(x, y, 4, { text: short, ...style })),
    ]
  })
}

const LENGTHS_KM = [5, 10, 20, 50, 100, 200, 500, 1000] as const

/** Length of some kilometres in the lower right corner, and that this is no official map. */
function scaleBar({ to, south, north, west, at }: Frame, { palette, format }: Pen, { t }: Words, labels: Labels): Shape[] {
  const { small } = TYPE[format]
  const lat = (south + north) / 2
  const perKm = (to(west + 1, lat)[0] - to(west, lat)[0]) / (111.32 * Math.cos(lat * RAD))
  const km = LENGTHS_KM.findLast((length) => length * perKm <= at.w / 5) ?? 5
  const [right, y] = [at.x + at.w - 10, at.y + at.h - small * 1.9]
  const style = { size: small * 0.9, fill: palette.quiet, halo: palette.halo }
  return [
    { kind: 'path', d: polyline([[right - km * perKm, y - 4], [right - km * perKm, y], [right, y], [right, y - 4]]), stroke: palette.ink, width: 1.2 },
    ...labels.put(right, at.y + at.h - small, 0, { text: `${t('briefing.scale', { km })} · ${t('briefing.mapNote')}`, ...style }, ['left']),
  ]
}
