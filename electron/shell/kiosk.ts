/** Pure: which keys would lead out of a locked screen. The officers' chord is dealt with before them. */

export interface PressedKey {
  /** As `KeyboardEvent.code` names it. */
  readonly code: string
  readonly control: boolean
  readonly meta: boolean
  readonly alt: boolean
  readonly shift: boolean
}

/** Together with Ctrl or Cmd: close, quit, minimise, hide, developer tools. */
const WITH_CONTROL: ReadonlySet<string> = new Set(['KeyW', 'KeyQ', 'KeyM', 'KeyH', 'F4'])
const ALONE: ReadonlySet<string> = new Set(['F11', 'F12'])

/** True for the officers' chord, Ctrl+Alt+Shift+K, which leaves the kiosk and restores it. */
export function isOfficersChord({ code, control, alt, shift }: PressedKey): boolean {
  return code === 'KeyK' && control && alt && shift
}

/** True if a key closes a window, ends the program, leaves full screen or opens the tools of developers. */
export function leavesKiosk({ code, control, meta, alt, shift }: PressedKey): boolean {
  if (alt && code === 'F4') return true
  const command = control || meta
  if (command && (WITH_CONTROL.has(code) || ((shift || alt) && (code === 'KeyI' || code === 'KeyJ')))) return true
  return ALONE.has(code)
}
