import type { ClosureMark } from '../types'
import { closurePoint } from './closures'
import { markLayer, type MarkLook } from './marks'

/** The no-entry mark in the middle of a closed road. */
export function closureMarkLayers(closures: readonly ClosureMark[], look: MarkLook) {
  const at = (closure: ClosureMark) => {
    const [lon, lat] = closurePoint(closure)
    return { lon, lat }
  }
  return [markLayer<ClosureMark>({ id: 'closures', data: closures, at, icon: () => 'closure', size: 26 }, look)]
}
