import { useEffect, useState } from 'react'
import { changeText, figureText, stampText, valueText, type Words } from '../../../shared/briefing/words'
import type { Rejection } from '../../../shared/domain/rejection'
import { readDifference, type Difference } from '../../state/briefings'
import { useZone } from '../../state/pack'
import { rejectionText } from '../../ui/rejection-text'
import { useT } from '../../ui/i18n'
import css from './room.module.css'
import { useRoom } from './store'

type Told = { readonly state: 'asked' } | { readonly state: 'refused'; readonly rejection: Rejection } | { readonly state: 'told'; readonly value: Difference }

/** What is different now from what was frozen: at once where the briefing was opened by its code, else on request. */
export function Differences({ id }: { readonly id: string }) {
  const { t, language } = useT()
  const zone = useZone()
  const [told, setTold] = useState<Told | null>(null)
  const compare = useRoom((state) => state.compare)
  const ask = () => {
    setTold({ state: 'asked' })
    void readDifference(id).then((read) => setTold(read.ok ? { state: 'told', value: read.value } : { state: 'refused', rejection: read.error }))
  }
  useEffect(() => {
    if (compare) ask()
    // Asked once for what was opened by its code; again only by hand.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [compare])
  const words: Words = { t, language, zone }
  return (
    <section className={css['box']} aria-label={t('briefing.now')} data-testid="briefing-now">
      <h2>{t('briefing.now')}</h2>
      <button type="button" disabled={told?.state === 'asked'} onClick={ask}>
        {t(told ? 'briefing.now.again' : 'briefing.now.ask')}
      </button>
      {told?.state === 'asked' && <p>{t('briefing.now.asked')}</p>}
      {told?.state === 'refused' && <p role="alert">{rejectionText(told.rejection, t, zone)}</p>}
      {told?.state === 'told' && (
        <>
          <p className={css['quiet']}>{t('briefing.now.at', { time: stampText(told.value.at, zone), n: told.value.changes.length })}</p>
          <ul className={css['changes']}>
            {told.value.changes.map((change) => (
              <li key={`${change.figure} ${JSON.stringify(change.about)}`}>
                <span>{figureText(change, words)}</span>
                <span className="num">
                  {valueText(change.before, change.unit, words)} → {valueText(change.after, change.unit, words)}
                </span>
                <small>{changeText(change, words)}</small>
              </li>
            ))}
          </ul>
          {told.value.changes.length === 0 && <p>{t('briefing.now.same')}</p>}
        </>
      )}
    </section>
  )
}
