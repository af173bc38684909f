import type { HouseholdRow } from '../../../shared/relocation/rows'
import type { Translate } from '../../../shared/i18n/catalogue'
import { helpText, statusText } from './words'
import type { Cells } from './out'

export interface SheetWords {
  readonly t: Translate
  readonly shelter: (id: string | null) => string
  readonly time: (at: number) => string
  readonly actor: (actor: string) => string
}

/** A village sheet as cells, headings first: what is saved, copied and printed. */
export function sheetTable(rows: readonly HouseholdRow[], { t, shelter, time, actor }: SheetWords): Cells {
  const head = (['number', 'head', 'phone', 'people', 'help', 'reason', 'shelter', 'status', 'away', 'note', 'followUp', 'time', 'by'] as const).map((key) => t(`relocation.column.${key}`))
  return [
    head,
    ...rows.map(({ household, listed, status, away, mark }) => [
      household.id,
      listed?.head ?? '',
      listed?.phone ?? '',
      household.people,
      listed ? helpText(listed, t) : household.helped,
      t(`relocation.reason.${household.reason}`),
      shelter(mark?.shelterId ?? household.shelterId),
      statusText(status, t),
      away,
      mark?.note ?? '',
      mark?.followUp ?? '',
      mark ? time(mark.observedAt) : '',
      mark ? actor(mark.by) : '',
    ]),
  ]
}
