import type { DinghaiBridge } from '../../shared/ipc/bridge'
import { useSession } from '../state/session'

const EVERY_MS = 2_000
/** The first one comes soon after the first drawing: from then on a crash is not the page's start that fails. */
const FIRST_LOOK_MS = 100

/**
 * Tells the shell round this screen, if there is one, that the page lives and is drawn, and with which key it may ask the
 * hub for what its fallback page shows. A page that fell over and left nothing behind does not beat, and is loaded anew.
 */
export function startShellBeat(root: Element): void {
  const bridge: DinghaiBridge | undefined = window.dinghai
  // A shell of before this knew no beat, and does not wait for one.
  if (typeof bridge?.beat !== 'function') return
  const ignore = () => undefined
  const beat = () => {
    if (root.childElementCount > 0) bridge.beat().catch(ignore)
  }
  const tellKey = (key: string | null) => void bridge.keepKey(key).catch(ignore)
  setInterval(beat, EVERY_MS)
  const first = setInterval(() => {
    if (root.childElementCount === 0) return
    clearInterval(first)
    beat()
  }, FIRST_LOOK_MS)
  tellKey(useSession.getState().token)
  useSession.subscribe(({ token }, before) => {
    if (token !== before.token) tellKey(token)
  })
}
