import { useMemo } from 'react'
import { unitsOf, type Unit } from '../../shared/pack/units'
import { usePack } from './pack'

/** Departments, towns and villages of the pack; empty until it is there. */
export function useUnits(): readonly Unit[] {
  const pack = usePack((state) => state.pack)
  return useMemo(() => (pack ? unitsOf(pack) : []), [pack])
}
