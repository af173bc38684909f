import { useMemo } from 'react'
import { create } from 'zustand'
import type { CoverageSuggestion } from '../../../shared/dispatch/coverage'
import type { ShapeMark } from '../../map/drawn-types'
import { inLanguage, useT } from '../../ui/i18n'

/** The last answer to "where should more teams wait", until it is put away. */
export const useSuggestion = create<{ readonly suggestion: CoverageSuggestion | null }>(() => ({ suggestion: null }))

/** Its places on the map, numbered in their order. */
export function useSuggestedMarks(open: boolean): readonly ShapeMark[] {
  const { language } = useT()
  const suggestion = useSuggestion((state) => state.suggestion)
  return useMemo(
    () =>
      open && suggestion
        ? suggestion.sites.map(({ site }, index) => ({
            id: `site:${site.id}`,
            geometry: { type: 'Point', coordinates: [site.at.lon, site.at.lat] },
            label: `${index + 1} ${inLanguage({ zh: site.name, en: site.nameEn ?? site.name }, language)}`,
            of: 'note',
            selected: true,
          }))
        : [],
    [open, suggestion, language],
  )
}
