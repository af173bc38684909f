import { useMemo } from 'react'
import { countDuties } from '../../../shared/response/summary'
import { useNow } from '../../state/clock'
import { useResponseInForce } from '../../state/response'
import { inLanguage, useT } from '../../ui/i18n'
import headCss from '../head/Header.module.css'
import { keepFocus } from '../parts'
import { toggleDrawer } from '../tools/store'
import { LevelMark } from '../../ui/LevelMark'

/** The level in force, in the desk's head: shape, numeral and words, with how many duties are late. */
export function LevelChip() {
  const { t, language } = useT()
  const response = useResponseInForce()
  const now = useNow(10_000)
  const late = useMemo(() => (response ? countDuties(response.duties, now).late : 0), [response, now])
  if (!response?.level) return null
  return (
    <button type="button" className={headCss['alarm']} onMouseDown={keepFocus} onClick={() => toggleDrawer('response')} data-testid="level-chip" title={inLanguage(response.hazard.name, language)}>
      <LevelMark level={response.level} size="1.3rem" />
      <strong>{t('response.chip', { level: inLanguage(response.level.name, language) })}</strong>
      {late > 0 && <span>{t('response.chipLate', { n: late })}</span>}
    </button>
  )
}
