import type { DisplayIdentity, LayoutWindow } from '../../shared/ipc/settings'

/** Pure: which window goes where, from the displays that are there and the layout. */

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What the system tells of a display. Bounds are in its scaled pixels, as windows are placed. */
export interface DisplayFacts {
  /** The system's number: the same while the program runs, not over restarts. */
  readonly id: number
  readonly label: string
  readonly internal: boolean
  readonly bounds: Rectangle
  readonly workArea: Rectangle
  readonly scaleFactor: number
  /** Degrees clockwise: 0, 90, 180, 270. */
  readonly rotation: number
  readonly primary: boolean
}

export interface NamedDisplay extends DisplayFacts {
  readonly identity: DisplayIdentity
}

/** A window of the layout and where it belongs now. */
export interface Placement {
  readonly window: LayoutWindow
  /** Null: its display is not there and the window waits out of sight, alive. */
  readonly display: NamedDisplay | null
  readonly bounds: Rectangle | null
  readonly mode: LayoutWindow['mode']
  /** The layout's display is not there, wherever the window is now. */
  readonly missing: boolean
}

/** A desk or wall without a layout is an ordinary window of at most this. */
const WINDOW = { width: 1920, height: 1080 } as const

/**
 * Gives every display its identity. `known` are the identities of this run by the system's number: a display that was
 * named keeps its name when it is unplugged and comes back, moves, or changes resolution or scale, which matters where
 * equal ones can only be told apart by position.
 */
export function nameDisplays(displays: readonly DisplayFacts[], known: ReadonlyMap<number, DisplayIdentity>): NamedDisplay[] {
  const inOrder = displays.toSorted((a, b) => a.bounds.x - b.bounds.x || a.bounds.y - b.bounds.y || a.id - b.id)
  const named: NamedDisplay[] = []
  for (const display of inOrder) {
    const identity = known.get(display.id)
    if (identity) named.push({ ...display, identity })
  }
  for (const display of inOrder) {
    if (known.has(display.id)) continue
    const native = nativeSize(display)
    const taken = new Set(named.filter(({ identity }) => sameModel(identity, { ...display, ...native })).map(({ identity }) => identity.nth))
    let nth = 0
    while (taken.has(nth)) nth++
    named.push({ ...display, identity: { label: display.label, internal: display.internal, ...native, nth } })
  }
  return inOrder.map((display) => named.find(({ id }) => id === display.id)).filter((found) => found !== undefined)
}

function nativeSize({ bounds, scaleFactor, rotation }: DisplayFacts): { width: number; height: number } {
  const [width, height] = [Math.round(bounds.width * scaleFactor), Math.round(bounds.height * scaleFactor)]
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width }
}

type Model = Pick<DisplayIdentity, 'label' | 'internal' | 'width' | 'height'>

function sameModel(a: Model, b: Model): boolean {
  return a.label === b.label && a.internal === b.internal && a.width === b.width && a.height === b.height
}

export function sameDisplay(a: DisplayIdentity, b: DisplayIdentity): boolean {
  return sameModel(a, b) && a.nth === b.nth
}

/** Ever wider meanings of "this display": itself; with another resolution; with another place among its equals. */
const MATCHES: readonly ((wanted: DisplayIdentity, found: DisplayIdentity) => boolean)[] = [
  sameDisplay,
  (wanted, found) => wanted.label === found.label && wanted.internal === found.internal && wanted.nth === found.nth,
  (wanted, found) => wanted.label === found.label && wanted.internal === found.internal,
]

/** The display of each identity that a layout names, no display twice; missing ones are left out. */
function matchDisplays(wanted: readonly DisplayIdentity[], displays: readonly NamedDisplay[]): Map<string, NamedDisplay> {
  const found = new Map<string, NamedDisplay>()
  const free = new Set(displays)
  for (const matches of MATCHES) {
    for (const identity of wanted) {
      if (found.has(keyOf(identity))) continue
      const match = [...free].find((display) => matches(identity, display.identity))
      if (!match) continue
      found.set(keyOf(identity), match)
      free.delete(match)
    }
  }
  return found
}

const keyOf = ({ label, internal, width, height, nth }: DisplayIdentity) => JSON.stringify([label, internal, width, height, nth])

/**
 * Where every window belongs. A desk whose display is gone is an ordinary window of the main display, so that there is
 * always somewhere to work; a wall whose display is gone waits out of sight rather than lie over somebody's work, unless
 * nothing would be seen at all. `displays` must not be empty. `layout` null is automatic.
 */
export function placeWindows(layout: readonly LayoutWindow[] | null, displays: readonly NamedDisplay[]): Placement[] {
  const primary = displays.find((display) => display.primary) ?? displays[0]
  if (!primary) return []
  const windows = layout ?? automaticLayout(displays, primary)
  const wanted = windows.flatMap(({ display }) => (display ? [display] : []))
  const found = matchDisplays(wanted, displays)
  const placements = windows.map((window): Placement => {
    const display = window.display ? found.get(keyOf(window.display)) : primary
    if (display) return placed(window, display, window.mode, false)
    if (window.screen === 'desk') return placed(window, primary, 'window', true)
    return { window, display: null, bounds: null, mode: window.mode, missing: true }
  })
  if (placements.some(({ display }) => display)) return placements
  return placements.map((placement, index) => (index === 0 ? placed(placement.window, primary, placement.mode, true) : placement))
}

function placed(window: LayoutWindow, display: NamedDisplay, mode: Placement['mode'], missing: boolean): Placement {
  return { window, display, bounds: mode === 'window' ? windowIn(display.workArea) : display.bounds, mode, missing }
}

/** An ordinary window in the middle of a display's free area. */
export function windowIn(area: Rectangle): Rectangle {
  const width = Math.min(WINDOW.width, area.width)
  const height = Math.min(WINDOW.height, area.height)
  return { x: area.x + Math.floor((area.width - width) / 2), y: area.y + Math.floor((area.height - height) / 2), width, height }
}

function automaticLayout(displays: readonly NamedDisplay[], primary: NamedDisplay): LayoutWindow[] {
  const second = displays.find((display) => display !== primary)
  const common = { wall: 'main', scene: null, part: null } as const
  return [
    { screen: 'wall', display: second?.identity ?? null, mode: second ? 'fullscreen' : 'window', ...common },
    { screen: 'desk', display: null, mode: 'window', ...common },
  ]
}

/** The address of a window: the hub's page, and for a wall which one it is and which part of it. */
export function windowAddress(page: string, { screen, wall, scene, part }: LayoutWindow): string {
  if (screen !== 'wall') return page
  const url = new URL(page)
  if (wall !== 'main') url.searchParams.set('wall', wall)
  if (scene !== null) url.searchParams.set('scene', scene)
  const query = url.searchParams.toString()
  const place = part ? `part=${part.column},${part.row},${part.columns},${part.rows}` : ''
  url.search = [query, place].filter(Boolean).join('&')
  return url.href
}
