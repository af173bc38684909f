import { useState } from 'react'
import { useNow } from '../../state/clock'
import { useT, type PhoneKey } from '../i18n'
import { rings, type OrderView } from '../order-view'
import { setLanguage, setScheme, setShareWanted, usePhone, type PositionState, type Scheme } from '../store'
import { agoText } from '../words'
import { CasualtiesSheet } from './CasualtiesSheet'
import { DeclineSheet } from './DeclineSheet'
import { Sheet } from './Sheet'
import { TextSheet } from './TextSheet'

export const POSITION_TEXT: Readonly<Record<PositionState, PhoneKey & `phone.position.${string}`>> = {
  idle: 'phone.position.idle',
  asking: 'phone.position.asking',
  on: 'phone.position.on',
  off: 'phone.position.off',
  denied: 'phone.position.denied',
  unavailable: 'phone.position.unavailable',
  unsupported: 'phone.position.unsupported',
}
const SCHEMES: readonly Scheme[] = ['auto', 'dark', 'light']

/** Everything that is not the next step. */
export function MoreSheet({ view, onClose }: { readonly view: OrderView | null; readonly onClose: () => void }) {
  const { t, language } = useT()
  const [open, setOpen] = useState<'note' | 'casualties' | 'decline' | null>(null)
  const scheme = usePhone((phone) => phone.scheme)
  const link = usePhone((phone) => phone.link)
  const lastContact = usePhone((phone) => phone.lastContact)
  const now = useNow(1_000)
  const active = view?.active ? view : null
  if (active && open === 'note') return <TextSheet kind="note" view={active} onClose={onClose} />
  if (active && open === 'casualties') return <CasualtiesSheet view={active} onClose={onClose} />
  if (active && open === 'decline') return <DeclineSheet view={active} onClose={onClose} />
  return (
    <Sheet title={t('phone.more')} onClose={onClose}>
      {active && (
        <div className="row">
          <button type="button" className="side" onClick={() => setOpen('note')}>
            {t('phone.do.note')}
          </button>
          <button type="button" className="side" onClick={() => setOpen('casualties')}>
            {t('phone.do.casualties')}
          </button>
          {active.phase !== 'on-scene' && !rings(active) && (
            <button type="button" className="side" onClick={() => setOpen('decline')}>
              {t('phone.rung.decline')}
            </button>
          )}
        </div>
      )}
      <PositionRow />
      <div className="setting">
        <span>{t('phone.settings.language')}</span>
        <div className="choice">
          <button type="button" aria-pressed={language === 'zh'} onClick={() => setLanguage('zh')}>
            中文
          </button>
          <button type="button" aria-pressed={language === 'en'} onClick={() => setLanguage('en')}>
            English
          </button>
        </div>
      </div>
      <div className="setting">
        <span>{t('phone.settings.theme')}</span>
        <div className="choice">
          {SCHEMES.map((one) => (
            <button type="button" key={one} aria-pressed={scheme === one} onClick={() => setScheme(one)}>
              {t(`phone.settings.${one}`)}
            </button>
          ))}
        </div>
      </div>
      <p className="fine">
        {t(`phone.link.${link}`)}
        {lastContact !== null && ` · ${t('phone.waiting.contact')} ${agoText(now - lastContact, t)}`}
      </p>
    </Sheet>
  )
}

export function PositionRow() {
  const { t } = useT()
  const position = usePhone((phone) => phone.position)
  const wanted = usePhone((phone) => phone.shareWanted)
  return (
    <div className="setting">
      <span>
        {t('phone.position.title')}
        <small>{t(POSITION_TEXT[position])}</small>
      </span>
      <div className="choice">
        <button type="button" onClick={() => setShareWanted(!wanted)}>
          {t(wanted ? 'phone.position.turnOff' : 'phone.position.turnOn')}
        </button>
      </div>
    </div>
  )
}
