import type { SheetReport } from '../../../shared/domain/relocation/state'
import { useT } from '../../ui/i18n'

/** What a village reported as not moved, and why. */
export function Exceptions({ report: { exceptions } }: { readonly report: SheetReport }) {
  const { t } = useT()
  const list = exceptions.map(({ householdId, reason }) => t('relocation.exception', { id: householdId, reason })).reduce((a, b) => (a === '' ? b : t('reason.list', { a, b })), '')
  return <span>{t('relocation.exceptions', { n: exceptions.length, list })}</span>
}
