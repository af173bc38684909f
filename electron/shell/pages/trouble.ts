import type { DesktopText } from '../../../shared/ipc/desktop-words'
import type { IncidentList, PlainIncident } from '../../../shared/ipc/shell-pages'
import type { DesktopWords } from '../../../shared/ipc/desktop-words'
import { startPage } from './bridge'
import { el } from './elements'

const MARKS: Readonly<Record<PlainIncident['severity'], { readonly zh: string; readonly en: string }>> = {
  red: { zh: '红', en: 'R' },
  orange: { zh: '橙', en: 'O' },
  yellow: { zh: '黄', en: 'Y' },
  blue: { zh: '蓝', en: 'B' },
}
const STATUS: ReadonlySet<string> = new Set(['reported', 'verified', 'dispatched', 'controlled'])

void startPage('trouble', (state, words, shell) => {
  document.title = state.title
  return [
    el(
      'main',
      {},
      el('h1', {}, state.title),
      ...(state.hint === '' ? [] : [el('p', { class: 'hint' }, state.hint)]),
      ...state.lines.map((line) => el('p', { class: 'line' }, line)),
      ...(state.list ? [incidents(state.list, words, state.language)] : []),
      ...(state.log.length === 0 ? [] : [el('h2', {}, words('desktop.hubLog')), el('pre', {}, state.log.join('\n'))]),
      el('div', { class: 'actions' }, ...state.actions.map((type) => el('button', { id: type, onclick: () => void shell.act({ type }) }, words(`desktop.${type}`)))),
    ),
  ]
})

function incidents({ incidents: list, asOf }: IncidentList, words: DesktopWords, language: 'zh' | 'en'): HTMLElement {
  const time = new Date(asOf).toLocaleTimeString('zh-CN', { hour12: false })
  return el(
    'section',
    { 'data-testid': 'incidents' },
    el('h2', {}, words('desktop.openIncidents', { n: list.length }), el('small', {}, words('desktop.listAsOf', { time }))),
    ...(list.length === 0
      ? [el('p', {}, words('desktop.noIncidents'))]
      : [el('ul', { class: 'incidents' }, ...list.map((incident) => row(incident, asOf, words, language)))]),
  )
}

function row({ number, severity, place, status, reportedAt, answered }: PlainIncident, asOf: number, words: DesktopWords, language: 'zh' | 'en'): HTMLElement {
  const state = !answered ? words('desktop.unanswered') : STATUS.has(status) ? words(`desktop.status.${status}` as DesktopText) : status
  return el(
    'li',
    {},
    el('span', { class: `mark ${severity}`, role: 'img' }, MARKS[severity][language]),
    el('b', {}, place),
    el('span', { class: 'num' }, number),
    el('span', {}, state),
    el('span', { class: 'num' }, words('desktop.minutesAgo', { n: Math.max(0, Math.round((asOf - reportedAt) / 60_000)) })),
  )
}
