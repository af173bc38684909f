import { useEffect, type FormEvent } from 'react'
import { enterDeviceKey, useSession } from '../state/session'
import { useT } from '../ui/i18n'
import type { Seat } from './legibility'
import { scaleStyle, useWallLayout } from './use-scale'
import css from './wall.module.css'

/** What a wall shows that has no key, or no longer: how to get one. */
export function Enrol({ seat, revoked }: { readonly seat: Seat; readonly revoked: boolean }) {
  const { t } = useT()
  const layout = useWallLayout(seat)
  const { status, error } = useSession()
  const unit = layout.unitPx
  useEffect(() => {
    document.title = t('wall.title')
    document.documentElement.style.setProperty('--banner-size', `${unit}px`)
  }, [t, unit])

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const key = String(new FormData(event.currentTarget).get('key') ?? '')
    if (key.trim().length >= 16) enterDeviceKey(key)
  }

  return (
    <main className={css['enrol']} style={scaleStyle(layout)} data-testid="enrol" data-revoked={revoked}>
      <h1>{t(revoked ? 'wall.enrol.revoked' : 'wall.enrol.title')}</h1>
      {status === 'claiming' && <p role="status">{t('wall.enrol.claiming')}</p>}
      {error && !revoked && (
        <p role="alert" className={css['alert']}>
          {error.code === 'unauthorised' ? t('wall.enrol.claimFailed') : t('error.network')}
        </p>
      )}
      <ol>
        <li>{t('wall.enrol.step1')}</li>
        <li>{t('wall.enrol.step2')}</li>
        <li>{t('wall.enrol.step3')}</li>
      </ol>
      <p className={css['quiet']}>{t('wall.enrol.address', { address: `${window.location.origin}/wall/` })}</p>
      <form onSubmit={submit}>
        <label>
          {t('wall.enrol.byKey')}
          <input name="key" type="password" autoComplete="off" minLength={16} maxLength={200} required />
        </label>
        <button type="submit">{t('action.confirm')}</button>
      </form>
    </main>
  )
}
