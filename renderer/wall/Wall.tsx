import { useEffect } from 'react'
import { useConnection } from '../state/connection'
import { usePack } from '../state/pack'
import { useWorld } from '../state/world'
import { inLanguage, useT } from '../ui/i18n'
import { LoadingState } from '../ui/States'
import { DayPanel } from './DayPanel'
import { Enrol } from './Enrol'
import { Foot } from './Foot'
import { ForcesPanel } from './ForcesPanel'
import { Header } from './Header'
import { IncidentColumn } from './IncidentColumn'
import type { Seat } from './legibility'
import { MovementsPanel } from './MovementsPanel'
import { useWallSounds } from './use-alarm'
import { scaleStyle, useWallLayout } from './use-scale'
import { useUpkeep } from './use-upkeep'
import { WallMap } from './WallMap'
import css from './wall.module.css'

/** The wall: one map for the room, what is going on at its left, how the day goes at its right. Read only. */
export function Wall({ seat }: { readonly seat: Seat }) {
  const { t, language } = useT()
  const layout = useWallLayout(seat)
  const phase = useConnection((state) => state.phase)
  const loaded = useWorld((world) => world.loaded)
  // First what is going on, then the ground under it: building the map keeps the page busy, and twice if the pack came later.
  const groundReady = usePack((state) => state.status !== 'loading') && loaded
  const organisation = usePack((state) => state.pack?.manifest.organisation)
  useWallSounds()
  useUpkeep()

  useEffect(() => {
    document.title = t('wall.title')
    // The banner of a lost hub stands outside the wall's element.
    document.documentElement.style.setProperty('--banner-size', `${layout.unitPx}px`)
  }, [t, layout.unitPx])

  // A wall whose key was taken back shows nothing any more.
  if (phase === 'denied') return <Enrol seat={seat} revoked />
  return (
    <main
      className={css['wall']}
      style={scaleStyle(layout)}
      data-layout={layout.zones ? 'zones' : 'over'}
      data-testid="wall"
      aria-label={t('wall.label', { organisation: organisation ? inLanguage(organisation, language) : t('app.name') })}
    >
      {groundReady ? <WallMap layout={layout} /> : <div className={css['map']} />}
      <Header layout={layout} />
      {loaded ? (
        <>
          <IncidentColumn wide={layout.zones} unitPx={layout.unitPx} />
          <section className={`${css['figures']} fades-when-lost`} aria-label={t('wall.figures')} data-testid="figures">
            <DayPanel />
            <ForcesPanel limit={layout.zones ? 10 : 5} />
            <MovementsPanel unitPx={layout.unitPx} />
          </section>
        </>
      ) : (
        <div className={css['waiting']}>
          <LoadingState title={t('hub.connecting')} />
        </div>
      )}
      <Foot layout={layout} />
    </main>
  )
}
