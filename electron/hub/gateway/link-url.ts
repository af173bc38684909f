import type { AccessRole } from './access/principal'

const SCREEN: Readonly<Record<Exclude<AccessRole, 'feed'>, string>> = { officer: 'desk', wall: 'wall', team: 'phone', unit: 'unit' }

/** The address that a device opens once: the secret is in the fragment, so it is in no log on the way. */
export function linkUrl(base: string, role: Exclude<AccessRole, 'feed'>, secret: string): string {
  return `${base}/${SCREEN[role]}/#k=${secret}`
}
