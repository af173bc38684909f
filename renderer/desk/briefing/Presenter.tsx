import type { Briefing, Edition, SectionId } from '../../../shared/domain/briefing/state'
import { hubNow, useNow } from '../../state/clock'
import { useWorld } from '../../state/world'
import { useZone } from '../../state/pack'
import { clockText, timeText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { aimAt, targetOf, useDirector } from '../director/commands'
import { useBusy } from '../state/outgoing'
import css from './room.module.css'
import { endPresenting, present, ROOM, useRoom, wallOf } from './store'

/** Puts the pages on a wall; the notes and the clock stay here. */
export function Presenter({ briefing, section, edition }: { readonly briefing: Briefing; readonly section: SectionId; readonly edition: Edition }) {
  const { t } = useT()
  const walls = useWorld((world) => world.walls)
  const shown = wallOf(walls.values(), briefing.id)
  const since = useRoom((state) => state.presentedSince) ?? shown?.startedAt ?? 0
  const target = useDirector((state) => state.target)
  const busy = useBusy(ROOM)
  const zone = useZone()
  useNow(1000)
  const wall = targetOf(walls, target)
  const note = edition.notes[section]?.trim() ?? ''
  const draft = briefing.publishedNo === null
  return (
    <section className={css['box']} aria-label={t('briefing.present')} data-presenting={shown !== null}>
      <h2>{t('briefing.present')}</h2>
      {walls.size > 1 && !shown && (
        <label>
          {t('briefing.wall')}
          <select value={wall?.id ?? ''} onChange={(event) => aimAt(event.target.value)}>
            {[...walls.keys()].map((id) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </select>
        </label>
      )}
      {!shown && (
        <>
          <button type="button" disabled={busy || !wall || briefing.withdrawn !== null} onClick={() => void present(briefing)} data-testid="briefing-present">
            {wall ? t('briefing.presentOn', { wall: wall.id }) : t('briefing.noWall')}
          </button>
          {draft && <p className={css['quiet']}>{t('briefing.presentDraft')}</p>}
        </>
      )}
      {shown && (
        <>
          <div className={css['clocks']}>
            <strong className="num" data-testid="briefing-clock">
              {clockText(hubNow() - since)}
            </strong>
            <span className="num">{timeText(hubNow(), zone)}</span>
          </div>
          <p className={css['note']} data-testid="briefing-note">
            {note === '' ? t('briefing.noNote') : note}
          </p>
          <button type="button" disabled={busy} onClick={() => void endPresenting(briefing)} data-testid="briefing-end">
            {t('briefing.endPresenting')}
          </button>
        </>
      )}
    </section>
  )
}
