import type { DinghaiBridge } from '../../shared/ipc/bridge'

declare global {
  interface Window {
    /** There when the desk runs in the shell, not in a browser. */
    dinghai?: DinghaiBridge
  }
}

/** The shell round this screen, if there is one. */
export function shell(): DinghaiBridge | undefined {
  return window.dinghai
}
