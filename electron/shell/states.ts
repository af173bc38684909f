import type { Language } from '../../shared/i18n/catalogue'
import { desktopWords, displayName } from '../../shared/ipc/desktop-words'
import { HUB_PROTOCOL } from '../../shared/ipc/hub-protocol'
import type { IncidentList, ShellPageState, TroubleAction } from '../../shared/ipc/shell-pages'
import { endingText } from './hub-restart'
import type { Trouble } from './keep-alive'
import type { Placement } from './layout'
import { reasonText } from './reasons'

/** Pure: what the page of trouble says. */

export interface StateFacts {
  readonly language: Language
  readonly version: string
  /** Address of the hub, without secrets. */
  readonly url: string
  readonly list: IncidentList | null
  /** The hub was given by whoever started the program: no other one can be chosen here. */
  readonly given: boolean
}

type TroubleState = Extract<ShellPageState, { page: 'trouble' }>

/** For a screen that cannot be shown. */
export function troubleState({ language, version, url, list, given }: StateFacts, trouble: Trouble): TroubleState {
  const words = desktopWords(language)
  const common = { page: 'trouble', language, version, lines: [], log: [], list } as const
  switch (trouble.kind) {
    case 'crashed':
      return { ...common, title: words('desktop.crashed'), hint: words('desktop.crashedHint', { url }), actions: ['retry', 'log'] }
    case 'unreachable':
      return { ...common, title: words('desktop.unreachable'), hint: words('desktop.unreachableHint', { url }), lines: [reasonText(trouble.why, words)], actions: ['retry', 'settings', ...another(given)] }
    case 'protocol':
      return {
        ...common,
        title: words('desktop.protocol'),
        hint: words('desktop.protocolHint', { theirs: trouble.theirs, ours: HUB_PROTOCOL, url }),
        actions: ['retry', ...another(given)],
      }
  }
}

/** For all screens, when the hub of our own was given up. */
export function failureState({ language, version, list, given }: StateFacts, code: number | null, tail: readonly string[]): TroubleState {
  const words = desktopWords(language)
  return {
    page: 'trouble',
    language,
    version,
    title: words('desktop.hubFailed'),
    hint: words('desktop.hubFailedHint'),
    lines: [words(endingText(code), { code: code ?? '' })],
    log: tail.slice(-12).map(plainLine),
    list,
    actions: ['retry', 'settings', ...another(given), 'log'],
  }
}

const another = (given: boolean): TroubleAction[] => (given ? [] : ['choose'])

/** A line of the hub's log for people: the time of this machine, its message and its error, where it is the log's JSON. */
function plainLine(line: string): string {
  try {
    const { time, msg, err, error } = JSON.parse(line) as { time?: unknown; msg?: unknown; err?: { message?: unknown }; error?: { message?: unknown } }
    const at = typeof time === 'number' ? `${new Date(time).toTimeString().slice(0, 8)} ` : ''
    const why = err?.message ?? error?.message
    return `${at}${typeof msg === 'string' ? msg : line}${typeof why === 'string' ? `: ${why}` : ''}`.slice(0, 300)
  } catch {
    return line.slice(0, 300)
  }
}

/** What to know at the start, in a window of its own. Null: nothing. */
export function noticeState(language: Language, version: string, lines: readonly string[], actions: readonly TroubleAction[]): TroubleState | null {
  if (lines.length === 0) return null
  return { page: 'trouble', language, version, title: desktopWords(language)('desktop.notice'), hint: '', lines, log: [], list: null, actions }
}

export function brokenNotice(language: Language, broken: { readonly reason: string; readonly keptAs: string | null } | null): string[] {
  if (!broken) return []
  const words = desktopWords(language)
  return [words('desktop.brokenSettings', { reason: broken.reason }), ...(broken.keptAs === null ? [] : [words('desktop.brokenKept', { file: broken.keptAs })])]
}

export function missingNotice(language: Language, placements: readonly Placement[]): string[] {
  const words = desktopWords(language)
  const missing = placements.flatMap(({ window, missing: gone }) => {
    if (!gone || !window.display) return []
    const screen = window.screen === 'desk' ? words('desktop.set.desk') : `${words('desktop.set.wallScreen')} ${window.wall}`
    return [words('desktop.missingDisplay', { display: displayName(window.display, words), screen })]
  })
  return missing.length === 0 ? [] : [words('desktop.missingDisplays'), ...missing, words('desktop.missingHint')]
}
