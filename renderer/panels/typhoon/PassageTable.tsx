import { useMemo } from 'react'
import { passageOf, type CirclePassage } from '../../../shared/typhoon/passage'
import type { Track } from '../../../shared/typhoon/track'
import type { LonLat } from '../../../shared/geo/position'
import { useZone } from '../../state/pack'
import { isoDayText, shortTimeText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { forceText, stormTimeText } from '../../ui/typhoon-text'
import css from './typhoon.module.css'

export interface PassagePlace {
  readonly id: string
  readonly name: string
  readonly at: LonLat
}

/** When the circles come to places and leave them, with the spread that the forecast's error allows. */
export function PassageTable({ track, places }: { readonly track: Track; readonly places: readonly PassagePlace[] }) {
  const { t } = useT()
  const zone = useZone()
  const rows = useMemo(
    () =>
      places
        .flatMap((place) => {
          const passage = passageOf(track, place.at)
          return passage ? [{ place, passage }] : []
        })
        .toSorted((a, b) => a.passage.closest.metres - b.passage.closest.metres),
    [track, places],
  )
  const time = (at: number) => stormTimeText(at, zone, t)
  /** Without the day where it is that of the moment beside it. */
  const beside = (at: number, other: number) => (isoDayText(at, zone) === isoDayText(other, zone) ? shortTimeText(at, zone) : time(at))

  function words({ force, enters, leaves, possibleFrom }: CirclePassage): string[] {
    const name = forceText(force, t)
    if (!enters) return [possibleFrom === null ? t('typhoon.passage.never', { force: name }) : t('typhoon.passage.maybe', { force: name, time: time(possibleFrom) })]
    const parts = [t('typhoon.passage.enters', { force: name, time: time(enters.at) })]
    if (enters.earliest < enters.at) {
      parts.push(enters.latest === null ? `${time(enters.earliest)}– · ${t('typhoon.passage.mayMiss')}` : t('typhoon.passage.spread', { earliest: beside(enters.earliest, enters.at), latest: beside(enters.latest, enters.earliest) }))
    }
    if (leaves) parts.push(t('typhoon.passage.leaves', { time: time(leaves.at) }))
    return parts
  }

  return (
    <ul className={css['passages']} data-testid="passages">
      {rows.map(({ place, passage }) => (
        <li key={place.id}>
          <strong>{place.name}</strong>
          <span className="num">{t('typhoon.passage.closest', { km: Math.round(passage.closest.metres / 1000), time: time(passage.closest.at) })}</span>
          {passage.circles.map((circle) => (
            <span key={circle.force} className="num">
              {/* A time is never torn from its word by the end of a line. */}
              {words(circle).map((part, index) => (
                <span key={part} className={css['part']}>
                  {index > 0 && ' · '}
                  {part}
                </span>
              ))}
            </span>
          ))}
        </li>
      ))}
    </ul>
  )
}
