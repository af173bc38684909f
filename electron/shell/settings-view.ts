import type { Language } from '../../shared/i18n/catalogue'
import { desktopWords, displayName, type DesktopWords } from '../../shared/ipc/desktop-words'
import type { LayoutWindow } from '../../shared/ipc/settings'
import type { DisplayRow } from '../../shared/ipc/shell-pages'
import { sameDisplay, type NamedDisplay, type Placement } from './layout'

/** Pure: what the page of settings says of displays and layout. */

/** The displays that are there, then those that the layout names and that are not, each once. */
export function displayRows(present: readonly NamedDisplay[], layout: readonly LayoutWindow[]): DisplayRow[] {
  const absent = layout
    .flatMap(({ display }) => (display ? [display] : []))
    .filter((identity, index, all) => all.findIndex((other) => sameDisplay(other, identity)) === index)
    .filter((identity) => !present.some((display) => sameDisplay(display.identity, identity)))
  return [
    ...present.map(({ identity, primary }, index) => ({ identity, primary, number: index + 1, present: true })),
    ...absent.map((identity, index) => ({ identity, primary: false, number: present.length + index + 1, present: false })),
  ]
}

/** A line for each display on which several screens are whole: only the one on top is seen. */
export function overlapNotice(language: Language, placements: readonly Placement[]): string[] {
  const words = desktopWords(language)
  const whole = placements.filter(({ mode, display }) => mode !== 'window' && display !== null)
  const shared = whole.flatMap(({ display }, index) => (display && whole.findIndex((other) => other.display?.id === display.id) === index ? [display] : []))
  return shared.flatMap((display) => {
    const on = whole.filter((placement) => placement.display?.id === display.id)
    return on.length < 2 ? [] : [words('desktop.overlap', { display: displayName(display.identity, words), screens: on.map(({ window }) => screenName(window, words)).join(words('desktop.and')) })]
  })
}

/** `指挥席`, or `大屏 east`. */
export function screenName({ screen, wall }: LayoutWindow, words: DesktopWords): string {
  return screen === 'desk' ? words('desktop.set.desk') : `${words('desktop.set.wallScreen')} ${wall}`
}
