import { useNow } from '../../state/clock'
import { useT, whyText } from '../i18n'
import { refusals, unsent } from '../outbox'
import { dismissRefusal } from '../session'
import { setPhone, usePhone } from '../store'
import { agoText, itemName } from '../words'

/** What the leader must know about the line to the hub, in words. */
export function Banner() {
  const { t } = useT()
  const items = usePhone((phone) => phone.items)
  const durable = usePhone((phone) => phone.durable)
  const position = usePhone((phone) => phone.position)
  const photoFailed = usePhone((phone) => phone.photoFailed)
  const replaced = usePhone((phone) => phone.enrol.kind === 'replaced')
  const refused = refusals(items)
  return (
    <div className="banners">
      <LinkBanner />
      {!durable && <p className="banner">{t('phone.banner.memory')}</p>}
      {replaced && (
        <p className="banner">
          {t('phone.enrol.replaced')}
          <button type="button" onClick={() => location.reload()}>
            {t('phone.enrol.reload')}
          </button>
        </p>
      )}
      {(position === 'denied' || position === 'unsupported') && <p className="banner quiet">{t('phone.banner.position')}</p>}
      {photoFailed && (
        <p className="banner bad" role="alert">
          {t('phone.photo.failed')}
          <button type="button" onClick={() => setPhone({ photoFailed: false })}>
            {t('phone.understood')}
          </button>
        </p>
      )}
      {refused.map((item) => (
        <p className="banner bad" role="alert" key={item.key}>
          {t('phone.banner.refused', { what: itemName(item, t), why: item.refusal ? whyText(item.refusal, t) : '' })}
          <button type="button" onClick={() => dismissRefusal(item.key)}>
            {t('phone.understood')}
          </button>
        </p>
      ))}
    </div>
  )
}

function LinkBanner() {
  const { t } = useT()
  const link = usePhone((phone) => phone.link)
  const lastContact = usePhone((phone) => phone.lastContact)
  const waiting = usePhone((phone) => (phone.device ? unsent(phone.items, phone.device.teamId) : 0))
  const now = useNow(1_000)
  if (link === 'cut') {
    const text =
      waiting > 0
        ? t('phone.banner.queued', { n: waiting })
        : lastContact === null
          ? t('phone.banner.never')
          : t('phone.banner.cut', { age: agoText(now - lastContact, t) })
    return (
      <p className="banner cut" role="status">
        {text}
      </p>
    )
  }
  if (waiting > 0) return <p className="banner quiet">{t('phone.banner.sending', { n: waiting })}</p>
  if (link === 'polling') return <p className="banner quiet">{t('phone.link.polling')}</p>
  if (link === 'connecting' && lastContact !== null) {
    return <p className="banner quiet">{t('phone.banner.connecting', { age: agoText(now - lastContact, t) })}</p>
  }
  return null
}
