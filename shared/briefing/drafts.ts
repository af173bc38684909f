import { HOUR } from '../base/time'
import { FORCE_MPS } from '../domain/typhoon/state'
import { SECTIONS, type Edition, type SectionId } from '../domain/briefing/state'
import type { Language, Translate } from '../i18n/catalogue'
import type { BriefingContent, StormPart, TownRow } from './content'
import { movedOf } from './freeze'
import { dateText, directionText, forceText, hourText, kmText, lengthText, numberText, placeText, say, type Words } from './words'

/** The words of a new briefing, drafted from its numbers: the officer goes on from there. */
export function draftEdition(content: BriefingContent, t: Translate, language: Language): Edition {
  const words: Words = { t, language, zone: content.zone }
  const { storm } = content
  const title = storm ? t('briefing.draft.title', { storm: say(words, storm.name) }) : t('briefing.draft.titleCalm')
  const findings = findingsOf(content, words)
  return {
    title,
    texts: {
      summary: summaryOf(content, words).join('\n'),
      risks: (findings.length > 0 ? findings.map(({ risk }) => risk) : [t('briefing.draft.noRisk')]).join('\n'),
      proposals: (findings.length > 0 ? findings.map(({ proposal }) => proposal) : [t('briefing.draft.noProposal')]).join('\n'),
    },
    order: [...SECTIONS],
    hidden: emptySections(content),
    notes: {},
  }
}

/** What has nothing to tell gets no page unless the officer wants one; the cover says that it is missing. */
function emptySections({ storm, previous, response, callout, relocation, sea }: BriefingContent): SectionId[] {
  return [
    ...(storm ? [] : (['map', 'arrivals', 'exposure'] as const)),
    ...(previous ? [] : (['changes'] as const)),
    ...(response?.responseId == null ? (['level'] as const) : []),
    ...(callout && callout.sent > 0 ? [] : (['callout'] as const)),
    ...(relocation?.relocation ? [] : (['relocation'] as const)),
    ...(sea && (sea.positionsAt !== null || sea.recall) ? [] : (['sea'] as const)),
  ]
}

function summaryOf(content: BriefingContent, words: Words): string[] {
  const { t } = words
  const { storm, incidents, forces, response, callout, relocation, sea } = content
  const lines: string[] = []
  if (storm) lines.push(...stormLines(storm, content, words))
  if (response?.level) {
    const { duties } = response
    lines.push(
      joined(
        words,
        t('briefing.draft.level', { level: say(words, response.level.name), since: dateText(response.level.since, words) }),
        duties && t('briefing.draft.duties', { confirmed: duties.confirmed, total: duties.total, late: duties.late }),
      ),
    )
  }
  if (callout && callout.sent > 0) lines.push(t('briefing.draft.callout', { sent: callout.sent, read: callout.read, answered: callout.answered, asked: callout.asked }))
  if (relocation?.total) {
    const { total } = relocation
    lines.push(t('briefing.draft.moved', { people: numberText(total.people), moved: numberText(movedOf(total)), reported: total.reported, villages: total.villages }))
  }
  if (sea?.atSea != null) {
    const late = sea.late === null ? null : t('briefing.draft.seaLate', { late: numberText(sea.late) })
    lines.push(joined(words, t('briefing.draft.sea', { atSea: numberText(sea.atSea), inPort: numberText(sea.inPort) }), late))
  }
  lines.push(
    joined(
      words,
      t('briefing.draft.incidents', { reported: incidents.reported, open: incidents.open, free: forces.free, committed: forces.committed }),
      incidents.toScene.p90Ms === null ? null : t('briefing.draft.scene', { most: lengthText(incidents.toScene.p90Ms) }),
    ),
  )
  return lines
}

/** Sentences after each other, as the language has them. */
const joined = ({ language }: Words, ...sentences: (string | null)[]): string => sentences.filter((one) => one !== null).join(language === 'zh' ? '' : ' ')

function stormLines(storm: StormPart, content: BriefingContent, words: Words): string[] {
  const { t } = words
  const lines: string[] = []
  if (storm.now) {
    const { centre, windMps, pressureHpa, distanceM, bearingDeg } = storm.now
    const strength = [windMps === null ? '' : `${Math.round(windMps)} m/s`, pressureHpa === null ? '' : `${Math.round(pressureHpa)} hPa`].filter((part) => part !== '')
    lines.push(
      t('briefing.draft.storm', {
        time: dateText(storm.at, words),
        storm: say(words, storm.name),
        place: placeText(centre),
        jurisdiction: say(words, content.jurisdiction.name),
        direction: directionText(bearingDeg, words),
        distance: kmText(distanceM),
        strength: strength.length > 0 ? strength.join(', ') : t('briefing.draft.strengthUnknown'),
        agency: storm.agency,
      }),
    )
  }
  const landing = storm.landings?.find(({ at }) => at >= storm.at) ?? storm.landings?.at(-1)
  if (landing) {
    const key = landing.at > storm.at ? 'briefing.draft.willLand' : 'briefing.draft.landed'
    lines.push(t(key, { time: dateText(landing.at, words), place: placeText(landing.where) }))
  } else if (storm.landings) {
    lines.push(t('briefing.draft.noLanding', { until: dateText(storm.fixes.at(-1)?.at ?? storm.at, words) }))
  }
  const reached = reachedTowns(content)
  const first = reached[0]
  if (first) {
    lines.push(
      t('briefing.draft.arrives', {
        n: reached.length,
        of: content.towns.length,
        town: say(words, first.name),
        force: forceText(first.arrives.force, words),
        time: dateText(first.arrives.at, words),
      }),
    )
  }
  return lines
}

/** Townships that a circle reaches, the first one first. */
export function reachedTowns({ towns }: Pick<BriefingContent, 'towns'>): (TownRow & { readonly arrives: NonNullable<TownRow['arrives']> })[] {
  return towns
    .flatMap((town) => (town.arrives ? [{ ...town, arrives: town.arrives }] : []))
    .toSorted((a, b) => a.arrives.at - b.arrives.at || a.id.localeCompare(b.id))
}

interface Finding {
  readonly risk: string
  readonly proposal: string
}

/** What the numbers themselves say should worry: each with its figure, and with what usually follows from it. */
function findingsOf(content: BriefingContent, words: Words): Finding[] {
  const { t } = words
  const { storm, incidents, shelters, response, callout, relocation, sea, risk } = content
  const found: Finding[] = []
  const next = reachedTowns(content).filter(({ arrives }) => storm && arrives.at > storm.at && arrives.at <= storm.at + 24 * HOUR)
  if (next[0]) {
    const towns = next.slice(0, 4).map((town) => t('briefing.draft.townAt', { town: say(words, town.name), time: hourText(town.arrives.at, words) }))
    found.push({
      risk: t('briefing.risk.wind', { n: next.length, force: forceText(next[0].arrives.force, words), towns: towns.join(t('briefing.comma')) }),
      proposal: t('briefing.proposal.wind', { time: dateText(next[0].arrives.at, words) }),
    })
  }
  const peak = peakOf(storm)
  if (peak) found.push({ risk: t('briefing.risk.peak', { force: forceText(peak.force, words), time: dateText(peak.at, words), people: numberText(peak.people) }), proposal: t('briefing.proposal.peak') })
  if (response?.duties && response.duties.late > 0) {
    const units = response.byUnit.filter(({ late }) => late > 0)
    found.push({
      risk: t('briefing.risk.duties', { late: response.duties.late, units: units.slice(0, 4).map(({ name }) => say(words, name)).join(t('briefing.comma')) }),
      proposal: t('briefing.proposal.duties'),
    })
  }
  if (callout && callout.unanswered > 0) found.push({ risk: t('briefing.risk.callout', { n: callout.unanswered }), proposal: t('briefing.proposal.callout', { n: callout.unanswered }) })
  if (relocation?.total) {
    const left = relocation.total.people - movedOf(relocation.total)
    if (left > 0 && relocation.relocation?.endedAt === null) {
      found.push({ risk: t('briefing.risk.moving', { left: numberText(left), silent: relocation.byTown.reduce((sum, { silent }) => sum + silent.length, 0) }), proposal: t('briefing.proposal.moving') })
    }
  }
  if (sea?.late != null && sea.late > 0) found.push({ risk: t('briefing.risk.vessels', { n: sea.late }), proposal: t('briefing.proposal.vessels') })
  if (risk?.people != null && risk.people > 0) found.push({ risk: t('briefing.risk.areas', { people: numberText(risk.people), n: numberText(risk.entered) }), proposal: t('briefing.proposal.areas') })
  if (shelters.people !== null && shelters.people > 0.9 * shelters.capacity) {
    found.push({ risk: t('briefing.risk.shelters', { people: numberText(shelters.people), capacity: numberText(shelters.capacity) }), proposal: t('briefing.proposal.shelters') })
  }
  const { toScene } = incidents
  if (toScene.p90Ms !== null && toScene.p90Ms > toScene.targetMs) {
    found.push({ risk: t('briefing.risk.scene', { most: lengthText(toScene.p90Ms), target: lengthText(toScene.targetMs), n: toScene.samples }), proposal: t('briefing.proposal.scene') })
  }
  return found
}

/** The hour ahead at which most people are inside the strongest circle that reaches anybody; null: none does. */
function peakOf(storm: StormPart | null): { readonly at: number; readonly force: Parameters<typeof forceText>[0]; readonly people: number } | null {
  const kind = storm?.exposure?.kinds.indexOf('people') ?? -1
  if (!storm?.exposure || kind < 0) return null
  let best: ReturnType<typeof peakOf> = null
  for (const { at, circles } of storm.exposure.steps) {
    if (at < storm.at) continue
    for (const { force, counts } of circles ?? []) {
      const people = counts[kind] ?? 0
      if (people === 0) continue
      const stronger = best === null ? 1 : FORCE_MPS[force] - FORCE_MPS[best.force]
      if (best === null || stronger > 0 || (stronger === 0 && people > best.people)) best = { at, force, people }
    }
  }
  return best
}
