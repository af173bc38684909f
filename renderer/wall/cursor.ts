const IDLE_MS = 3_000

/** Hides the pointer when nobody has moved it for three seconds: `data-cursor="idle"` on `element`. Returns the remover. */
export function hideIdleCursor(element: HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout>
  const idle = () => {
    element.dataset['cursor'] = 'idle'
  }
  const moved = () => {
    delete element.dataset['cursor']
    clearTimeout(timer)
    timer = setTimeout(idle, IDLE_MS)
  }
  window.addEventListener('pointermove', moved)
  timer = setTimeout(idle, IDLE_MS)
  return () => {
    clearTimeout(timer)
    window.removeEventListener('pointermove', moved)
    delete element.dataset['cursor']
  }
}
