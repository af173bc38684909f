/**
 * Small things that outlive a reload. Storage may be full, switched off or cleared by the user: then a screen forgets,
 * and works.
 */
export function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`dinghai.${key}`)
    else localStorage.setItem(`dinghai.${key}`, value)
  } catch {
    // Nothing is lost that the hub does not know.
  }
}

export function kept(key: string): string | null {
  try {
    return localStorage.getItem(`dinghai.${key}`)
  } catch {
    return null
  }
}
