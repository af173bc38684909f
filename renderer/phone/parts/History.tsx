import { shortTimeText } from '../../ui/format'
import { useT } from '../i18n'
import { historyOf, type OrderView } from '../order-view'
import { usePhone } from '../store'
import { ZONE } from '../words'

const SHOWN = 8

/** What has happened, newest first; what the hub does not have yet says so. */
export function History({ view }: { readonly view: OrderView }) {
  const { t } = useT()
  const items = usePhone((phone) => phone.items)
  return (
    <ul className="history" aria-label={t('phone.history')}>
      {historyOf(view, items)
        .slice(0, SHOWN)
        .map((line) => (
          <li key={line.key} className={line.state}>
            <span className="num">{shortTimeText(line.at, ZONE)}</span> {t(`phone.step.${line.what}`)}
            {line.detail !== '' && `：${line.detail}`}{' '}
            {line.state === 'known' ? (
              <span className="tick">✓</span>
            ) : (
              <span className="nowrap">（{t(line.state === 'waiting' ? 'phone.step.pending' : 'phone.step.refused')}）</span>
            )}
          </li>
        ))}
    </ul>
  )
}
