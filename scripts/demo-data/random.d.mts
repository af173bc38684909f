export interface Random {
  /** From 0 up to, but not, 1. */
  next(): number
  between(low: number, high: number): number
  /** Both ends included. */
  integer(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  weighted<T>(pairs: readonly (readonly [T, number])[]): T
  normal(): number
}
export function createRandom(seed: number): Random
