import type { Severity } from '../../../shared/domain/incident/kind'
import { useT } from '../i18n'

/** Severity by colour, shape and character together. */
export function Mark({ severity, small }: { readonly severity: Severity; readonly small?: boolean }) {
  const { t } = useT()
  return <span className={small ? `mark ${severity} small` : `mark ${severity}`}>{t(`phone.severity.${severity}`)}</span>
}
