import { useMemo } from 'react'
import { useUnits } from '../state/units'
import { useT } from './i18n'

/** Name of a department, town or village in the language on screen; `otherwise` (by default its id) for one that the pack does not know. */
export function useUnitName(): (unitId: string, otherwise?: string) => string {
  const { language } = useT()
  const units = useUnits()
  return useMemo(() => {
    const names = new Map<string, string>(units.map(({ id, name, nameEn }) => [id, language === 'en' ? (nameEn ?? name) : name]))
    return (unitId, otherwise = unitId) => names.get(unitId) ?? otherwise
  }, [units, language])
}
