import { useState, type FormEvent } from 'react'
import { useTyphoons } from '../../state/typhoon'
import { inLanguage, useT } from '../../ui/i18n'
import { give, useBusy } from '../state/outgoing'
import css from './relocation.module.css'
import { goTo, RELOCATION_PLACE } from './store'

/** Starts a relocation: which storm, under what name. All villages that have anybody to move get their sheets. */
export function StartForm() {
  const { t, language } = useT()
  const typhoons = useTyphoons()
  const [typed, setTyped] = useState<string | null>(null)
  const [typhoonId, setTyphoonId] = useState<string | null>(null)
  const busy = useBusy(RELOCATION_PLACE)
  const typhoon = typhoonId === '' ? undefined : (typhoons.find(({ id }) => id === typhoonId) ?? typhoons[0])
  const name = typed ?? (typhoon ? t('relocation.start.nameOf', { typhoon: inLanguage(typhoon.name, language) }) : t('relocation.start.nameRain'))

  function start(event: FormEvent): void {
    event.preventDefault()
    void give({ place: RELOCATION_PLACE, type: 'startRelocation', data: { name, typhoonId: typhoon?.id ?? null, villages: null } }).then((reply) => {
      if (reply.ok) goTo({ kind: 'county' })
    })
  }
  return (
    <form className={css['start']} onSubmit={start} data-own-keys aria-label={t('relocation.start')}>
      <label>
        {t('relocation.start.typhoon')}
        <select value={typhoon?.id ?? ''} onChange={(event) => setTyphoonId(event.target.value)}>
          {typhoons.map(({ id, name: called }) => (
            <option key={id} value={id}>
              {inLanguage(called, language)} {id}
            </option>
          ))}
          <option value="">{t('relocation.start.noTyphoon')}</option>
        </select>
      </label>
      <label className={css['grow']}>
        {t('relocation.start.name')}
        <input value={name} maxLength={60} required onChange={(event) => setTyped(event.target.value)} data-testid="relocation-name" />
      </label>
      <button type="submit" data-main disabled={busy || name.trim() === ''} data-testid="relocation-start">
        {t('relocation.start')}
      </button>
    </form>
  )
}
