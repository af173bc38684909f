import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import { actionOf, type ActionId } from './key-table'

interface ActionsState {
  /** What can be done now, by id: the newest registration of each is the one that runs. */
  readonly running: ReadonlyMap<ActionId, readonly (() => void)[]>
}

const useActions = create<ActionsState>(() => ({ running: new Map() }))

/** Offers an action while the component is there and `enabled`: by its key, and in the command line. */
export function useAction(id: ActionId, run: () => void, enabled = true): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    if (!enabled) return
    const call = () => latest.current()
    const change = (edit: (list: readonly (() => void)[]) => readonly (() => void)[]) =>
      useActions.setState(({ running }) => ({ running: new Map(running).set(id, edit(running.get(id) ?? [])) }))
    change((list) => [...list, call])
    return () => change((list) => list.filter((other) => other !== call))
  }, [id, enabled])
}

/** Runs an action if it is possible now; says whether it was. */
export function runAction(id: ActionId): boolean {
  const run = useActions.getState().running.get(id)?.at(-1)
  run?.()
  return run !== undefined
}

export function useCanRun(id: ActionId): boolean {
  return useActions((state) => (state.running.get(id)?.length ?? 0) > 0)
}

/** All actions that are possible now. */
export function possibleActions(): ActionId[] {
  return [...useActions.getState().running].flatMap(([id, list]) => (list.length > 0 ? [id] : []))
}

const TYPING = 'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=true]'
/** Where keys have their own meaning: dialogs, menus, open lists. */
const OWN_KEYS = '[role=dialog], [role=menu], [role=listbox][data-own-keys], [data-own-keys]'
const PRESSABLE = 'button, a[href], [role=button], [role=tab], [role=menuitem], summary, input'

function meant(event: KeyboardEvent, id: ActionId): boolean {
  if (event.defaultPrevented || event.isComposing) return false
  const target = event.target instanceof Element ? event.target : null
  // The command line and the help are reached from anywhere but from within another dialog.
  if (document.querySelector('[aria-modal=true]')) return false
  if (id === 'command') return true
  if (!target) return true
  if (target.closest(TYPING)) return id === 'help' && event.key === 'F1'
  if (target.closest(OWN_KEYS)) return false
  // Enter or Space presses the button that has the focus; arrows walk in the list that has it.
  if ((event.key === 'Enter' || event.key === ' ') && target.closest(PRESSABLE)) return false
  if (event.key.startsWith('Arrow') && target.closest('[role=tablist], [data-arrows], .maplibregl-canvas')) {
    return (event.key === 'ArrowLeft' || event.key === 'ArrowRight') && target.closest('[data-arrows=vertical]') !== null
  }
  return true
}

/** Listens for the desk's keys. Returns the remover. */
export function listenForKeys(): () => void {
  const onKey = (event: KeyboardEvent) => {
    const id = actionOf(event)
    if (!id || !meant(event, id)) return
    const repeats = id === 'candidateNext' || id === 'candidatePrevious'
    // A key that is held down does a thing once.
    if (event.repeat && !repeats) {
      if (id === 'command' || id === 'help') event.preventDefault()
      return
    }
    if (runAction(id)) event.preventDefault()
  }
  window.addEventListener('keydown', onKey)
  return () => window.removeEventListener('keydown', onKey)
}
