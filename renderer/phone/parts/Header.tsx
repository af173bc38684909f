import { useState } from 'react'
import type { DispatchPhase } from '../../../shared/domain/dispatch/state'
import { useNow } from '../../state/clock'
import { shortTimeText } from '../../ui/format'
import { useT, type PhoneKey } from '../i18n'
import type { OrderView } from '../order-view'
import { usePhone } from '../store'
import { ZONE } from '../words'
import { MoreSheet } from './MoreSheet'

const PHASE: Readonly<Record<DispatchPhase, PhoneKey & `phone.phase.${string}`>> = {
  ordered: 'phone.phase.rung',
  delivered: 'phone.phase.rung',
  acknowledged: 'phone.phase.acknowledged',
  'en-route': 'phone.phase.enRoute',
  'on-scene': 'phone.phase.onScene',
  completed: 'phone.phase.completed',
  withdrawn: 'phone.phase.withdrawn',
  declined: 'phone.phase.declined',
}

/** Team, what it is doing, link, time, and the way to everything that is not the next step. */
export function Header({ front }: { readonly front: OrderView | null }) {
  const { t, language } = useT()
  const team = usePhone((phone) => phone.state?.team)
  const link = usePhone((phone) => phone.link)
  const [more, setMore] = useState(false)
  const now = useNow(1_000)
  const name = language === 'en' ? (team?.profile.nameEn ?? team?.profile.name) : team?.profile.name
  const phase = front ? t(PHASE[front.phase]) : t(team?.onDuty === false ? 'phone.phase.offDuty' : 'phone.phase.waiting')
  return (
    <header className="head">
      <p className="who">
        <span className={`link ${link}`} role="img" aria-label={t(`phone.link.${link}`)} />
        <span className="name">{name ?? t('phone.title')}</span>
        <span className="phase">{phase}</span>
      </p>
      <span className="num time">{shortTimeText(now, ZONE)}</span>
      <button className="more" type="button" aria-label={t('phone.more')} onClick={() => setMore(true)}>
        ⋯
      </button>
      {more && <MoreSheet view={front} onClose={() => setMore(false)} />}
    </header>
  )
}
