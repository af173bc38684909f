import type { SheetReport } from '../../../shared/domain/relocation/state'
import { useT } from '../../ui/i18n'

/** What a village reported as not moved, and why. */
export function Exceptions({ report }: { readonly report: SheetReport }) {
  const { t } = useT()
  return (
    <span>
      {t('relocation.exceptions', { n: report.exceptions.length })}
      {report.exceptions.map(({ householdId, reason }) => t('relocation.exception', { id: householdId, reason })).join(t('relocation.comma'))}
    </span>
  )
}
