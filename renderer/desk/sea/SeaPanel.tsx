import type { KeyboardEvent } from 'react'
import { isRecallOpen } from '../../../shared/domain/recall/state'
import { useNow } from '../../state/clock'
import { useSea, useSeaPlan } from '../../state/sea'
import { useWorld } from '../../state/world'
import { ageText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { EmptyState } from '../../ui/States'
import { DriftTab } from './DriftTab'
import { LateTab } from './LateTab'
import { RecallTab } from './RecallTab'
import { openSeaTab, SEA_TABS, useSeaDesk, type SeaTab } from './store'
import { SilentTab, WarningsTab } from './ListTabs'
import css from './sea.module.css'
import { VesselFile } from './VesselFile'

const STALE_MS = 60_000

const CONTENT: Readonly<Record<SeaTab, () => React.ReactNode>> = { recall: RecallTab, warnings: WarningsTab, silent: SilentTab, late: LateTab, drift: DriftTab, vessel: VesselFile }

/** The sea at the desk: how many are out, who is called back, who comes too close, who is silent, late, or lost. */
export function SeaPanel() {
  const { t } = useT()
  const now = useNow(5_000)
  const state = useSea((sea) => sea.state)
  const plan = useSeaPlan()
  const planStatus = useSea((sea) => sea.planStatus)
  const tab = useSeaDesk((desk) => desk.tab)
  const recalls = useWorld((world) => world.recalls)
  const open = [...recalls.values()].filter(isRecallOpen).length
  if (!state) return <EmptyState title={t('sea.none')}>{t('sea.noneHint')}</EmptyState>
  if (!plan) return <EmptyState title={t(planStatus === 'failed' ? 'sea.planFailed' : 'sea.loading')}>{t('sea.noneHint')}</EmptyState>
  const outermost = state.late?.at(-1)
  const counts: Readonly<Record<SeaTab, number | null>> = {
    recall: open,
    warnings: state.warnings.length + state.moreWarnings,
    silent: state.silent,
    late: outermost?.late ?? null,
    drift: null,
    vessel: null,
  }
  const Content = CONTENT[tab]
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = SEA_TABS[(SEA_TABS.indexOf(tab) + by + SEA_TABS.length) % SEA_TABS.length]
    if (by === 0 || !next) return
    event.preventDefault()
    openSeaTab(next)
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[SEA_TABS.indexOf(next)]?.focus()
  }
  const figures = [
    ['atSea', state.atSea],
    ['inPort', state.inPort],
    ['silent', state.silent],
    ['warnings', counts.warnings],
    ['late', outermost?.late ?? null],
  ] as const
  return (
    <section className={css['panel']} data-testid="sea-panel">
      <dl className={css['figures']}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`sea.figure.${name}`)}</dt>
            <dd className="num" data-testid={`sea-figure-${name}`}>
              {value === null ? '—' : value.toLocaleString('en')}
            </dd>
          </div>
        ))}
      </dl>
      <div className={css['quiet']} role="status">
        {t(now - state.at > STALE_MS ? 'sea.stale' : 'sea.asOf', { age: ageText(now - state.at, t) })}
      </div>
      <div className={css['tabs']} role="tablist" aria-label={t('sea.title')} onKeyDown={step}>
        {SEA_TABS.map((one) => (
          <button key={one} type="button" role="tab" aria-selected={one === tab} tabIndex={one === tab ? 0 : -1} onClick={() => openSeaTab(one)} data-testid={`sea-tab-${one}`}>
            {t(`sea.tab.${one}`)} {counts[one] !== null && counts[one] > 0 && <span className="num">{counts[one]}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel">
        <Content />
      </div>
    </section>
  )
}
