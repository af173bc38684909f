import { useMemo, useState } from 'react'
import { InsideTable } from '../../panels/typhoon/InsideTable'
import { Landings } from '../../panels/typhoon/Landings'
import { PassageTable } from '../../panels/typhoon/PassageTable'
import { TimeAxis } from '../../panels/typhoon/TimeAxis'
import { TyphoonHead } from '../../panels/typhoon/TyphoonHead'
import { agenciesOf } from '../../../shared/typhoon/track'
import { moveAxis } from '../../state/axis'
import { usePack } from '../../state/pack'
import { useEndedTyphoons, useTyphoons, useTyphoonView } from '../../state/typhoon'
import { inLanguage, useT } from '../../ui/i18n'
import { EmptyState } from '../../ui/States'
import { FateLine } from '../parts'
import { give } from '../state/outgoing'
import { EntryForm } from './EntryForm'
import css from './TyphoonPanel.module.css'

/** Storms at the desk: which and by whom, the time axis of all screens, what lies inside, when it comes, entry by hand. */
export function TyphoonPanel() {
  const { t, language } = useT()
  const typhoons = useTyphoons()
  const ended = useEndedTyphoons()
  const view = useTyphoonView()
  const townships = usePack((state) => state.pack?.townships)
  const [entering, setEntering] = useState(false)
  const [asked, setAsked] = useState(false)
  const places = useMemo(
    () => (townships ?? []).map(({ id, name, nameEn, at }) => ({ id, at, name: inLanguage({ zh: name, en: nameEn ?? name }, language) })),
    [townships, language],
  )

  if (entering) {
    const start = view ? { id: view.typhoon.id, nameZh: view.typhoon.name.zh, nameEn: view.typhoon.name.en } : {}
    return (
      <section className={css['panel']} aria-label={t('typhoon.entry')}>
        <EntryForm start={start} onDone={() => setEntering(false)} />
      </section>
    )
  }
  return (
    <section className={css['panel']} aria-label={t('typhoon.title')} data-testid="typhoon-panel">
      {typhoons.length > 1 && view && (
        <div className={css['choice']} role="group" aria-label={t('typhoon.title')}>
          {typhoons.map((one) => (
            <button
              key={one.id}
              type="button"
              aria-pressed={one.id === view.typhoon.id}
              onClick={() => moveAxis({ typhoonId: one.id, agency: agenciesOf(one)[0] ?? view.agency, at: view.at })}
            >
              {inLanguage(one.name, language)}
            </button>
          ))}
        </div>
      )}
      {!view && <EmptyState title={t('typhoon.none')}>{t('typhoon.noneHint')}</EmptyState>}
      {view && (
        <>
          <TyphoonHead view={view} />
          {view.agencies.length > 1 && (
            <div className={css['choice']} role="group" aria-label={t('typhoon.agency')}>
              {view.agencies.map((agency) => (
                <button key={agency} type="button" aria-pressed={agency === view.agency} onClick={() => moveAxis({ typhoonId: view.typhoon.id, agency, at: view.at })}>
                  {agency}
                </button>
              ))}
            </div>
          )}
          <TimeAxis view={view} interactive />
          <InsideTable view={view} />
          <h3>{t('typhoon.landing')}</h3>
          <Landings track={view.track} />
          <h3>{t('typhoon.passage')}</h3>
          <PassageTable track={view.track} places={places} />
        </>
      )}
      <FateLine place="typhoon" />
      {ended.map(({ id, name }) => (
        <div key={id} className={css['acts']} data-testid="typhoon-ended">
          <span>
            {inLanguage(name, language)} · {t('typhoon.ended')}
          </span>
          <button type="button" onClick={() => void give({ place: 'typhoon', type: 'resumeTyphoon', data: { typhoonId: id } })}>
            {t('typhoon.resume')}
          </button>
        </div>
      ))}
      <div className={css['acts']}>
        <button type="button" onClick={() => setEntering(true)} data-testid="typhoon-enter">
          {t('typhoon.entry')}
        </button>
        {view && !asked && (
          <button type="button" onClick={() => setAsked(true)}>
            {t('typhoon.end')}
          </button>
        )}
        {view && asked && (
          <>
            <span>{t('typhoon.end.ask')}</span>
            <button
              type="button"
              onClick={() => {
                setAsked(false)
                moveAxis(null)
                void give({ place: 'typhoon', type: 'endTyphoon', data: { typhoonId: view.typhoon.id } })
              }}
            >
              {t('typhoon.end')}
            </button>
            <button type="button" onClick={() => setAsked(false)}>
              {t('action.cancel')}
            </button>
          </>
        )}
      </div>
    </section>
  )
}
