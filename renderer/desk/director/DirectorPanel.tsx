import { useEffect, useMemo, type ReactNode } from 'react'
import { CHART_IDS } from '../../../shared/pack/scene'
import { useNow } from '../../state/clock'
import { usePack } from '../../state/pack'
import { directWalls, useWalls } from '../../state/walls'
import { useWorld } from '../../state/world'
import { inLanguage } from '../../ui/i18n'
import { EmptyState, LoadingState } from '../../ui/States'
import { useDeskView } from '../map/desk-view'
import { FateLine, KeyButton } from '../parts'
import type { ActionId } from '../state/key-table'
import { keyOf } from '../state/key-table'
import { useNames } from '../state/names'
import { DrawerFrame } from '../tools/DrawerFrame'
import { BannerForm } from './BannerForm'
import { aimAt, DIRECTOR_PLACE, listKey, pickedCamera, takeBanner, targetOf, useDirector } from './commands'
import css from './director.module.css'
import { showText } from './show-text'
import { directorView } from './view'
import { WallCard } from './WallCard'

/** Every wall and what it shows; what the officer casts to the one that is aimed at. */
export function DirectorPanel() {
  const names = useNames()
  const { t } = names
  useEffect(directWalls, [])
  const settings = usePack((state) => state.pack?.wall)
  const walls = useWorld((world) => world.walls)
  const incidents = useWorld((world) => world.incidents)
  const screens = useWalls((state) => state.screens)
  const gone = useWalls((state) => state.gone)
  const target = useDirector((state) => state.target)
  const writing = useDirector((state) => state.writing)
  const now = useNow(1000)
  const list = useMemo(() => [...incidents.values()], [incidents])
  const views = useMemo(() => (settings ? directorView(walls.values(), screens ?? [], gone, settings, list, now) : []), [walls, screens, gone, settings, list, now])
  const aimed = targetOf(walls, target)
  useNumberKeys(views.map(({ id }) => id))
  if (!settings || screens === null) return <DrawerFrame title={t('director.title')} testId="director"><LoadingState /></DrawerFrame>
  return (
    <DrawerFrame title={t('director.title')} testId="director">
      {views.length === 0 && <EmptyState title={t('director.none')}>{t('director.noneHint', { key: keyOf('devices') })}</EmptyState>}
      {aimed && <Acts wallId={aimed.id} />}
      {writing && aimed && <BannerForm />}
      <FateLine place={DIRECTOR_PLACE} />
      {aimed?.previous && (
        <KeyButton action="wallBack">{t('director.backTo', { what: showText(aimed.previous, settings, names) })}</KeyButton>
      )}
      {views.map((view) => (
        <WallCard key={view.id} view={view} settings={settings} aimed={view.id === aimed?.id} />
      ))}
    </DrawerFrame>
  )
}

/** 1-9 aim at a wall while the director is open. */
function useNumberKeys(ids: readonly string[]): void {
  const key = ids.join(' ')
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !/^[1-9]$/.test(event.key)) return
      const inField = event.target instanceof Element && event.target.closest('input, textarea, select, [role=dialog], [contenteditable=true]')
      const id = key.split(' ')[Number(event.key) - 1]
      if (inField || !id) return
      event.preventDefault()
      aimAt(id)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [key])
}

function Acts({ wallId }: { readonly wallId: string }) {
  const { t, language } = useNames()
  const wall = useWorld((world) => world.walls.get(wallId as never))
  const settings = usePack((state) => state.pack?.wall)
  const scene = useDirector((state) => state.scene)
  const chart = useDirector((state) => state.chart)
  const picked = useDeskView((state) => state.picked)
  if (!wall || !settings) return null
  const camera = picked !== null && pickedCamera() !== null
  return (
    <section className={css['acts']} aria-label={t('director.cast', { wall: wallId })}>
      <h3>{t('director.cast', { wall: wallId })}</h3>
      <div className={css['row']}>
        <Act id="castView">{t('director.castView')}</Act>
        <Act id="castIncident" hint={t('director.castIncidentHint')}>{t('director.castIncident')}</Act>
        <Act id="castCamera" hint={camera ? picked.title : t('director.castCameraHint')}>{t('director.castCamera')}</Act>
      </div>
      <div className={css['row']}>
        <select aria-label={t('director.scene')} data-testid="director-scene" value={scene ?? settings.scenes[0]?.id} onChange={(event) => useDirector.setState({ scene: event.currentTarget.value })}>
          <optgroup label={t('director.scene')}>
            {settings.scenes.map(({ id, name }) => (
              <option key={id} value={id}>
                {inLanguage(name, language)}
              </option>
            ))}
          </optgroup>
          <optgroup label={t('director.playlists')}>
            {settings.playlists.map(({ id, name }) => (
              <option key={id} value={listKey(id)}>
                {inLanguage(name, language)}
              </option>
            ))}
          </optgroup>
        </select>
        <Act id="castScene">{t('director.castNow')}</Act>
      </div>
      <div className={css['row']}>
        <select aria-label={t('director.chart')} data-testid="director-chart" value={chart} onChange={(event) => useDirector.setState({ chart: CHART_IDS.find((id) => id === event.currentTarget.value) ?? CHART_IDS[0] })}>
          {CHART_IDS.map((id) => (
            <option key={id} value={id}>
              {t(`director.chart.${id}`)}
            </option>
          ))}
        </select>
        <Act id="castChart">{t('director.castNow')}</Act>
      </div>
      <div className={css['row']}>
        <Act id="wallPrevious">{t('director.previous')}</Act>
        <Act id="wallNext">{t('director.next')}</Act>
        <Act id="wallHold" hint={t('director.holdHint')}>{t(wall.heldAt === null ? 'director.hold' : 'director.letGo')}</Act>
        <Act id="wallBlank">{t(wall.blank ? 'director.unblank' : 'director.blank')}</Act>
      </div>
      <div className={css['row']}>
        <Act id="wallBanner">{t('director.putBanner')}</Act>
        {wall.banner && (
          <button type="button" onClick={takeBanner} data-testid="take-banner">
            {t('director.takeBanner')}
          </button>
        )}
        <Act id="wallInterruptions" hint={t('director.interruptions')}>{t(wall.interruptible ? 'director.interruptionsOn' : 'director.interruptionsOff')}</Act>
      </div>
    </section>
  )
}

function Act({ id, hint, children }: { readonly id: ActionId; readonly hint?: string; readonly children: ReactNode }) {
  return (
    <KeyButton action={id} grow {...(hint === undefined ? {} : { title: hint })}>
      {children}
    </KeyButton>
  )
}
