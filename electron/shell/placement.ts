import { screen as system } from 'electron'
import type { DisplayIdentity } from '../../shared/ipc/settings'
import { nameDisplays, type DisplayFacts, type NamedDisplay } from './layout'

/** The displays that are there, with their identities; those of this run are remembered. */
export function createDisplays(): () => NamedDisplay[] {
  const known = new Map<number, DisplayIdentity>()
  return () => {
    const primary = system.getPrimaryDisplay().id
    const facts = system.getAllDisplays().map(({ id, label, internal, bounds, workArea, scaleFactor, rotation }): DisplayFacts => ({
      id,
      // Not every version and system has these.
      label: label ?? '',
      internal: internal ?? false,
      bounds,
      workArea,
      scaleFactor,
      rotation,
      primary: id === primary,
    }))
    const named = nameDisplays(facts, known)
    for (const { id, identity } of named) known.set(id, identity)
    return named
  }
}
