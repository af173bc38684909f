import { create } from 'zustand'
import { showMoment } from '../../state/history'

interface TimeBarState {
  readonly open: boolean
  /** Leaves the past too: a map without its slider shows what is now. */
  close(): void
  toggle(): void
}

export const useTimeBar = create<TimeBarState>((set, get) => ({
  open: false,
  close() {
    showMoment(null)
    set({ open: false })
  },
  toggle() {
    if (get().open) get().close()
    else set({ open: true })
  },
}))
