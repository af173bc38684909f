import './print.css'
import { useState } from 'react'
import { useRelocation, type RelocationNow } from '../../state/relocation'
import { usePack, useZone } from '../../state/pack'
import { useWorld } from '../../state/world'
import { dayText, shortTimeText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { EmptyState, LoadingState } from '../../ui/States'
import { useUnitName } from '../../ui/unit-name'
import { FateLine } from '../parts'
import { give } from '../state/outgoing'
import { CountyTable } from './CountyTable'
import { Figures } from './Figures'
import { FoundHouseholds } from './FoundHouseholds'
import css from './relocation.module.css'
import { ShelterTable } from './ShelterTable'
import { StartForm } from './StartForm'
import { goTo, RELOCATION_PLACE, setWords, useRelocationPanel } from './store'
import { TownTable } from './TownTable'
import { VillageSheet } from './VillageSheet'

/** Moving people at the desk: county → town → village → household, shelters, and a search over all of it. */
export function RelocationPanel() {
  const { t } = useT()
  const loaded = useWorld((world) => world.loaded)
  const now = useRelocation()
  if (!now) {
    if (!loaded) return <LoadingState />
    return (
      <div className={css['panel']}>
        <EmptyState title={t('relocation.none')}>{t('relocation.noneHint')}</EmptyState>
        <StartForm />
        <FateLine place={RELOCATION_PLACE} />
      </div>
    )
  }
  return (
    <div className={css['panel']} data-testid="relocation-panel">
      <Head now={now} />
      <Figures tally={now.total} rows={now.towns.flatMap(({ villages }) => villages)} />
      <FateLine place={RELOCATION_PLACE} />
      <Over />
      <Where />
      <Body now={now} />
      {now.relocation.endedAt !== null && <StartForm />}
    </div>
  )
}

function Head({ now: { relocation } }: { readonly now: RelocationNow }) {
  const { t, language } = useT()
  const zone = useZone()
  const [asked, setAsked] = useState(false)
  const { id, name, startedAt, endedAt, drill } = relocation
  const started = `${dayText(startedAt, zone, language)} ${shortTimeText(startedAt, zone)}`
  const change = (type: 'endRelocation' | 'resumeRelocation') => {
    setAsked(false)
    void give({ place: RELOCATION_PLACE, type, data: { relocationId: id } })
  }
  return (
    <div className={css['head']}>
      <strong>{name}</strong>
      {drill && <span className={css['drill']}>{t('relocation.drill')}</span>}
      <span className={css['quiet']}>
        {endedAt === null ? t('relocation.since', { time: started }) : t('relocation.endedAt', { time: `${dayText(endedAt, zone, language)} ${shortTimeText(endedAt, zone)}` })}
      </span>
      <span className={css['grow']} />
      {endedAt !== null && (
        <button type="button" onClick={() => change('resumeRelocation')}>
          {t('relocation.resume')}
        </button>
      )}
      {endedAt === null && !asked && (
        <button type="button" onClick={() => setAsked(true)} data-testid="relocation-end">
          {t('relocation.end')}
        </button>
      )}
      {asked && (
        <>
          <span>{t('relocation.end.ask')}</span>
          <button type="button" onClick={() => change('endRelocation')}>
            {t('relocation.end')}
          </button>
          <button type="button" onClick={() => setAsked(false)}>
            {t('action.cancel')}
          </button>
        </>
      )}
    </div>
  )
}

/** A shelter that was just filled beyond what it takes: allowed, and said aloud. */
function Over() {
  const { t } = useT()
  const over = useRelocationPanel((state) => state.over)
  const shelters = usePack((state) => state.pack?.shelters)
  if (over.length === 0) return null
  return (
    <div className={css['over']} role="alert" data-testid="relocation-over">
      {over.map(({ shelterId, persons, capacity }) => (
        <span key={shelterId}>{t('relocation.over', { name: shelters?.find(({ id }) => id === shelterId)?.name ?? shelterId, persons, capacity })}</span>
      ))}
      <button type="button" onClick={() => useRelocationPanel.setState({ over: [] })}>
        {t('desk.fate.read')}
      </button>
    </div>
  )
}

/** The way down to where the officer is, each step a way back, and the search. */
function Where() {
  const { t } = useT()
  const unitName = useUnitName()
  const { view, words } = useRelocationPanel()
  const sheet = useWorld((world) => (view.kind === 'village' ? world.sheets.get(view.sheetId) : undefined))
  return (
    <div className={css['where']}>
      <nav aria-label={t('relocation.where')}>
        <button type="button" aria-current={view.kind === 'county' ? 'page' : undefined} onClick={() => goTo({ kind: 'county' })}>
          {t('relocation.county')}
        </button>
        {(view.kind === 'town' || view.kind === 'village') && (
          <button type="button" aria-current={view.kind === 'town' ? 'page' : undefined} onClick={() => goTo({ kind: 'town', townId: view.townId })}>
            {unitName(view.townId)}
          </button>
        )}
        {view.kind === 'village' && (
          <button type="button" aria-current="page">
            {sheet?.name}
          </button>
        )}
        <span className={css['grow']} />
        <button type="button" aria-current={view.kind === 'shelters' ? 'page' : undefined} onClick={() => goTo({ kind: 'shelters' })} data-testid="relocation-shelters">
          {t('relocation.shelters')}
        </button>
      </nav>
      <input
        type="search"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        placeholder={t(view.kind === 'village' ? 'relocation.search.village' : view.kind === 'shelters' ? 'relocation.search.shelters' : 'relocation.search')}
        aria-label={t('relocation.search')}
        data-testid="relocation-search"
      />
    </div>
  )
}

function Body({ now }: { readonly now: RelocationNow }) {
  const { t } = useT()
  const { view, words } = useRelocationPanel()
  const sheet = useWorld((world) => (view.kind === 'village' ? world.sheets.get(view.sheetId) : undefined))
  switch (view.kind) {
    case 'village':
      return sheet ? <VillageSheet key={sheet.id} sheet={sheet} over={now.relocation.endedAt !== null} /> : <EmptyState title={t('relocation.gone')} />
    case 'shelters':
      return <ShelterTable now={now} />
    case 'county':
    case 'town':
      if (words.trim().length >= 2) return <FoundHouseholds now={now} />
      return view.kind === 'county' ? <CountyTable now={now} /> : <TownTable town={now.towns.find(({ townId }) => townId === view.townId)} over={now.relocation.endedAt !== null} />
  }
}
