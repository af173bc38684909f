import { IconPhone } from '@tabler/icons-react'
import { usePack } from '../../state/pack'
import { useT } from '../../ui/i18n'
import { useContacts } from '../callout/contacts'
import css from './response.module.css'

/** Whom to telephone in a unit: the contact of the pack, or a department's own number. */
function useNumber(unit: string): { readonly name: string; readonly phone: string } | null {
  const { byUnit } = useContacts()
  const departments = usePack((state) => state.pack?.departments)
  const contact = byUnit?.get(unit)
  if (contact) return contact
  const department = departments?.find(({ id }) => `department:${id}` === unit)
  return department?.phone === undefined ? null : { name: '', phone: department.phone }
}

/** The unit's telephone, as a link that a telephone programme takes up. */
export function UnitNumber({ unit }: { readonly unit: string }) {
  const { t } = useT()
  const number = useNumber(unit)
  return (
    <p className={css['number']}>
      <IconPhone size="0.95rem" aria-hidden /> {number ? <a href={`tel:${number.phone}`}>{t('response.call', number)}</a> : t('response.noPhone')}
    </p>
  )
}
