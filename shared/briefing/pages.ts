import type { Edition, SectionId } from '../domain/briefing/state'
import type { BriefingContent } from './content'
import { BODY, type Draw, type Format, type Page, type PageInput } from './page'
import { coverPages, riskPages } from './pages-text'
import { changePages, incidentPages, townPages } from './pages-tables'
import { calloutPages, levelPages, relocationPages, seaPages } from './pages-parts'
import { arrivalPages, exposurePages, mapPages } from './pages-storm'
import type { Words } from './words'

const DRAW: Readonly<Record<SectionId, Draw>> = {
  cover: coverPages,
  changes: changePages,
  map: mapPages,
  arrivals: arrivalPages,
  exposure: exposurePages,
  level: levelPages,
  callout: calloutPages,
  relocation: relocationPages,
  sea: seaPages,
  incidents: incidentPages,
  risks: riskPages,
  towns: townPages,
}

/**
 * The pages of a briefing in a format: sections in the officer's order without the hidden ones, each on as many pages as it
 * needs. Pure: desk, wall, paper and slides draw the same blocks at the same places.
 */
export function pagesOf(content: BriefingContent, edition: Pick<Edition, 'title' | 'texts' | 'order' | 'hidden'>, format: Format, words: Words): Page[] {
  return edition.order.filter((section) => !edition.hidden.includes(section)).flatMap((section) => sectionPages(section, { content, edition, format, words, body: BODY[format] }))
}

/** The pages of one section, hidden or not: what the editor shows. */
export function sectionPages(section: SectionId, input: PageInput): Page[] {
  const drawn = DRAW[section](input)
  return drawn.map((blocks, index) => ({
    id: index === 0 ? section : `${section}-${index + 1}`,
    section,
    title: section === 'cover' ? input.edition.title : input.words.t(`briefing.section.${section}`),
    part: index + 1,
    parts: drawn.length,
    blocks,
  }))
}
