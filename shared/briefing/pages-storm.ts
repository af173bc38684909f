import { FORCE_MPS, type WindForce } from '../domain/typhoon/state'
import type { CountedKind, ExposurePart, StormPart } from './content'
import { reachedTowns } from './drafts'
import { type Block, type Cell, cutTop, nothing, type PageFigure, type PageInput, place, type Placed, rowsIn, split, TYPE } from './page'
import { columnsOf, tablePages } from './pages-tables'
import { figureHeight } from './pages-text'
import { dateText, directionText, forceText, hourText, kmText, numberText, placeText, say, UNKNOWN, type Words } from './words'

/** The storm's way and circles over the region, the jurisdiction beside it, and where it is. */
export function mapPages(input: PageInput): Placed[][] {
  const { content, body, format, words } = input
  const { storm } = content
  if (!storm) return nothing(input, words.t('briefing.noStorm'))
  const figures = place({ kind: 'figures', items: stormFigures(storm, words) }, body)
  if (format === 'wide') {
    const [region, side] = split(body, 'x', [0.64, 0.36], 20)
    if (!region || !side) return []
    const [local, under] = cutTop(side, 290, 16)
    return [[place({ kind: 'map', scope: 'region' }, region), place({ kind: 'map', scope: 'local' }, local), { ...figures, at: under }]]
  }
  const [top, rest] = cutTop(body, figureHeight(format) * 2, 14)
  const [region, local] = split(rest, 'y', [0.62, 0.38], 16)
  if (!region || !local) return []
  return [[{ ...figures, at: top }, place({ kind: 'map', scope: 'region' }, region), place({ kind: 'map', scope: 'local' }, local)]]
}

function stormFigures(storm: StormPart, words: Words): PageFigure[] {
  const { t } = words
  if (!storm.now) return [{ label: t('briefing.stormPlace'), value: UNKNOWN, note: t('briefing.placeUnknown') }]
  const { centre, windMps, pressureHpa, distanceM, bearingDeg } = storm.now
  const landing = landingOf(storm)
  return [
    { label: t('briefing.stormPlace'), value: placeText(centre), note: t('briefing.note.agency', { agency: storm.agency }) },
    { label: t('briefing.figure.stormDistance'), value: kmText(distanceM), note: directionText(bearingDeg, words) },
    { label: t('briefing.figure.stormWind'), value: windMps === null ? UNKNOWN : `${Math.round(windMps)} m/s` },
    { label: t('briefing.figure.stormPressure'), value: pressureHpa === null ? UNKNOWN : `${Math.round(pressureHpa)} hPa` },
    landingFigure(storm, landing, words),
    { label: t('briefing.phase'), value: t(storm.observedUntil !== null && storm.at <= storm.observedUntil ? 'briefing.phase.observed' : 'briefing.phase.forecast'), note: dateText(storm.at, words) },
  ]
}

/** The landing that is ahead, or else the last one. */
const landingOf = (storm: StormPart) => storm.landings?.find(({ at }) => at >= storm.at) ?? storm.landings?.at(-1)

function landingFigure(storm: StormPart, landing: ReturnType<typeof landingOf>, words: Words): PageFigure {
  const { t } = words
  if (landing) return { label: t(landing.at > storm.at ? 'briefing.landing.ahead' : 'briefing.landing.past'), value: dateText(landing.at, words), note: placeText(landing.where) }
  return { label: t('briefing.landing.ahead'), value: UNKNOWN, note: t(storm.landings ? 'briefing.landing.none' : 'briefing.landing.unknown') }
}

/** When the wind comes to each township, with the honest spread; those that are reached first. */
export function arrivalPages(input: PageInput): Placed[][] {
  const { content, words } = input
  const { t } = words
  const { storm, towns } = content
  if (!storm) return nothing(input, t('briefing.noStorm'))
  const { left, right } = columnsOf
  const columns = [
    left(t('briefing.column.town'), 2),
    left(t('briefing.column.force'), 1.2),
    left(t('briefing.column.arrives'), 1.8),
    left(t('briefing.column.spread'), 3),
    left(t('briefing.column.leaves'), 1.8),
    left(t('briefing.column.strongest'), 1.2),
    right(t('briefing.column.closest'), 1.4),
    right(t('briefing.column.closestAt'), 1.8),
  ]
  const reached = reachedTowns(content)
  const others = towns.filter(({ arrives }) => arrives === null)
  const rows = [...reached, ...others].map((town): Cell[] => [
    say(words, town.name),
    town.arrives ? forceText(town.arrives.force, words) : UNKNOWN,
    town.arrives ? hourText(town.arrives.at, words) : UNKNOWN,
    spreadOf(town, words),
    town.leavesAt === null ? UNKNOWN : hourText(town.leavesAt, words),
    town.strongest ? forceText(town.strongest, words) : UNKNOWN,
    town.closest ? kmText(town.closest.metres) : UNKNOWN,
    town.closest ? hourText(town.closest.at, words) : UNKNOWN,
  ])
  const first = reached[0]
  return tablePages(input, columns, rows, [
    landingFigure(storm, landingOf(storm), words),
    { label: t('briefing.towns.reached'), value: `${reached.length}/${towns.length}` },
    ...(first ? [{ label: t('briefing.towns.first'), value: say(words, first.name), note: `${hourText(first.arrives.at, words)} ${forceText(first.arrives.force, words)}` }] : []),
  ])
}

function spreadOf({ arrives, circles }: { readonly arrives: { readonly at: number; readonly earliest: number; readonly latest: number | null } | null; readonly circles: readonly { readonly possibleFrom: number | null }[] }, words: Words): string {
  const { t } = words
  if (!arrives) {
    const possible = circles.map(({ possibleFrom }) => possibleFrom).filter((at) => at !== null)
    return possible.length === 0 ? UNKNOWN : t('briefing.possible', { time: hourText(Math.min(...possible), words) })
  }
  if (arrives.latest === null) return t('briefing.spread.orNot', { earliest: hourText(arrives.earliest, words) })
  if (arrives.earliest === arrives.at && arrives.latest === arrives.at) return t('briefing.observedAlready')
  return `${hourText(arrives.earliest, words)} – ${hourText(arrives.latest, words)}`
}

/** What lies inside the circles, hour by hour: one chart a kind, then the figures. */
export function exposurePages(input: PageInput): Placed[][] {
  const { content, body, format, words } = input
  const { storm } = content
  const exposure = storm?.exposure
  if (!storm || !exposure) return nothing(input, words.t(storm ? 'briefing.noExposure' : 'briefing.noStorm'))
  const forces = [...new Set(exposure.steps.flatMap(({ circles }) => (circles ?? []).map(({ force }) => force)))].toSorted((a, b) => FORCE_MPS[a] - FORCE_MPS[b])
  if (forces.length === 0) return nothing(input, words.t('briefing.noCircles'))
  const table = exposureTable(exposure, forces, words, TYPE[format].row)
  const tableHeight = TYPE[format].row * (Math.min(table.rows.length, rowsIn(body, format)) + 1.2)
  const [above, below] = cutTop(body, body.h - tableHeight - 14, 14)
  const across = format === 'wide' ? 3 : 2
  const charts = exposure.kinds.slice(0, 6).map((kind, i) => chartOf(exposure, forces, kind, i, storm.at, words))
  const lines = split(above, 'y', Array.from({ length: Math.ceil(charts.length / across) }, () => 1), 14)
  const placed = lines.flatMap((line, row) => split(line, 'x', Array.from({ length: across }, () => 1), 18).flatMap((at, column) => {
    const block = charts[row * across + column]
    return block ? [place(block, at)] : []
  }))
  return [[...placed, place(table, below)]]
}

function chartOf({ steps }: ExposurePart, forces: readonly WindForce[], kind: CountedKind, index: number, at: number, words: Words): Block {
  const mark = steps.findLastIndex((step) => step.at <= at)
  return {
    kind: 'chart',
    title: words.t(`briefing.kind.${kind}`),
    labels: steps.map((step) => hourText(step.at, words)),
    mark: mark < 0 ? null : mark,
    // An hour of which nobody gives circles is a gap, not a zero; one without this circle alone is a zero.
    series: forces.map((force) => ({
      name: forceText(force, words),
      values: steps.map(({ circles }) => (circles === null ? null : (circles.find((circle) => circle.force === force)?.counts[index] ?? 0))),
    })),
  }
}

function exposureTable({ kinds, totals, steps, now }: ExposurePart, forces: readonly WindForce[], words: Words, row: number): Extract<Block, { kind: 'table' }> {
  const { t } = words
  const { left, right } = columnsOf
  const widest = forces[0]
  const columns = [
    left(t('briefing.column.kind'), 2),
    right(t('briefing.column.total'), 1.4),
    ...forces.map((force) => right(t('briefing.column.insideNow', { force: forceText(force, words) }), 1.6)),
    right(t('briefing.column.peak', { force: widest ? forceText(widest, words) : '' }), 1.6),
    left(t('briefing.column.peakAt'), 1.6),
  ]
  const rows = kinds.map((kind, i): Cell[] => {
    let peak: { at: number; count: number } | null = null
    for (const { at, circles } of steps) {
      const count = circles?.find(({ force }) => force === widest)?.counts[i] ?? 0
      if (count > 0 && (peak === null || count > peak.count)) peak = { at, count }
    }
    return [
      t(`briefing.kind.${kind}`),
      numberText(totals[i]),
      ...forces.map((force) => (now === null ? UNKNOWN : numberText(now.find((circle) => circle.force === force)?.counts[i] ?? 0))),
      numberText(peak?.count ?? 0),
      peak ? hourText(peak.at, words) : UNKNOWN,
    ]
  })
  return { kind: 'table', columns, rows, row }
}
