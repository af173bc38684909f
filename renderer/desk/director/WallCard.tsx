import type { WallSettings } from '../../../shared/pack/scene'
import { useNow } from '../../state/clock'
import { useZone } from '../../state/pack'
import { useWalls } from '../../state/walls'
import { actorText } from '../../ui/event-text'
import { ageText, clockText, shortTimeText, timeText } from '../../ui/format'
import { inLanguage } from '../../ui/i18n'
import { SeverityMark } from '../../ui/SeverityMark'
import { Kbd } from '../../ui/States'
import { useNames } from '../state/names'
import { aimAt } from './commands'
import css from './director.module.css'
import { sceneText, showText } from './show-text'
import type { PartView, WallView } from './view'

/** A screen that changed its scene is given so long before a difference is told, milliseconds. */
const SETTLED_MS = 4_000

/** One wall: how its screens look, what is on and why, since when and until when. */
export function WallCard({ view, settings, aimed }: { readonly view: WallView; readonly settings: WallSettings; readonly aimed: boolean }) {
  const names = useNames()
  const { t, language } = names
  const zone = useZone()
  const now = useNow(1000)
  const { wall, on, parts, columns } = view
  const list = settings.playlists.find(({ id }) => wall.show.kind === 'playlist' && id === wall.show.playlistId) ?? settings.playlists[0]
  const why =
    on.why === 'interrupted'
      ? t('director.why.interrupted')
      : on.why === 'cast'
        ? t('director.why.cast', { actor: actorText(wall.shownBy, t) })
        : t('director.why.playlist', { list: list ? inLanguage(list.name, language) : '', index: on.index + 1, entries: view.entries })
  const what =
    on.sceneId === null ? t('director.dark') : on.why === 'interrupted' && on.incidentId !== null ? t('director.show.incident', { incident: names.incident(on.incidentId) }) : wall.show.kind === 'playlist' ? sceneText(on.sceneId, settings, names) : showText(wall.show, settings, names)
  return (
    <section className={css['wall']} data-aimed={aimed} data-testid={`wall-${view.id}`} data-scene={on.sceneId ?? ''} data-why={on.why} data-connected={view.connected}>
      <header>
        <button type="button" aria-pressed={aimed} onClick={() => aimAt(view.id)}>
          {view.key !== null && <Kbd>{view.key}</Kbd>}
          <strong>{view.id}</strong>
        </button>
        <span className={css['quiet']}>
          {view.connected
            ? t('director.screens', { n: parts.filter(({ screen }) => screen !== null).length })
            : `${t('director.offline')} · ${view.goneSince === null ? t('director.neverSeen') : t('director.goneSince', { time: shortTimeText(view.goneSince, zone), age: ageText(now - view.goneSince, t) })}`}
        </span>
      </header>
      {parts.length > 0 && (
        <div className={css['parts']} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
          {parts.map((part, index) => (
            <Part key={part.screen?.screenId ?? index} view={part} expected={on.sceneId} settings={settings} settled={now - view.since > SETTLED_MS} />
          ))}
        </div>
      )}
      <p className={css['on']} data-testid="wall-on">
        <strong>{what}</strong> <span>{why}</span>
      </p>
      <p className={css['quiet']}>
        {wall.heldAt !== null ? (
          <b>{t('director.held', { age: clockText(now - wall.heldAt) })}</b>
        ) : (
          <>
            <span className="num">{t('director.since', { time: timeText(view.since, zone) })}</span> ·{' '}
            <span className="num">{on.changesAt === null ? t('director.stays') : t('director.changes', { left: clockText(on.changesAt - now) })}</span>
          </>
        )}
        {!wall.interruptible && <> · {t('director.noInterruptions')}</>}
      </p>
      {wall.banner && (wall.banner.until === null || wall.banner.until > now) && (
        <p className={css['banner']} data-testid="wall-banner">
          {wall.banner.severity && <SeverityMark severity={wall.banner.severity} size="1.25em" />}
          <span>{t('director.banner', { text: wall.banner.text })}</span>
          <span className={css['quiet']}>{wall.banner.until === null ? t('director.bannerStays') : t('director.bannerUntil', { time: shortTimeText(wall.banner.until, zone) })}</span>
        </p>
      )}
    </section>
  )
}

interface PartProps {
  readonly view: PartView
  readonly expected: string | null
  readonly settings: WallSettings
  readonly settled: boolean
}

function Part({ view: { part, screen }, expected, settings, settled }: PartProps) {
  const { t, language } = useNames()
  const picture = useWalls((state) => (screen ? state.pictures.get(screen.screenId) : undefined))
  const place = t('director.part', { row: part.row + 1, column: part.column + 1 })
  if (!screen) return <div className={css['part']}>{part.columns * part.rows > 1 ? `${place}：` : ''}{t('director.missing')}</div>
  const differs = settled && screen.scene !== expected
  return (
    <figure className={css['part']} title={`${place} · ${t('director.size', { width: screen.width, height: screen.height })}`} style={{ aspectRatio: `${screen.width} / ${screen.height}` }}>
      {picture === undefined ? <span>{t('director.noPicture')}</span> : <img src={picture} alt={place} />}
      {differs && <figcaption>{screen.scene === null ? t('director.screenBlank') : t('director.differs', { scene: sceneText(screen.scene, settings, { t, language }) })}</figcaption>}
    </figure>
  )
}
