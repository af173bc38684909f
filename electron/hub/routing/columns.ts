/** Growing columns of numbers: lists of millions of values without an object for each. */
export class Int32Column {
  #values: Int32Array
  length = 0

  constructor(capacity = 1024) {
    this.#values = new Int32Array(capacity)
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Int32Array(this.#values.length * 2)
      grown.set(this.#values)
      this.#values = grown
    }
    this.#values[this.length++] = value
  }

  /** A copy of exactly the values pushed. */
  toArray(): Int32Array {
    return this.#values.slice(0, this.length)
  }
}

/** As `Int32Column`, for OSM ids, which have passed 2^32. */
export class Float64Column {
  #values: Float64Array
  length = 0

  constructor(capacity = 1024) {
    this.#values = new Float64Array(capacity)
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Float64Array(this.#values.length * 2)
      grown.set(this.#values)
      this.#values = grown
    }
    this.#values[this.length++] = value
  }

  toArray(): Float64Array {
    return this.#values.slice(0, this.length)
  }
}
