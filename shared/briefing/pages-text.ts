import type { BriefingContent } from './content'
import { movedOf } from './freeze'
import { wrap } from './measure'
import { cutTop, lineHeight, type PageFigure, type PageInput, place, type Placed, type Rect, split, TYPE } from './page'
import { dateText, kmText, lengthText, numberText, say, stampText, type Words } from './words'

/** Text is made smaller down to this part of its size before it goes on to another page. */
const SMALLEST = 0.78

/** Title, what it is about, the summary and the figures that matter most. */
export function coverPages({ content, edition, format, words, body }: PageInput): Placed[][] {
  const { t } = words
  const { storm } = content
  const wide = format === 'wide'
  const whole = { ...body, y: wide ? 40 : 48, h: body.y + body.h - (wide ? 40 : 48) }
  const sub = [
    `${say(words, content.organisation)} · ${t('briefing.dataTime', { time: stampText(content.at, content.zone) })}`,
    ...(storm ? [t('briefing.stormTime', { storm: say(words, storm.name), time: stampText(storm.at, content.zone), agency: storm.agency })] : []),
  ]
  const [head, rest] = cutTop(whole, wide ? 118 : 120, wide ? 18 : 16)
  const title = place({ kind: 'title', title: edition.title, sub }, head)
  const figures = place({ kind: 'figures', items: coverFigures(content, words) }, rest)
  const lines = [...edition.texts.summary.split('\n'), ...(absent(content, words) ?? [])]
  const needed = Math.min(rest.h * 0.58, lineHeight(TYPE[format].text) * (1.6 + lines.flatMap((line) => wrap(line, rest.w / TYPE[format].text)).length))
  const [left, right] = wide ? split(rest, 'x', [0.62, 0.38], 28) : cutTop(rest, needed, 20)
  if (!left || !right) return [[title, figures]]
  const columns = fitText(lines, left, TYPE[format].text)
  const [first, ...more] = columns
  const [numbers, stamp] = wide ? cutTop(right, right.h - 118, 14) : cutTop(right, right.h - 108, 12)
  return [
    [title, textBlock(t('briefing.summary'), first, left), { ...figures, at: numbers }, place({ kind: 'stamp' }, stamp)],
    ...more.map((page) => [textBlock(t('briefing.summary'), page, body)]),
  ]
}

/** Parts of which there is nothing to tell, in one line; null: there is none. */
function absent(content: BriefingContent, { t }: Words): string[] | null {
  const { storm, response, callout, relocation, sea, risk } = content
  const missing = [
    ...(storm ? [] : ['storm' as const]),
    ...(response?.responseId == null ? ['level' as const] : []),
    ...(callout && callout.sent > 0 ? [] : ['callout' as const]),
    ...(relocation?.relocation ? [] : ['relocation' as const]),
    ...(sea?.positionsAt == null ? ['sea' as const] : []),
    ...(risk?.watched == null ? ['risk' as const] : []),
  ]
  return missing.length === 0 ? null : [t('briefing.absent', { parts: missing.map((part) => t(`briefing.part.${part}`)).join(t('briefing.comma')) })]
}

function coverFigures(content: BriefingContent, words: Words): PageFigure[] {
  const { t } = words
  const { storm, incidents, forces, shelters, response, callout, relocation, sea } = content
  const figures: PageFigure[] = []
  const add = (label: string, value: string | null, note?: string) => {
    if (value !== null) figures.push({ label, value, ...(note === undefined ? {} : { note }) })
  }
  if (response?.level) add(t('briefing.figure.level'), say(words, response.level.name), response.duties ? t('briefing.note.duties', { confirmed: response.duties.confirmed, total: response.duties.total }) : undefined)
  if (storm?.now) {
    if (storm.now.windMps !== null) add(t('briefing.figure.stormWind'), `${Math.round(storm.now.windMps)} m/s`, storm.now.pressureHpa === null ? undefined : `${Math.round(storm.now.pressureHpa)} hPa`)
    add(t('briefing.figure.stormDistance'), kmText(storm.now.distanceM))
  }
  const landing = storm?.landings?.find(({ at }) => at >= storm.at) ?? storm?.landings?.at(-1)
  if (landing && storm) add(t(landing.at > storm.at ? 'briefing.landing.ahead' : 'briefing.landing.past'), dateText(landing.at, words))
  if (relocation?.total) add(t('briefing.figure.moved'), numberText(movedOf(relocation.total)), t('briefing.note.of', { n: numberText(relocation.total.people) }))
  if (callout && callout.asked > 0) add(t('briefing.figure.calloutAnswered'), `${callout.answered}/${callout.asked}`)
  if (sea?.atSea != null) add(t('briefing.figure.vesselsAtSea'), numberText(sea.atSea), sea.late === null ? undefined : t('briefing.note.late', { n: sea.late }))
  add(t('briefing.figure.incidentsOpen'), numberText(incidents.open), t('briefing.note.reported', { n: incidents.reported }))
  add(t('briefing.figure.p90Scene'), incidents.toScene.p90Ms === null ? null : lengthText(incidents.toScene.p90Ms), t('briefing.note.target', { target: lengthText(incidents.toScene.targetMs) }))
  add(t('briefing.figure.teamsFree'), `${forces.free}/${forces.teams}`, t('briefing.note.committed', { n: forces.committed }))
  if (shelters.shelters > 0) add(t('briefing.figure.shelterPeople'), numberText(shelters.people), t('briefing.note.capacity', { n: numberText(shelters.capacity) }))
  return figures.slice(0, 8)
}

/** Risks beside (or over) proposals; what does not fit goes on on further pages. */
export function riskPages({ content, edition, format, words, body }: PageInput): Placed[][] {
  const { t } = words
  const { risk } = content
  const figures: PageFigure[] =
    risk?.watched == null
      ? []
      : [
          { label: t('briefing.areas.watched'), value: numberText(risk.watched) },
          { label: t('briefing.areas.entered'), value: numberText(risk.entered), note: t('briefing.note.people', { n: numberText(risk.people) }) },
          { label: t('briefing.areas.open'), value: numberText(risk.alerts.open), note: t('briefing.note.late', { n: risk.alerts.late }) },
          { label: t('briefing.areas.closed'), value: numberText(risk.alerts.closed) },
        ]
  const [top, rest] = figures.length > 0 ? cutTop(body, figureHeight(format), 16) : [null, body]
  const [left, right] = split(rest, format === 'wide' ? 'x' : 'y', [1, 1], format === 'wide' ? 32 : 20)
  if (!left || !right) return []
  const risks = fitText(edition.texts.risks.split('\n'), left, TYPE[format].text)
  const proposals = fitText(edition.texts.proposals.split('\n'), right, TYPE[format].text)
  return Array.from({ length: Math.max(risks.length, proposals.length) }, (_, i) => [
    ...(top && i === 0 ? [place({ kind: 'figures', items: figures }, top)] : []),
    textBlock(t('briefing.risks'), risks[i], left),
    textBlock(t('briefing.proposals'), proposals[i], right),
  ])
}

export const figureHeight = (format: PageInput['format']): number => (format === 'wide' ? 84 : 66)

interface Fitted {
  readonly lines: readonly string[]
  readonly ends: readonly boolean[]
  readonly size: number
}

function textBlock(title: string, fitted: Fitted | undefined, at: Rect): Placed {
  return place({ kind: 'text', title, lines: fitted?.lines ?? [], ends: fitted?.ends ?? [], size: fitted?.size ?? 12 }, at)
}

/**
 * Breaks paragraphs into lines for a rectangle under a title: as large as fits, not smaller than three quarters of the
 * size; what is more than one page goes on on the next. Never empty.
 */
export function fitText(paragraphs: readonly string[], at: Rect, base: number): Fitted[] {
  const room = at.h - lineHeight(base) * 1.3
  for (const size of [base, base * 0.9, base * SMALLEST]) {
    const broken = paragraphs.map((paragraph) => wrap(paragraph, at.w / size))
    const lines = broken.flat()
    const ends = broken.flatMap((of) => of.map((_, i) => i === of.length - 1))
    const fits = Math.max(1, Math.floor(room / lineHeight(size)))
    if (lines.length <= fits) return [{ lines, ends, size }]
    if (size !== base * SMALLEST) continue
    const pages: Fitted[] = []
    for (let from = 0; from < lines.length; from += fits) pages.push({ lines: lines.slice(from, from + fits), ends: ends.slice(from, from + fits), size })
    return pages
  }
  return [{ lines: [], ends: [], size: base }]
}
