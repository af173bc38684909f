/** What can be done by a key anywhere on the desk, and by the command line. One table: keys, help and hints follow. */
export const ACTIONS = [
  { id: 'help', keys: ['F1', '?'], group: 'desk' },
  { id: 'command', keys: ['Ctrl+K'], group: 'desk' },
  { id: 'tabNext', keys: [']'], group: 'desk' },
  { id: 'tabPrevious', keys: ['['], group: 'desk' },
  { id: 'focusQueue', keys: ['ArrowLeft'], group: 'desk' },
  { id: 'focusRecommendation', keys: ['R', 'ArrowRight'], group: 'desk' },
  { id: 'focusOrders', keys: ['D'], group: 'desk' },
  { id: 'zoomIncident', keys: ['0'], group: 'desk' },
  { id: 'devices', keys: ['Y'], group: 'desk' },

  { id: 'newIncident', keys: ['N'], group: 'incident' },
  { id: 'nextUnanswered', keys: ['G'], group: 'incident' },
  { id: 'answer', keys: ['A'], group: 'incident' },
  { id: 'verify', keys: ['V'], group: 'incident' },
  { id: 'edit', keys: ['E'], group: 'incident' },
  { id: 'casualties', keys: ['I'], group: 'incident' },
  { id: 'note', keys: ['T'], group: 'incident' },
  { id: 'control', keys: ['C'], group: 'incident' },
  { id: 'close', keys: ['X'], group: 'incident' },
  { id: 'falseAlarm', keys: ['F'], group: 'incident' },
  { id: 'reopen', keys: ['U'], group: 'incident' },
  { id: 'merge', keys: ['M'], group: 'incident' },
  { id: 'keepApart', keys: ['S'], group: 'incident' },
  { id: 'reveal', keys: ['H'], group: 'incident' },
  { id: 'copyPosition', keys: ['P'], group: 'incident' },

  { id: 'send', keys: ['Enter'], group: 'dispatch' },
  { id: 'sendTogether', keys: ['Shift+Enter'], group: 'dispatch' },
  { id: 'candidateNext', keys: ['ArrowDown'], group: 'dispatch' },
  { id: 'candidatePrevious', keys: ['ArrowUp'], group: 'dispatch' },
  { id: 'override', keys: ['O'], group: 'dispatch' },
  { id: 'message', keys: ['B'], group: 'dispatch' },
  { id: 'realert', keys: ['K'], group: 'dispatch' },
  { id: 'withdraw', keys: ['W'], group: 'dispatch' },

  { id: 'surroundings', keys: ['Z'], group: 'map' },
  { id: 'measureLine', keys: ['J'], group: 'map' },
  { id: 'measureArea', keys: ['Shift+J'], group: 'map' },
  { id: 'drawArea', keys: ['Shift+A'], group: 'map' },
  { id: 'drawPatrol', keys: ['Shift+P'], group: 'map' },
  { id: 'drawNote', keys: ['Shift+D'], group: 'map' },
  { id: 'drawings', keys: ['Shift+L'], group: 'map' },
  { id: 'changeDrawing', keys: ['Shift+E'], group: 'map' },
  { id: 'follow', keys: ['Shift+F'], group: 'map' },
  { id: 'bookmarks', keys: ['Q'], group: 'map' },
  { id: 'timeSlider', keys: ['Shift+T'], group: 'map' },
  { id: 'coverage', keys: ['Shift+R'], group: 'map' },
  { id: 'typhoon', keys: ['Shift+Y'], group: 'map' },
  { id: 'sea', keys: ['F4'], group: 'map' },
  { id: 'vesselFile', keys: ['Shift+F4'], group: 'map' },
  { id: 'overboard', keys: ['F7'], group: 'incident' },
  { id: 'relocation', keys: ['Shift+W'], group: 'map' },
  { id: 'response', keys: ['Shift+Q'], group: 'map' },
  { id: 'callout', keys: ['Shift+C'], group: 'desk' },
  { id: 'calloutSend', keys: ['F8'], group: 'desk' },
  { id: 'calloutCall', keys: ['F9'], group: 'desk' },

  { id: 'alerts', keys: ['F2'], group: 'alert' },
  { id: 'alertReal', keys: ['1'], group: 'alert' },
  { id: 'alertWatch', keys: ['2'], group: 'alert' },
  { id: 'alertFalse', keys: ['3'], group: 'alert' },
  { id: 'alertSend', keys: ['4'], group: 'alert' },
  { id: 'alertAnswer', keys: ['5'], group: 'alert' },
  { id: 'alertEscalate', keys: ['6'], group: 'alert' },
  { id: 'alertClose', keys: ['7'], group: 'alert' },
  { id: 'alertReopen', keys: ['8'], group: 'alert' },
  { id: 'alertMap', keys: ['9'], group: 'alert' },

  { id: 'director', keys: ['L'], group: 'wall' },
  { id: 'castView', keys: ['Shift+V'], group: 'wall' },
  { id: 'castIncident', keys: ['Shift+I'], group: 'wall' },
  { id: 'castCamera', keys: ['Shift+K'], group: 'wall' },
  { id: 'castScene', keys: ['Shift+S'], group: 'wall' },
  { id: 'castChart', keys: ['Shift+G'], group: 'wall' },
  { id: 'wallBack', keys: ['Shift+Z'], group: 'wall' },
  { id: 'wallNext', keys: ['Shift+ArrowRight'], group: 'wall' },
  { id: 'wallPrevious', keys: ['Shift+ArrowLeft'], group: 'wall' },
  { id: 'wallHold', keys: ['Shift+H'], group: 'wall' },
  { id: 'wallBlank', keys: ['Shift+B'], group: 'wall' },
  { id: 'wallBanner', keys: ['Shift+N'], group: 'wall' },
  { id: 'wallInterruptions', keys: ['Shift+U'], group: 'wall' },

  { id: 'briefing', keys: ['Shift+M'], group: 'desk' },
  { id: 'briefings', keys: ['Shift+O'], group: 'desk' },
  { id: 'recording', keys: ['F6'], group: 'desk' },

  { id: 'replayPlay', keys: [' '], group: 'replay' },
  { id: 'replayNext', keys: ['.'], group: 'replay' },
  { id: 'replayPrevious', keys: [','], group: 'replay' },
  { id: 'replayFaster', keys: ['='], group: 'replay' },
  { id: 'replaySlower', keys: ['-'], group: 'replay' },
  { id: 'replayStart', keys: ['Home'], group: 'replay' },
  { id: 'replayEnd', keys: ['End'], group: 'replay' },
  { id: 'replayList', keys: ['\\'], group: 'replay' },
] as const satisfies readonly { readonly id: string; readonly keys: readonly string[]; readonly group: string }[]

export type ActionId = (typeof ACTIONS)[number]['id']
export type ActionGroup = (typeof ACTIONS)[number]['group']
export const ACTION_GROUPS = ['dispatch', 'incident', 'desk', 'alert', 'map', 'wall', 'replay'] as const satisfies readonly ActionGroup[]

const BY_ID = new Map<ActionId, readonly string[]>(ACTIONS.map(({ id, keys }) => [id, keys]))
const BY_KEY = new Map<string, ActionId>(ACTIONS.flatMap(({ id, keys }) => keys.map((key) => [key, id] as const)))

const SHOWN: Readonly<Record<string, string>> = { ' ': 'Space', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', 'Shift+Enter': '⇧Enter', 'Shift+ArrowLeft': '⇧←', 'Shift+ArrowRight': '⇧→' }

/** How a key is written on screen. */
export function keyLabel(key: string): string {
  return SHOWN[key] ?? key.replace('Shift+', '⇧').replace('+', ' ')
}

/** The first key of an action, as it is written on screen. */
export function keyOf(id: ActionId): string {
  return keyLabel(BY_ID.get(id)?.[0] ?? '')
}

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** What a key means, or null. The position of letters follows the keyboard's own layout; Caps Lock does not matter. */
export function actionOf(press: KeyPress): ActionId | null {
  if (press.altKey) return null
  const letter = press.key.length === 1 ? press.key.toUpperCase() : press.key
  if (press.ctrlKey || press.metaKey) return BY_KEY.get(`Ctrl+${letter}`) ?? null
  // A shifted sign (?) is its own key; a shifted letter never means the plain one.
  if (press.shiftKey && /^[A-Z]$/.test(press.key)) return BY_KEY.get(`Shift+${letter}`) ?? null
  if (press.shiftKey && press.key.length > 1) return BY_KEY.get(`Shift+${letter}`) ?? null
  return BY_KEY.get(letter) ?? null
}
