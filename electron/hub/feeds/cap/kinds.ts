import type { Severity } from '../../../../shared/domain/incident/kind'

/**
 * From what a CAP message calls the event to the pack's kinds. Looked up in this order: a parameter or event code
 * named `dinghai:kind` (or a code that is itself a kind), a known event code, words of `event`, the category.
 * Event codes are those of SAME / the OASIS event terms list 1.0 and of the Chinese warning centre (11B..); an unknown
 * one falls through to the words.
 */
const BY_CODE: Readonly<Record<string, string>> = {
  // SAME (47 CFR 11.31)
  FFW: 'flood', FFS: 'flood', FLW: 'flood', FLS: 'flood', DBW: 'flood', CFW: 'flood', TSW: 'flood',
  LSW: 'landslide', AVW: 'landslide',
  FRW: 'fire-building', WFW: 'fire-forest',
  HMW: 'hazmat', RHW: 'hazmat', NUW: 'hazmat',
  CAE: 'missing-person-mountain', MEP: 'missing-person-mountain',
  // OASIS event terms
  'OET-070': 'fire-building', 'OET-073': 'flood', 'OET-080': 'flood', 'OET-119': 'landslide', 'OET-211': 'fire-forest',
  // 国家突发事件预警信息发布: 自然灾害 11A-11H, 事故灾难 12
  '11A01': 'flood', '11A02': 'flood', '11B03': 'flood', '11C05': 'landslide', '11C06': 'landslide', '11G01': 'fire-forest',
  '12A': 'hazmat',
}

const BY_WORD: readonly (readonly [RegExp, string])[] = [
  [/溺水|落水|drown/i, 'drowning'],
  [/(山|野外|mountain|hik).{0,8}(走失|失踪|被困|missing|lost)|(走失|失踪|missing|lost).{0,12}(山|mountain)/i, 'missing-person-mountain'],
  [/走失|失踪|missing|lost person|person lost/i, 'missing-person-water'],
  [/森林火|山火|林火|forest fire|wildfire|bush ?fire/i, 'fire-forest'],
  [/火灾|起火|fire/i, 'fire-building'],
  [/滑坡|泥石流|塌方|地质灾害|landslide|mudslide|debris flow/i, 'landslide'],
  [/倒塌|坍塌|collapse/i, 'collapse'],
  [/船|vessel|ship|maritime|mayday/i, 'vessel-distress'],
  [/危化|泄漏|化学|hazmat|hazardous|chemical|spill|leak/i, 'hazmat'],
  [/山洪|洪|内涝|涝|暴雨|flood|inundation/i, 'flood'],
  [/交通|车祸|traffic|road accident|collision/i, 'traffic'],
  [/急救|伤病|medical|ambulance/i, 'medical'],
]

const BY_CATEGORY: Readonly<Record<string, string>> = {
  Fire: 'fire-building',
  Health: 'medical',
  Transport: 'traffic',
  CBRNE: 'hazmat',
}

export interface EventWords {
  /** Values of `eventCode` and `parameter` with their names. */
  readonly codes: readonly { readonly name: string; readonly value: string }[]
  readonly event: string
  readonly categories: readonly string[]
}

/** The pack's kind for the event, or null if nothing says it. `known`: the codes that the pack has. */
export function kindOf(words: EventWords, known: ReadonlySet<string>): string | null {
  const named = words.codes.find((code) => code.name === 'dinghai:kind')
  // Said outright: taken as it is, so that a wrong one is refused by name and not guessed over.
  if (named) return named.value
  const usable = (kind: string | undefined): kind is string => kind !== undefined && known.has(kind)
  for (const { value } of words.codes) {
    if (known.has(value)) return value
    const kind = BY_CODE[value]
    if (usable(kind)) return kind
  }
  for (const [pattern, kind] of BY_WORD) if (usable(kind) && pattern.test(words.event)) return kind
  return words.categories.map((category) => BY_CATEGORY[category]).find(usable) ?? null
}

const SEVERITY: Readonly<Record<string, Severity>> = { Extreme: 'red', Severe: 'orange', Moderate: 'yellow', Minor: 'blue' }

/** CAP's severity in the four colours; undefined where the sender does not know. */
export function severityOf(text: string): Severity | undefined {
  return SEVERITY[text]
}
