import { changeText, figureText, dateText, hourText, lengthText, numberText, say, spreadText, forceText, UNKNOWN, valueText, type Words } from './words'
import type { BriefingContent, TownRow } from './content'
import { type Cell, type Column, cutTop, nothing, type PageFigure, type PageInput, place, type Placed, rowsIn, TYPE } from './page'
import { figureHeight } from './pages-text'

/** Rows are put so much closer where that saves a page. */
const CLOSEST = 0.78

/** A table on as many pages as it needs, with its head on each, evenly filled; figures stand over the first. */
export function tablePages(input: PageInput, columns: readonly Column[], rows: readonly (readonly Cell[])[], figures: readonly PageFigure[] = []): Placed[][] {
  const { body, format } = input
  const [top, under] = figures.length > 0 ? cutTop(body, figureHeight(format) * Math.ceil(figures.length / perRow(format)), 16) : [null, body]
  const head = top ? [place({ kind: 'figures', items: figures }, top)] : []
  const usual = TYPE[format].row
  const least = usual * CLOSEST
  if ((rows.length + 1) * least <= under.h) {
    return [[...head, place({ kind: 'table', columns, rows, row: Math.min(usual, under.h / (rows.length + 1)) }, under)]]
  }
  const first = rowsIn(under, format)
  const later = rowsIn(body, format)
  const pages = 1 + Math.ceil((rows.length - first) / later)
  // The last page is not left with a single row.
  const each = Math.ceil((rows.length - first) / (pages - 1))
  return Array.from({ length: pages }, (_, page) => {
    const from = page === 0 ? 0 : first + (page - 1) * each
    const part = rows.slice(from, page === 0 ? first : from + each)
    return [...(page === 0 ? head : []), place({ kind: 'table', columns, rows: part, row: usual }, page === 0 ? under : body)]
  })
}

/** Figures in one row. */
export const perRow = (format: PageInput['format']): number => (format === 'wide' ? 6 : 4)

const left = (title: string, share: number): Column => ({ title, share, align: 'left' })
const right = (title: string, share: number): Column => ({ title, share, align: 'right' })
export const columnsOf = { left, right }

/** What is different from the briefing before, number by number. */
export function changePages(input: PageInput): Placed[][] {
  const { content, words } = input
  const { t } = words
  if (!content.previous) return nothing(input, t('briefing.changes.first'))
  const since = t('briefing.changes.since', { number: content.previous.number, time: dateText(content.previous.at, words) })
  if (content.changes.length === 0) return nothing(input, `${since} ${t('briefing.changes.none')}`)
  const columns = [left(t('briefing.column.figure'), 4), right(t('briefing.column.before'), 2), right(t('briefing.column.after'), 2), left(t('briefing.column.change'), 3)]
  const rows = content.changes.map((change): Cell[] => [
    figureText(change, words),
    valueText(change.before, change.unit, words),
    valueText(change.after, change.unit, words),
    changeText(change, words),
  ])
  return tablePages(input, columns, rows, [
    { label: t('briefing.changes.against'), value: content.previous.number, note: dateText(content.previous.at, words) },
    { label: t('briefing.changes.count'), value: numberText(content.changes.length) },
  ])
}

/** Alarms of the last day, how long orders and teams took, and the list. */
export function incidentPages(input: PageInput): Placed[][] {
  const { content, words } = input
  const { t } = words
  const { incidents, forces } = content
  const { casualties } = incidents
  const figures: PageFigure[] = [
    { label: t('briefing.figure.incidentsOpen'), value: numberText(incidents.open), note: t('briefing.note.reported', { n: incidents.reported }) },
    { label: t('briefing.figure.p90Delivered'), value: lengthText(incidents.toDelivered.p90Ms), note: spreadText(incidents.toDelivered, words) },
    { label: t('briefing.figure.p90Scene'), value: lengthText(incidents.toScene.p90Ms), note: spreadText(incidents.toScene, words) },
    { label: t('briefing.figure.teamsFree'), value: `${forces.free}/${forces.teams}`, note: t('briefing.note.committed', { n: forces.committed }) },
    { label: t('briefing.casualties'), value: `${numberText(casualties.dead)} / ${numberText(casualties.missing)}`, note: t('briefing.note.casualties', { injured: numberText(casualties.injured), rescued: numberText(casualties.rescued) }) },
  ]
  const columns = [
    left(t('briefing.column.number'), 2.2),
    left(t('briefing.column.kind'), 2),
    left(t('briefing.column.place'), 3.4),
    left(t('briefing.column.reported'), 1.7),
    left(t('briefing.column.status'), 1.3),
    right(t('briefing.column.delivered'), 1.3),
    right(t('briefing.column.scene'), 1.3),
  ]
  const rows = incidents.lines.map((line): Cell[] => [
    line.number,
    { text: say(words, line.kind), severity: line.severity },
    line.place,
    hourText(line.reportedAt, words),
    statusText(line.status, words),
    lengthText(line.toDeliveredMs),
    lengthText(line.toSceneMs),
  ])
  if (rows.length === 0) rows.push([t('briefing.incidents.none'), '', '', '', '', '', ''])
  return tablePages(input, columns, rows, figures)
}

function statusText(status: string, { t }: Words): string {
  return STATUSES.includes(status as never) ? t(`status.${status as (typeof STATUSES)[number]}`) : status
}
const STATUSES = ['reported', 'verified', 'dispatched', 'controlled', 'closed', 'false-alarm', 'merged'] as const

/** Everything that is known of each township. */
export function townPages(input: PageInput): Placed[][] {
  const { content, words } = input
  const { t } = words
  const has = partsOf(content)
  const columns = [
    left(t('briefing.column.town'), 2.2),
    ...(has.storm ? [left(t('briefing.column.arrives'), 2.4), left(t('briefing.column.strongest'), 1.3)] : []),
    ...(has.duties ? [right(t('briefing.column.duties'), 1.7)] : []),
    ...(has.callout ? [right(t('briefing.column.callout'), 1.7)] : []),
    ...(has.moved ? [right(t('briefing.column.moved'), 2)] : []),
    ...(has.vessels ? [right(t('briefing.column.vessels'), 1.6)] : []),
    ...(has.alerts ? [right(t('briefing.column.alerts'), 1.2)] : []),
    right(t('briefing.column.open'), 1.2),
    right(t('briefing.column.shelters'), 2.2),
    right(t('briefing.column.threatened'), 1.6),
  ]
  const rows = content.towns.map((town): Cell[] => [
    say(words, town.name),
    ...(has.storm ? [arrivesText(town, words), town.strongest ? forceText(town.strongest, words) : UNKNOWN] : []),
    ...(has.duties ? [town.duties ? `${town.duties.confirmed}/${town.duties.total}` : UNKNOWN] : []),
    ...(has.callout ? [town.callout ? `${town.callout.answered}/${town.callout.asked}` : UNKNOWN] : []),
    ...(has.moved ? [town.moved ? `${numberText(town.moved.away)}/${numberText(town.moved.people)}` : UNKNOWN] : []),
    ...(has.vessels ? [numberText(town.vessels?.atSea)] : []),
    ...(has.alerts ? [numberText(town.alerts)] : []),
    numberText(town.openIncidents),
    `${numberText(town.shelterPeople)}/${numberText(town.shelterCapacity)}`,
    numberText(town.threatened),
  ])
  return tablePages(input, columns, rows)
}

function arrivesText({ arrives }: TownRow, words: Words): string {
  return arrives ? `${hourText(arrives.at, words)} ${forceText(arrives.force, words)}` : UNKNOWN
}

const partsOf = ({ storm, towns }: BriefingContent) => ({
  storm: storm !== null,
  duties: towns.some(({ duties }) => duties !== null),
  callout: towns.some(({ callout }) => callout !== null),
  moved: towns.some(({ moved }) => moved !== null),
  vessels: towns.some(({ vessels }) => vessels !== null),
  alerts: towns.some(({ alerts }) => alerts !== null),
})
