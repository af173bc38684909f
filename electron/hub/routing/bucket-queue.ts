const WIDTH_BITS = 3

/**
 * A monotone priority queue of (item, key) for Dijkstra-like searches: keys are integers, never below the bucket
 * being emptied and at most `longestStep` above it. Buckets are 8 deciseconds wide (R. B. Dial, CACM 12, 1969, with
 * wider buckets): inside one the order is arbitrary, so an item may be taken again after it was improved; the caller
 * simply expands it again. Nothing is ever removed early: the caller skips items whose key has since become smaller.
 */
export class BucketQueue {
  readonly #first: Int32Array
  readonly #mask: number
  #item = new Int32Array(1024)
  #next = new Int32Array(1024)
  #free = -1
  #used = 0
  #bucket: number
  /** Entries waiting. */
  size = 0

  /** @param start lowest key that will be pushed; @param longestStep most by which a key exceeds `bound` when pushed */
  constructor(start: number, longestStep: number) {
    this.#bucket = start >> WIDTH_BITS
    const buckets = 2 ** Math.ceil(Math.log2((longestStep >> WIDTH_BITS) + 3))
    this.#first = new Int32Array(buckets).fill(-1)
    this.#mask = buckets - 1
  }

  /** Every item that will still be taken has at least this key. */
  get bound(): number {
    return this.#bucket << WIDTH_BITS
  }

  /** Adds the item with a key that is not below `bound`. */
  push(item: number, key: number): void {
    let entry = this.#free
    if (entry >= 0) {
      this.#free = this.#next[entry]!
    } else {
      entry = this.#used++
      if (entry === this.#item.length) this.#grow()
    }
    const slot = (key >> WIDTH_BITS) & this.#mask
    this.#item[entry] = item
    this.#next[entry] = this.#first[slot]!
    this.#first[slot] = entry
    this.size++
  }

  /** Takes an item of the lowest bucket; -1 when there is none. `bound` moves up to that bucket. */
  pop(): number {
    if (this.size === 0) return -1
    let slot = this.#bucket & this.#mask
    while (this.#first[slot]! < 0) {
      this.#bucket++
      slot = this.#bucket & this.#mask
    }
    const entry = this.#first[slot]!
    this.#first[slot] = this.#next[entry]!
    this.#next[entry] = this.#free
    this.#free = entry
    this.size--
    return this.#item[entry]!
  }

  /** Is this key below the bucket being emptied, so that the item was already expanded with it? */
  isStale(key: number): boolean {
    return key >> WIDTH_BITS !== this.#bucket
  }

  #grow(): void {
    const item = new Int32Array(this.#item.length * 2)
    item.set(this.#item)
    this.#item = item
    const next = new Int32Array(item.length)
    next.set(this.#next)
    this.#next = next
  }
}
