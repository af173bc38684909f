import { Suspense, useEffect, useRef } from 'react'
import { useConnection } from '../state/connection'
import { usePack } from '../state/pack'
import { useWorld } from '../state/world'
import { inLanguage, useT } from '../ui/i18n'
import { lazyPart } from '../ui/lazy-part'
import { PartGuard } from '../ui/PartGuard'
import { LoadingState } from '../ui/States'
import { Banner } from './Banner'
import { Dark } from './Dark'
import { Enrol } from './Enrol'
import { Foot } from './Foot'
import { Header } from './Header'
import { useWallMap } from './map-store'
import { SceneView } from './SceneView'
import type { WallSettingsHere } from './settings'
import { useShowing } from './showing'
import { useThumbnails } from './thumbnails'
import { useWallSounds } from './use-alarm'
import { usePresence } from './use-presence'
import { canvasStyle, scaleStyle, useWallLayout } from './use-scale'
import { useUpkeep } from './use-upkeep'
import css from './wall.module.css'

/** The map engine is by far the largest part of the page: what is going on does not wait for it. */
const WallMap = lazyPart(() => import('./WallMap').then((module) => module.WallMap))
const BriefingScreen = lazyPart(() => import('./briefing/BriefingScreen').then((module) => module.BriefingScreen))

/** One screen of a wall: its part of the scene that the wall shows now. Read only. */
export function Wall({ settings }: { readonly settings: WallSettingsHere }) {
  const { t, language } = useT()
  const { seat, wallId, part, interactive } = settings
  const layout = useWallLayout(seat, part)
  const showing = useShowing(wallId)
  const { scene, wall } = showing
  const phase = useConnection((state) => state.phase)
  const loaded = useWorld((world) => world.loaded)
  // First what is going on, then the ground under it: building the map keeps the page busy, and twice if the pack came later.
  const groundReady = usePack((state) => state.status !== 'loading') && loaded
  const organisation = usePack((state) => state.pack?.manifest.organisation)
  const bounds = useWallMap((state) => state.bounds)
  const cast = showing.now.why === 'cast' && showing.now.sceneId !== null && showing.now.show.kind === 'briefing' ? showing.now.show : null
  const briefing = useWorld(({ briefings }) => (cast ? briefings.get(cast.briefingId) : undefined))
  const root = useRef<HTMLElement>(null)
  useWallSounds()
  useUpkeep()
  usePresence(settings, layout, showing, bounds)
  useThumbnails(root, layout)

  useEffect(() => {
    document.title = t('wall.title')
    // The banner of a lost hub stands outside the wall's element.
    document.documentElement.style.setProperty('--banner-size', `${layout.unitPx}px`)
  }, [t, layout.unitPx])

  // A wall whose key was taken back shows nothing any more.
  if (phase === 'denied') return <Enrol seat={seat} revoked />
  const dark = wall?.blank === true
  return (
    <main
      ref={root}
      className={css['wall']}
      style={{ ...scaleStyle(layout), ...canvasStyle(layout) }}
      data-layout={layout.zones ? 'zones' : 'over'}
      data-scene={scene?.id ?? ''}
      data-why={showing.now.why}
      data-testid="wall"
      aria-label={t('wall.label', { organisation: organisation ? inLanguage(organisation, language) : t('app.name') })}
    >
      {groundReady && (
        <PartGuard unattended>
          <Suspense fallback={null}>
            <WallMap layout={layout} showing={showing} interactive={interactive} />
          </Suspense>
        </PartGuard>
      )}
      <Header layout={layout} showing={showing} />
      {loaded ? (
        scene && <SceneView key={scene.id} scene={scene} showing={showing} layout={layout} />
      ) : (
        <div className={css['waiting']}>
          <LoadingState title={t('hub.connecting')} />
        </div>
      )}
      <Foot layout={layout} />
      {cast && briefing && briefing.withdrawn === null && (
        <PartGuard unattended of={cast.page}>
          <Suspense fallback={null}>
            <BriefingScreen briefing={briefing} index={cast.page} layout={layout} />
          </Suspense>
        </PartGuard>
      )}
      {wall?.banner && <Banner banner={wall.banner} />}
      {dark && <Dark />}
    </main>
  )
}
