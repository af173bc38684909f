import { displayName, type DesktopText, type DesktopWords } from '../../../shared/ipc/desktop-words'
import type { HubChoice, LayoutWindow, Settings } from '../../../shared/ipc/settings'
import type { DisplayRow } from '../../../shared/ipc/shell-pages'
import { startPage } from './bridge'
import { el, select } from './elements'
import { problemText } from './problems'

const SHOWS = ['none', 'desk', 'wall'] as const
const MODES = ['window', 'fullscreen', 'kiosk'] as const

/** A row of the table: one screen on a display, or none. `read` gives null for nothing, or the text of what is wrong. */
interface LayoutRow {
  readonly element: HTMLElement
  read(): LayoutWindow | null | string
}

void startPage('settings', (state, words, shell) => {
  document.title = words('desktop.set.title')
  const { settings } = state
  const hub = hubFields(settings.hub, words, () => shell.act({ type: 'pick-pack' }))
  const automatic = el('input', { type: 'radio', name: 'layout', id: 'automatic' })
  const custom = el('input', { type: 'radio', name: 'layout', id: 'custom' })
  automatic.checked = settings.layout === null
  custom.checked = settings.layout !== null
  const rows = state.displays.flatMap((display) => {
    const on = screensOn(display, settings)
    return (on.length === 0 ? [null] : on).map((window) => layoutRow(display, window, words))
  })
  const starts = el('input', { type: 'checkbox', id: 'start-with-system' })
  starts.checked = settings.startWithSystem
  const memory = el('input', { id: 'memory', inputmode: 'numeric', size: '6', value: String(settings.memoryLimitMb) })
  const said = el('p', { class: 'problem', role: 'status' })

  async function save(): Promise<void> {
    const windows = rows.map((row) => row.read())
    const wrong = windows.find((window) => typeof window === 'string')
    if (custom.checked && wrong !== undefined) {
      said.textContent = wrong
      return
    }
    const layout = windows.filter((window): window is LayoutWindow => typeof window === 'object' && window !== null)
    const next: Settings = {
      ...settings,
      hub: state.hubGiven ? settings.hub : hub.read(),
      layout: custom.checked && layout.length > 0 ? { windows: layout } : null,
      startWithSystem: starts.checked,
      memoryLimitMb: Number(memory.value),
    }
    said.textContent = words('desktop.set.saving')
    const answer = await shell.act({ type: 'save', settings: next })
    said.textContent = answer.ok ? words(answer.value === 'restart' ? 'desktop.set.restart' : 'desktop.set.saved') : problemText(answer.error, words)
  }

  return [
    el(
      'main',
      {},
      el('h1', {}, words('desktop.set.title')),
      ...state.notices.map((notice) => el('p', { class: 'line' }, notice)),
      el('h2', {}, words('desktop.set.hub')),
      state.hubGiven ? el('p', { class: 'hint' }, words('desktop.set.hubGiven')) : hub.element,
      el('h2', {}, words('desktop.set.layout'), el('button', { id: 'identify', onclick: () => void shell.act({ type: 'identify' }) }, words('desktop.identify'))),
      el('label', { class: 'choice' }, automatic, words('desktop.set.automatic')),
      el('label', { class: 'choice' }, custom, words('desktop.set.custom')),
      el(
        'table',
        {},
        el('thead', {}, el('tr', {}, ...(['display', 'shows', 'mode', 'wall', 'scene', 'part'] as const).map((key) => el('th', {}, words(`desktop.set.${key}`))))),
        el('tbody', { oninput: () => (custom.checked = true) }, ...rows.map(({ element }) => element)),
      ),
      el('p', { class: 'hint' }, words('desktop.set.escape')),
      el('h2', {}, words('desktop.set.other')),
      el('label', { class: 'choice' }, starts, words('desktop.set.startWithSystem')),
      el('label', { class: 'choice' }, memory, words('desktop.set.memory')),
      el('p', { class: 'hint' }, words(state.keyring ? 'desktop.keyring' : 'desktop.noKeyring')),
      el('p', { class: 'hint' }, words('desktop.set.folder', { folder: state.folder })),
      said,
      el(
        'div',
        { class: 'actions' },
        el('button', { class: 'main', id: 'save', onclick: () => void save() }, words('desktop.set.save')),
        el('button', { id: 'log', onclick: () => void shell.act({ type: 'log' }) }, words('desktop.log')),
        el('button', { id: 'close', onclick: () => void shell.act({ type: 'close' }) }, words('desktop.set.close')),
      ),
    ),
  ]
})

function hubFields(hub: HubChoice | null, words: DesktopWords, pickPack: () => Promise<{ readonly ok: boolean; readonly value?: string | null }>) {
  const kind = select(hub?.kind ?? 'embedded', (['embedded', 'external', 'demonstration'] as const).map((one) => [one, words(`desktop.first.${one}` as DesktopText)]), words('desktop.set.hub'))
  const pack = el('input', { id: 'pack', value: hub?.kind === 'embedded' ? (hub.pack ?? '') : '', placeholder: words('desktop.first.pack') })
  const port = el('input', { id: 'port', size: '6', inputmode: 'numeric', 'aria-label': words('desktop.set.port'), value: String(hub?.kind === 'embedded' ? hub.port : 8_710) })
  const url = el('input', { id: 'url', placeholder: 'http://192.168.1.10:8710', 'aria-label': words('desktop.first.url'), value: hub?.kind === 'external' ? hub.url : '' })
  const pick = async () => {
    const picked = await pickPack()
    if (picked.value) pack.value = picked.value
  }
  const embedded = el('span', { class: 'row' }, pack, el('button', { type: 'button', onclick: () => void pick() }, words('desktop.first.pick')), words('desktop.set.port'), port)
  const show = () => {
    embedded.hidden = kind.value !== 'embedded'
    url.hidden = kind.value !== 'external'
  }
  kind.addEventListener('change', show)
  show()
  return {
    element: el('div', { class: 'row' }, kind, embedded, url),
    read(): HubChoice {
      if (kind.value === 'external') return { kind: 'external', url: url.value.trim().replace(/\/+$/, '') }
      if (kind.value === 'demonstration') return { kind: 'demonstration' }
      return { kind: 'embedded', pack: pack.value.trim() === '' ? null : pack.value.trim(), port: Number(port.value) }
    },
  }
}

/** Several may be on one display: a window before a wall, say. Each is a row, so that saving loses none of them. */
function screensOn(display: DisplayRow, { layout }: Settings): readonly LayoutWindow[] {
  const same = JSON.stringify(display.identity)
  return (layout?.windows ?? []).filter((window) => (window.display === null ? display.primary : JSON.stringify(window.display) === same))
}

function layoutRow(display: DisplayRow, now: LayoutWindow | null, words: DesktopWords): LayoutRow {
  const shows = select(now?.screen ?? 'none', SHOWS.map((one) => [one, one === 'none' ? words('desktop.set.none') : showName(one, words)]), words('desktop.set.shows'))
  const mode = select(now?.mode ?? 'fullscreen', MODES.map((one) => [one, words(`desktop.set.${one}`)]), words('desktop.set.mode'))
  const wall = el('input', { size: '8', 'aria-label': words('desktop.set.wall'), value: now?.wall ?? 'main' })
  const scene = el('input', { size: '8', 'aria-label': words('desktop.set.scene'), value: now?.scene ?? '' })
  const part = el('input', { size: '8', 'aria-label': words('desktop.set.part'), value: now?.part ? [now.part.column, now.part.row, now.part.columns, now.part.rows].join(',') : '' })
  const show = () => {
    for (const field of [wall, scene, part]) field.disabled = shows.value !== 'wall'
    mode.disabled = shows.value === 'none'
  }
  shows.addEventListener('change', show)
  show()
  const marks = [display.primary ? words('desktop.set.primary') : '', display.present ? '' : words('desktop.set.absent')].filter(Boolean)
  return {
    element: el('tr', { 'data-display': String(display.number) }, el('td', {}, `${display.number}  ${displayName(display.identity, words)}`, ...(marks.length > 0 ? [el('small', {}, marks.join(' · '))] : [])), ...[shows, mode, wall, scene, part].map((field) => el('td', {}, field))),
    read() {
      if (shows.value === 'none') return null
      const numbers = part.value.trim() === '' ? null : part.value.split(',').map((text) => Number.parseInt(text, 10))
      if (numbers && (numbers.length !== 4 || numbers.some((value) => !Number.isInteger(value)))) return words('desktop.set.badPart')
      const [column = 0, row = 0, columns = 1, rows = 1] = numbers ?? []
      return {
        screen: shows.value === 'desk' ? 'desk' : 'wall',
        // "The main display" stays that, whichever it is.
        display: now && now.display === null ? null : display.identity,
        mode: MODES.find((one) => one === mode.value) ?? 'fullscreen',
        wall: wall.value.trim() || 'main',
        scene: scene.value.trim() || null,
        part: numbers ? { column, row, columns, rows } : null,
      }
    },
  }
}

const showName = (screen: 'desk' | 'wall', words: DesktopWords) => words(screen === 'desk' ? 'desktop.set.desk' : 'desktop.set.wallScreen')
