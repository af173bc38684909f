import type { ShelterMark } from './types'

/** A ring has so many parts. */
export const OCCUPANCY_STEPS = 8

/** How full, in eighths; 0 for empty, null where nobody has told. */
export function occupancyStep({ occupied, capacity }: ShelterMark): number | null {
  if (occupied === undefined || !capacity) return null
  if (occupied <= 0) return 0
  return Math.max(1, Math.min(OCCUPANCY_STEPS, Math.floor((occupied / capacity) * OCCUPANCY_STEPS)))
}

export const shelterIcon = (step: number | null, stale: boolean) => (step === null ? 'shelter' : `shelter-${step}${stale ? '-stale' : ''}`)
