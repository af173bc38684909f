import { useMemo, useState } from 'react'
import type { Datum, LonLat } from '../../../shared/geo/position'
import { positionText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { parsePosition } from '../../../shared/geo/coordinates'
import { fromPlaceText } from '../../map/ground/place-text'
import { useSearch } from '../search/index-store'
import { typedPoints, type TypedPoint } from '../search/typed-points'
import css from './Form.module.css'
import { PickField } from './PickField'

export const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const

export interface PositionValue {
  readonly place: string
  readonly at: LonLat | null
  readonly coordinates: string
  readonly datum: Datum
}

export interface PositionFieldsProps {
  readonly value: PositionValue
  readonly onChange: (part: Partial<PositionValue>) => void
  readonly error?: string | undefined
  /** The next click on the map gives the position. */
  readonly onPick: () => void
  readonly picking: boolean
}

/** Where: by name, by a click on the map, or by coordinates in any of the frames in use. */
export function PositionFields({ value, onChange, error, onPick, picking }: PositionFieldsProps) {
  const { t } = useT()
  const search = useSearch()
  const [typed, setTyped] = useState('')
  const hits = useMemo(
    () => (typed === '' ? [] : search(typed, 8).filter(({ entry }) => entry.at !== null && entry.type !== 'incident')),
    [search, typed],
  )
  // 观美水库 东北 1.2 km: as callers tell it.
  const points = useMemo(() => typedPoints(typed, search).filter(({ from }) => from !== null), [search, typed])
  const pointText = ({ from }: TypedPoint) => (from ? fromPlaceText(from.name, from.bearing, from.metres, t) : '')
  const parsed = value.coordinates.trim() === '' ? null : parsePosition(value.coordinates, value.datum)
  const at = parsed ? (parsed.ok ? parsed.value.at : null) : value.at
  return (
    <>
      <PickField
        label={t('desk.form.place')}
        value={value.place}
        placeholder={t('desk.form.placeHint')}
        testId="form-place"
        onType={(place) => {
          setTyped(place)
          onChange({ place })
        }}
        options={[
          ...points.map((point, index) => ({
            id: `point ${index}`,
            content: (
              <>
                <strong>{pointText(point)}</strong>
                <span className="num">{positionText(point.at)}</span>
              </>
            ),
          })),
          ...hits.map(({ entry }) => ({
            id: `${entry.type} ${entry.id}`,
            content: (
              <>
                <strong>{entry.name}</strong>
                <span>{[t(`desk.searchType.${entry.type}`), entry.detail ?? ''].filter((part) => part !== '').join(' · ')}</span>
              </>
            ),
          })),
        ]}
        onPick={(id) => {
          const point = points.find((_, index) => id === `point ${index}`)
          if (point) {
            setTyped('')
            return onChange({ place: pointText(point), at: point.at, coordinates: '' })
          }
          const hit = hits.find(({ entry }) => `${entry.type} ${entry.id}` === id)
          if (!hit) return
          setTyped('')
          const name = hit.entry.detail && hit.entry.type !== 'township' ? `${hit.entry.detail} ${hit.entry.name}` : hit.entry.name
          onChange({ place: name, at: hit.entry.at, coordinates: '' })
        }}
      />
      <div className={css['pair']}>
        <div className={css['field']}>
          <label htmlFor="form-coordinates">{t('desk.form.coordinates')}</label>
          <input
            id="form-coordinates"
            data-testid="form-coordinates"
            autoComplete="off"
            value={value.coordinates}
            placeholder={value.at ? positionText(value.at) : t('desk.form.coordinatesHint')}
            aria-invalid={error !== undefined || undefined}
            aria-describedby="form-position-note"
            onChange={(event) => onChange({ coordinates: event.currentTarget.value })}
          />
        </div>
        <div className={css['field']} data-narrow>
          <label htmlFor="form-datum">{t('desk.form.datum')}</label>
          <select id="form-datum" value={value.datum} onChange={(event) => onChange({ datum: event.currentTarget.value as Datum })}>
            {DATUMS.map((datum) => (
              <option key={datum} value={datum}>
                {t(`desk.datum.${datum}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <div id="form-position-note" className={css['note']}>
        {error !== undefined ? (
          <span className={css['error']} role="alert">
            {error}
          </span>
        ) : parsed && !parsed.ok ? (
          <span className={css['error']}>{t(`desk.position.${parsed.error}`)}</span>
        ) : (
          <span className="num">{at ? t('desk.form.wgs84', { position: positionText(at) }) : t('desk.form.noPosition')}</span>
        )}
        <button type="button" aria-pressed={picking} onClick={onPick} data-testid="form-pick">
          {t(picking ? 'desk.form.picking' : 'desk.form.pick')}
        </button>
      </div>
    </>
  )
}
