/** Keeps the results that were asked for last; the least recently used one makes room. */
export class Recent<T> {
  readonly #limit: number
  readonly #entries = new Map<string, T>()

  constructor(limit: number) {
    this.#limit = limit
  }

  get(key: string, make: () => T): T {
    if (this.#entries.has(key)) {
      const known = this.#entries.get(key) as T
      this.#entries.delete(key)
      this.#entries.set(key, known)
      return known
    }
    const made = make()
    if (this.#entries.size >= this.#limit) {
      const oldest = this.#entries.keys().next()
      if (oldest.done !== true) this.#entries.delete(oldest.value)
    }
    this.#entries.set(key, made)
    return made
  }
}
