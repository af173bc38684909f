import { movedOf } from './freeze'
import { type Cell, nothing, type PageFigure, type PageInput, type Placed } from './page'
import { columnsOf, tablePages } from './pages-tables'
import { dateText, lengthText, numberText, say, UNKNOWN } from './words'

const { left, right } = columnsOf

/** The level in force and who has confirmed the duties that it brought. */
export function levelPages(input: PageInput): Placed[][] {
  const { content, words } = input
  const { t } = words
  const { response } = content
  if (!response) return nothing(input, t('briefing.notAvailable'))
  if (response.responseId === null) return nothing(input, t('briefing.level.none'))
  const { level, duties } = response
  const figures: PageFigure[] = [
    level
      ? { label: t('briefing.figure.level'), value: say(words, level.name), note: t('briefing.note.since', { time: dateText(level.since, words) }) }
      : { label: t('briefing.figure.level'), value: t('briefing.level.ended'), ...(response.endedAt === null ? {} : { note: dateText(response.endedAt, words) }) },
    { label: t('briefing.duties.total'), value: numberText(duties?.total) },
    { label: t('briefing.figure.dutiesConfirmed'), value: numberText(duties?.confirmed) },
    { label: t('briefing.duties.open'), value: numberText(duties?.open) },
    { label: t('briefing.figure.dutiesLate'), value: numberText(duties?.late) },
  ]
  const columns = [
    left(t('briefing.column.unit'), 4),
    right(t('briefing.duties.total'), 1.2),
    right(t('briefing.figure.dutiesConfirmed'), 1.4),
    right(t('briefing.duties.open'), 1.4),
    right(t('briefing.figure.dutiesLate'), 1.2),
    right(t('briefing.column.longestLate'), 1.6),
  ]
  const rows = response.byUnit
    .toSorted((a, b) => b.longestLateMs - a.longestLateMs || b.late - a.late)
    .map((unit): Cell[] => [say(words, unit.name), numberText(unit.total), numberText(unit.confirmed), numberText(unit.open), numberText(unit.late), unit.longestLateMs === 0 ? UNKNOWN : lengthText(unit.longestLateMs)])
  return tablePages(input, columns, rows, figures)
}

/** Who has read, answered and reported, by town. */
export function calloutPages(input: PageInput): Placed[][] {
  const { content, words } = input
  const { t } = words
  const { callout } = content
  if (!callout) return nothing(input, t('briefing.notAvailable'))
  if (callout.sent === 0) return nothing(input, t('briefing.callout.none'))
  const seconds = (value: number | undefined): string => (value === undefined ? UNKNOWN : lengthText(value * 1000))
  const figures: PageFigure[] = [
    { label: t('briefing.callout.warnings'), value: numberText(callout.warnings.length), ...(callout.warnings[0] ? { note: `${t(`severity.${callout.warnings[0].colour}`)} ${say(words, callout.warnings[0].kind)}` } : {}) },
    { label: t('briefing.figure.calloutRead'), value: `${numberText(callout.read)}/${numberText(callout.sent)}`, note: t('briefing.note.p90', { most: seconds(callout.readSeconds?.p90) }) },
    { label: t('briefing.callout.reached'), value: numberText(callout.reached) },
    { label: t('briefing.figure.calloutAnswered'), value: `${numberText(callout.answered)}/${numberText(callout.asked)}`, note: t('briefing.note.p90', { most: seconds(callout.answerSeconds?.p90) }) },
    { label: t('briefing.figure.calloutUnanswered'), value: numberText(callout.unanswered) },
    { label: t('briefing.callout.tasks'), value: numberText(callout.tasks) },
  ]
  const columns = [
    left(t('briefing.column.town'), 2.4),
    right(t('briefing.figure.calloutSent'), 1.2),
    right(t('briefing.figure.calloutRead'), 1.2),
    right(t('briefing.callout.reached'), 1.4),
    right(t('briefing.callout.unread'), 1.4),
    right(t('briefing.figure.calloutAnswered'), 1.4),
    right(t('briefing.figure.calloutUnanswered'), 1.4),
    right(t('briefing.callout.reported'), 1.4),
  ]
  const rows = callout.byTown.map((town): Cell[] => [
    town.name,
    ...[town.sent, town.read, town.reached, town.unread].map(numberText),
    `${numberText(town.answered)}/${numberText(town.asked)}`,
    numberText(town.unanswered),
    town.toReport === 0 ? UNKNOWN : `${numberText(town.reported)}/${numberText(town.toReport)}`,
  ])
  return tablePages(input, columns, rows, figures)
}

/** Who has been moved, who not, and which villages are silent, by town. */
export function relocationPages(input: PageInput): Placed[][] {
  const { content, words } = input
  const { t } = words
  const { relocation } = content
  if (!relocation) return nothing(input, t('briefing.notAvailable'))
  const { total, shelters } = relocation
  if (!relocation.relocation || !total) return nothing(input, t('briefing.relocation.none'))
  const figures: PageFigure[] = [
    { label: t('briefing.figure.toMove'), value: numberText(total.people), note: t('briefing.note.households', { n: numberText(total.households) }) },
    { label: t('briefing.figure.moved'), value: numberText(movedOf(total)), note: t('briefing.note.left', { n: numberText(total.people - movedOf(total)) }) },
    { label: t('briefing.relocation.refuses'), value: numberText(total.by.refuses) },
    { label: t('briefing.relocation.helped'), value: numberText(total.helped) },
    { label: t('briefing.figure.villagesReported'), value: `${total.reported}/${total.villages}`, note: t('briefing.note.confirmed', { n: total.confirmed }) },
    { label: t('briefing.figure.shelterPeople'), value: numberText(shelters?.persons), ...(shelters ? { note: t('briefing.note.capacity', { n: numberText(shelters.capacity) }) } : {}) },
  ]
  const columns = [
    left(t('briefing.column.town'), 2.2),
    right(t('briefing.figure.toMove'), 1.3),
    right(t('briefing.figure.moved'), 1.3),
    right(t('briefing.relocation.left'), 1.3),
    right(t('briefing.relocation.refuses'), 1.2),
    right(t('briefing.figure.villagesReported'), 1.6),
    left(t('briefing.relocation.silent'), 4),
  ]
  const rows = relocation.byTown.map((town): Cell[] => [
    town.name,
    numberText(town.people),
    numberText(movedOf(town)),
    numberText(town.people - movedOf(town)),
    numberText(town.by.refuses),
    `${town.reported}/${town.villages}`,
    town.silent.length === 0 ? UNKNOWN : t('briefing.relocation.silentNames', { n: town.silent.length, names: town.silent.map(({ name }) => name).join(t('briefing.comma')) }),
  ])
  return tablePages(input, columns, rows, figures)
}

/** Vessels at sea, called back, and those that cannot be in port in time. */
export function seaPages(input: PageInput): Placed[][] {
  const { content, words } = input
  const { t } = words
  const { sea } = content
  if (!sea) return nothing(input, t('briefing.notAvailable'))
  if (sea.positionsAt === null && sea.recall === null) return nothing(input, t('briefing.sea.none'))
  const { recall } = sea
  const figures: PageFigure[] = [
    { label: t('briefing.figure.vesselsAtSea'), value: numberText(sea.atSea), ...(sea.positionsAt === null ? {} : { note: t('briefing.note.positions', { time: dateText(sea.positionsAt, words) }) }) },
    { label: t('briefing.sea.inPort'), value: numberText(sea.inPort) },
    { label: t('briefing.figure.vesselsLate'), value: numberText(sea.late), note: t('briefing.note.inside', { n: numberText(sea.inside) }) },
    { label: t('briefing.sea.silent'), value: numberText(sea.silent) },
    ...(recall
      ? [
          { label: t('briefing.sea.called'), value: numberText(recall.called), note: t('briefing.note.unable', { n: recall.unable }) },
          { label: t('briefing.figure.recallInPort'), value: numberText(recall.inPort), note: t('briefing.note.moving', { n: recall.moving }) },
        ]
      : [{ label: t('briefing.sea.called'), value: UNKNOWN, note: t('briefing.sea.noRecall') }]),
  ]
  const columns = [left(t('briefing.column.homeTown'), 3), right(t('briefing.column.vesselsAll'), 1.5), right(t('briefing.figure.vesselsAtSea'), 1.5), right(t('briefing.sea.inPort'), 1.5), right(t('briefing.figure.vesselsLate'), 1.8)]
  const rows = sea.byTown.map((town): Cell[] => [town.town === '' ? t('briefing.sea.noHome') : town.town, numberText(town.vessels), numberText(town.atSea), numberText(town.inPort), numberText(town.late)])
  return tablePages(input, columns, rows, figures)
}
