import type { Advisory } from '../../shared/domain/typhoon/state'

export function stormFrom(storm: Advisory, from: number): Advisory
export function advisoriesOf(storm: Advisory): Advisory[]
export function playTyphoon(options: {
  readonly url: string
  readonly token: string
  readonly storm: Advisory
  readonly pauseMs: number
  readonly say?: (step: 'advisory', detail: { readonly advisory: Advisory; readonly index: number; readonly of: number }) => void | Promise<void>
}): Promise<number>
