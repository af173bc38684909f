import { useMemo } from 'react'
import { asIncidentId, asTeamId } from '../../../shared/base/ids'
import type { Translate } from '../../../shared/i18n/catalogue'
import { usePack } from '../../state/pack'
import { useWorld } from '../../state/world'
import type { EventNames } from '../../ui/event-text'
import { inLanguage, useT, type Language } from '../../ui/i18n'

/** Names of a kind, in the language on screen; its code if the pack does not know it any more. */
export function kindName(code: string, language: Language): string {
  const kind = usePack.getState().kinds.get(code)
  return kind ? inLanguage(kind.name, language) : code
}

/** What an officer calls an incident: its kind and place. */
export function incidentName(id: string, language: Language): string {
  const incident = useWorld.getState().incidents.get(asIncidentId(id))
  return incident ? `${kindName(incident.kind, language)} ${incident.place}`.trim() : id
}

export function teamName(id: string): string {
  return useWorld.getState().teams.get(asTeamId(id))?.profile.name ?? id
}

/** Names for the lines of a timeline and for reasons. Read at the moment of drawing: names hardly ever change. */
export function useNames(): EventNames & { readonly t: Translate; readonly language: Language } {
  const { t, language } = useT()
  return useMemo(
    () => ({
      t,
      language,
      team: teamName,
      incident: (id: string) => incidentName(id, language),
      kind: (code: string) => kindName(code, language),
    }),
    [t, language],
  )
}
