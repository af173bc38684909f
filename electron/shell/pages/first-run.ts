import type { DesktopText } from '../../../shared/ipc/desktop-words'
import type { HubChoice } from '../../../shared/ipc/settings'
import { startPage } from './bridge'
import { el } from './elements'
import { problemText } from './problems'

const KINDS = ['embedded', 'external', 'demonstration'] as const

void startPage('first-run', (state, words, shell) => {
  document.title = words('desktop.first.title')
  const { hub } = state
  let kind: HubChoice['kind'] = hub?.kind ?? 'embedded'
  const pack = el('input', { id: 'pack', value: hub?.kind === 'embedded' ? (hub.pack ?? '') : '' })
  const port = el('input', { id: 'port', inputmode: 'numeric', size: '6', value: String(hub?.kind === 'embedded' ? hub.port : 8_710) })
  const url = el('input', { id: 'url', placeholder: 'http://192.168.1.10:8710', value: hub?.kind === 'external' ? hub.url : '' })
  const link = el('input', { id: 'link', type: 'password', autocomplete: 'off' })
  const problem = el('p', { class: 'problem', role: 'alert' })
  const go = el('button', { class: 'main', id: 'go', type: 'submit' }, words('desktop.first.go'))

  const fields: Readonly<Record<HubChoice['kind'], HTMLElement[]>> = {
    embedded: [
      el('label', {}, words('desktop.first.pack'), el('span', { class: 'row' }, pack, el('button', { type: 'button', onclick: () => void pick() }, words('desktop.first.pick')))),
      el('label', {}, words('desktop.set.port'), port),
    ],
    external: [el('label', {}, words('desktop.first.url'), url), el('label', {}, words('desktop.first.link'), link), el('p', { class: 'hint' }, words(state.keyring ? 'desktop.keyring' : 'desktop.noKeyring'))],
    demonstration: [],
  }
  const cards = KINDS.map((one) => {
    const radio = el('input', { type: 'radio', name: 'kind', id: `kind-${one}`, value: one, onchange: () => choose(one) })
    radio.checked = one === kind
    return el(
      'fieldset',
      { 'data-kind': one },
      el('label', { class: 'choice' }, radio, el('span', {}, el('b', {}, words(`desktop.first.${one}` as DesktopText)), el('small', {}, words(`desktop.first.${one}Hint` as DesktopText)))),
      el('div', { class: 'fields' }, ...fields[one]),
    )
  })

  function choose(one: HubChoice['kind']): void {
    kind = one
    problem.textContent = ''
    for (const card of cards) card.classList.toggle('chosen', card.dataset['kind'] === one)
  }
  async function pick(): Promise<void> {
    const picked = await shell.act({ type: 'pick-pack' })
    if (picked.ok && picked.value !== null) pack.value = picked.value
  }
  function chosen(): HubChoice {
    if (kind === 'embedded') return { kind, pack: pack.value.trim() === '' ? null : pack.value.trim(), port: Number(port.value) }
    return kind === 'external' ? { kind, url: url.value.trim().replace(/\/+$/, '') } : { kind }
  }
  /** The one-time link holds the address too: pasted into its field it is both. */
  function partPasted(): void {
    const [whole, origin] = /^(https?:\/\/[^/\s?#]+)\/(?:desk|wall)\/#k=\S+$/.exec(url.value.trim()) ?? []
    if (whole === undefined || origin === undefined) return
    link.value = whole
    url.value = origin
  }
  async function submit(): Promise<void> {
    partPasted()
    go.disabled = true
    problem.textContent = words('desktop.first.checking')
    const answer = await shell.act({ type: 'choose-hub', hub: chosen(), link: link.value.trim() === '' ? null : link.value.trim() })
    go.disabled = false
    if (answer.ok) return
    problem.textContent = problemText(answer.error, words)
  }
  choose(kind)
  return [
    el(
      'main',
      {},
      el('h1', {}, words('desktop.first.title')),
      el('p', { class: 'hint' }, words('desktop.first.hint')),
      ...state.notices.map((notice) => el('p', { class: 'line' }, notice)),
      el('form', { novalidate: true, onsubmit: (event) => (event.preventDefault(), void submit()) }, ...cards, problem, el('div', { class: 'actions' }, go, el('button', { type: 'button', onclick: () => void shell.act({ type: 'quit' }) }, words('desktop.quit')))),
    ),
  ]
})
