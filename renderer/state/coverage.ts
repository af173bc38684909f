import { create } from 'zustand'
import type { CoverageState } from '../../shared/dispatch/coverage'

/** Who is reached in time, as the hub last worked it out; null: nothing has come, or the hub has no roads to search on. */
export const useCoverage = create<{ readonly coverage: CoverageState | null }>(() => ({ coverage: null }))

/** Takes over what the hub worked out; an older answer than is held changes nothing. */
export function receiveCoverage(coverage: CoverageState): void {
  if ((useCoverage.getState().coverage?.at ?? 0) > coverage.at) return
  useCoverage.setState({ coverage })
}

export function clearCoverage(): void {
  useCoverage.setState({ coverage: null })
}
