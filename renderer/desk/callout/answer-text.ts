import { useMemo } from 'react'
import { valueText, type ValueWords } from '../../../shared/callout/form'
import type { Callout, UnitProgress } from '../../../shared/domain/callout/state'
import { unitsOf } from '../../../shared/pack/units'
import { usePack } from '../../state/pack'
import { useT } from '../../ui/i18n'

export interface AnswerText {
  readonly lines: (unit: UnitProgress, of: 'answer' | 'report') => readonly { readonly label: string; readonly text: string }[]
  /** All in one line; empty if nothing was said. */
  readonly line: (unit: UnitProgress, of: 'answer' | 'report') => string
}

/** Answers as they are read, with the villages' names. */
export function useAnswerText(callout: Callout): AnswerText {
  const { t, language } = useT()
  const pack = usePack((state) => state.pack)
  return useMemo(() => {
    const names = new Map(pack ? unitsOf(pack).map(({ id, name }) => [id as string, name]) : [])
    const words: ValueWords = { language, unit: (id) => names.get(id) ?? id, none: t('callout.noVillage'), comma: t('desk.comma') }
    const lines: AnswerText['lines'] = (unit, of) => {
      const said = unit[of]
      const fields = of === 'answer' ? callout.answers : callout.reportFields
      return said ? fields.map((field) => ({ label: field.label[language], text: valueText(field, said.values[field.id], words) })) : []
    }
    return { lines, line: (unit, of) => lines(unit, of).map(({ label, text }) => `${label}：${text}`).join(' ') }
  }, [callout, pack, language, t])
}
