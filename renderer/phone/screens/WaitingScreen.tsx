import { useState } from 'react'
import { useNow } from '../../state/clock'
import { sound, useAudio } from '../alarm'
import { useT } from '../i18n'
import { PositionRow } from '../parts/MoreSheet'
import { Sheet } from '../parts/Sheet'
import { record } from '../session'
import { usePhone } from '../store'
import { agoText } from '../words'

/** No order: what the phone waits for, whether it is fit to be called, and the team's own duty. */
export function WaitingScreen() {
  const { t } = useT()
  const [asking, setAsking] = useState(false)
  const team = usePhone((phone) => phone.state?.team)
  const lastContact = usePhone((phone) => phone.lastContact)
  const link = usePhone((phone) => phone.link)
  const items = usePhone((phone) => phone.items)
  const shellReady = usePhone((phone) => phone.shellReady)
  const unlocked = useAudio((audio) => audio.unlocked)
  const now = useNow(1_000)
  const pressed = items.findLast((item) => item.work.kind === 'duty' && item.state === 'waiting')?.work
  const onDuty = pressed?.kind === 'duty' ? pressed.onDuty : (team?.onDuty ?? true)
  return (
    <>
      <main className="scroll waiting">
        <div className={onDuty ? 'calm' : 'calm off'}>
          <h1>{t(onDuty ? 'phone.waiting.none' : 'phone.waiting.offDuty')}</h1>
          {onDuty && <p>{t('phone.waiting.stay')}</p>}
          <p className={link === 'cut' ? 'contact cut' : 'contact'}>
            {t(`phone.link.${link}`)}
            {lastContact !== null && ` · ${t('phone.waiting.contact')} ${agoText(now - lastContact, t)}`}
          </p>
          {team?.profile.demonstration && <p className="fine">{t('phone.demo')}</p>}
        </div>
        <section className="check">
          <h2>{t('phone.waiting.check')}</h2>
          <div className="setting">
            <span>
              {t('phone.waiting.ring')}
              <small>{t(unlocked ? 'phone.waiting.ringOk' : 'phone.waiting.ringOff')}</small>
            </span>
            <div className="choice">
              <button type="button" onClick={() => setTimeout(() => sound('alarm-red'), 60)}>
                {t('phone.waiting.ringTest')}
              </button>
            </div>
          </div>
          <PositionRow />
          <div className="setting">
            <span>
              {t('phone.waiting.offline')}
              <small>{t(shellReady ? 'phone.waiting.offlineYes' : 'phone.waiting.offlineNo')}</small>
            </span>
          </div>
        </section>
      </main>
      <footer className="actions">
        {onDuty ? (
          <button type="button" className="side" onClick={() => setAsking(true)}>
            {t('phone.waiting.goOff')}
          </button>
        ) : (
          <button type="button" className="main act" onClick={() => record({ kind: 'duty', onDuty: true, reason: '' })}>
            {t('phone.waiting.goOn')}
          </button>
        )}
      </footer>
      {asking && (
        <Sheet title={t('phone.waiting.goOff')} onClose={() => setAsking(false)}>
          <p>{t('phone.waiting.goOffAsk')}</p>
          <button
            type="button"
            className="main plain"
            onClick={() => {
              record({ kind: 'duty', onDuty: false, reason: '' })
              setAsking(false)
            }}
          >
            {t('phone.waiting.goOff')}
          </button>
          <button type="button" className="side" onClick={() => setAsking(false)}>
            {t('phone.cancel')}
          </button>
        </Sheet>
      )}
    </>
  )
}
