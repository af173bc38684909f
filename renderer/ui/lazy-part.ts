import { lazy, type ComponentType, type LazyExoticComponent } from 'react'

/** Between two attempts to fetch a part. */
const AGAIN_MS = 2_000

type Found<P> = { readonly default: ComponentType<P> }

const parts: (() => Promise<unknown>)[] = []

/**
 * A part of a screen whose code is fetched when it is first shown, or before by `fetchParts`. A hub that is away while it
 * is fetched is asked again until it answers: the part is late then, but the screen around it stays.
 */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  let found: Promise<Found<P>> | null = null
  const fetchOnce = () => (found ??= untilFound(load))
  parts.push(fetchOnce)
  return lazy(fetchOnce)
}

async function untilFound<P>(load: () => Promise<ComponentType<P>>): Promise<Found<P>> {
  for (;;) {
    try {
      return { default: await load() }
    } catch {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    }
  }
}

/** Fetches all parts of this screen, one after the other: what was fetched opens while the hub is away too. */
export async function fetchParts(): Promise<void> {
  for (const part of parts) await part()
}
