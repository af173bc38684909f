import { useT, type PhoneKey } from '../i18n'
import { linkSecret } from '../../pocket/enrol-link'
import { claim } from '../session'
import { setLanguage, usePhone } from '../store'
import { takeOver } from '../window-lock'

/** No key: what happened, and what to do about it. */
export function EnrolScreen() {
  const { t, language } = useT()
  const enrol = usePhone((phone) => phone.enrol)
  const texts: Readonly<Record<typeof enrol.kind, readonly [PhoneKey, PhoneKey | null]>> = {
    none: ['phone.enrol.none', 'phone.enrol.how'],
    claiming: ['phone.enrol.claiming', null],
    used: ['phone.enrol.used', 'phone.enrol.usedHow'],
    offline: ['phone.enrol.offline', 'phone.enrol.offlineHow'],
    notTeam: ['phone.enrol.notTeam', 'phone.enrol.how'],
    replaced: ['phone.enrol.replaced', null],
    failed: ['phone.enrol.none', 'phone.enrol.usedHow'],
    revoked: ['phone.enrol.revoked', 'phone.enrol.revokedHow'],
  }
  const [title, how] = texts[enrol.kind]
  return (
    <main className="phone alone" role={enrol.kind === 'none' ? undefined : 'alert'}>
      <img src="./icon.svg" alt="" width={72} height={72} />
      <h1>{t(title as 'phone.enrol.none')}</h1>
      {enrol.kind === 'failed' && <p>{t('phone.enrol.failed', { reason: enrol.reason })}</p>}
      {how && <p>{t(how as 'phone.enrol.how')}</p>}
      {enrol.kind === 'revoked' && enrol.leftOver > 0 && <p className="banner bad">{t('phone.enrol.leftOver', { n: enrol.leftOver })}</p>}
      {enrol.kind === 'offline' && linkSecret !== null && (
        <button type="button" className="main act" onClick={() => void claim(linkSecret ?? '')}>
          {t('phone.enrol.retry')}
        </button>
      )}
      <button type="button" className="side" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
        {language === 'zh' ? 'English' : '中文'}
      </button>
    </main>
  )
}

export function ElsewhereScreen() {
  const { t } = useT()
  return (
    <main className="phone alone">
      <img src="./icon.svg" alt="" width={72} height={72} />
      <h1>{t('phone.elsewhere')}</h1>
      <p>{t('phone.elsewhereHow')}</p>
      <button type="button" className="main act" onClick={takeOver}>
        {t('phone.useHere')}
      </button>
    </main>
  )
}
