/** A small seeded generator (mulberry32), so that a failing seed can be played again. */
export interface Random {
  /** 0 ≤ n < `below`. */
  int(below: number): number
  chance(p: number): boolean
  pick<T>(from: readonly T[]): T
  text(length: number): string
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (below: number): number => Math.floor(unit() * below)
  return {
    int,
    chance: (p) => unit() < p,
    pick<T>(from: readonly T[]): T {
      const found = from[int(from.length)]
      if (found === undefined && from.length === 0) throw new Error('nothing to pick from')
      return found as T
    },
    text: (length) => String.fromCharCode(...Array.from({ length }, () => (unit() < 0.8 ? 32 + int(95) : int(0xd7ff)))),
  }
}

const ODD: readonly unknown[] = [
  null, undefined, true, false, 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '', ' ', '\0', 'x', '__proto__', 'constructor', 'toString',
  'hasOwnProperty', 'watch', 'route', 'echo', 'command', [], {}, [[]], { __proto__: null }, { toString: 1 }, { length: -1 }, 'ï¿½', '\ud800', '💥', "'; DROP TABLE officer; --",
  '<script>alert(1)</script>', '../../etc/passwd', '%00', new Uint8Array(3), new Date(0),
]

/** Something that is hardly ever right: odd values, deep and wide nesting, long strings, poisoned keys. */
export function junk(random: Random, depth = 0): unknown {
  const what = random.int(depth > 3 ? 3 : 8)
  if (what < 3) return random.pick(ODD)
  if (what === 3) return random.text(random.int(40))
  if (what === 4) return 'x'.repeat(random.pick([100, 5_000, 20_000]))
  if (what === 5) return Array.from({ length: random.int(6) }, () => junk(random, depth + 1))
  const keys = ['commandId', 'type', 'data', 'expectedVersion', 'incidentId', 'teamId', 'dispatchId', 'lon', '__proto__', 'constructor', random.text(4)]
  return Object.fromEntries(Array.from({ length: random.int(6) }, () => [random.pick(keys), junk(random, depth + 1)]))
}
