import type { HouseholdStatus } from '../../../shared/domain/relocation/state'
import type { Household } from '../../../shared/pack/households'
import type { Translate } from '../../../shared/i18n/catalogue'

export const statusText = (status: HouseholdStatus, t: Translate): string => t(`relocation.status.${status}`)

/** Who needs help in a household: `老 1 · 幼 2`; empty if nobody does. */
export function helpText({ elderly, disabled, infants }: Pick<Household, 'elderly' | 'disabled' | 'infants'>, t: Translate): string {
  return [
    elderly > 0 ? t('relocation.help.elderly', { n: elderly }) : '',
    disabled > 0 ? t('relocation.help.disabled', { n: disabled }) : '',
    infants > 0 ? t('relocation.help.infants', { n: infants }) : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
}
