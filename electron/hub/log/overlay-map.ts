/**
 * A map that lies over another: reads fall through, writes and deletions stay here until `applyToBase`. What a batch of
 * decisions needs when the base holds many thousand entries and only a few change (see `Drafts`). Iteration gives the
 * base's entries in their order, then new ones; it does not see changes made meanwhile.
 */
export class OverlayMap<K, V> implements ReadonlyMap<K, V> {
  readonly #base: Map<K, V>
  readonly #written = new Map<K, V>()
  readonly #deleted = new Set<K>()
  #added = 0

  constructor(base: Map<K, V>) {
    this.#base = base
  }

  get size(): number {
    return this.#base.size + this.#added - this.#deleted.size
  }

  get(key: K): V | undefined {
    if (this.#written.has(key)) return this.#written.get(key)
    return this.#deleted.has(key) ? undefined : this.#base.get(key)
  }

  has(key: K): boolean {
    return this.#written.has(key) || (this.#base.has(key) && !this.#deleted.has(key))
  }

  set(key: K, value: V): this {
    if (!this.#written.has(key) && !this.#base.has(key)) this.#added += 1
    this.#deleted.delete(key)
    this.#written.set(key, value)
    return this
  }

  delete(key: K): boolean {
    if (!this.has(key)) return false
    this.#written.delete(key)
    if (this.#base.has(key)) this.#deleted.add(key)
    else this.#added -= 1
    return true
  }

  /** Writes the changes into the base and returns it. The overlay is then empty. */
  applyToBase(): Map<K, V> {
    for (const key of this.#deleted) this.#base.delete(key)
    for (const [key, value] of this.#written) this.#base.set(key, value)
    this.#deleted.clear()
    this.#written.clear()
    this.#added = 0
    return this.#base
  }

  *entries(): MapIterator<[K, V]> {
    for (const [key, value] of this.#base) {
      if (this.#deleted.has(key)) continue
      yield [key, this.#written.has(key) ? (this.#written.get(key) as V) : value]
    }
    for (const entry of this.#written) if (!this.#base.has(entry[0])) yield entry
  }

  *keys(): MapIterator<K> {
    for (const [key] of this.entries()) yield key
  }

  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries()
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this)
  }
}
