import type { WayTraits } from '../network'

/** Distinct way traits: a few hundred combinations stand for millions of ways. */
export class TraitTable {
  readonly list: WayTraits[] = []
  readonly #index = new Map<string, number>()

  indexOf(traits: WayTraits): number {
    const key = Object.values(traits).join('/')
    const known = this.#index.get(key)
    if (known !== undefined) return known
    this.#index.set(key, this.list.length)
    return this.list.push(traits) - 1
  }
}

/** Distinct street names; number 0 is the empty name. */
export class NameTable {
  readonly list: string[] = ['']
  readonly #index = new Map<string, number>([['', 0]])

  indexOf(name: string): number {
    const known = this.#index.get(name)
    if (known !== undefined) return known
    this.#index.set(name, this.list.length)
    return this.list.push(name) - 1
  }
}
