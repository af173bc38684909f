import { useEffect, useMemo } from 'react'
import { distanceText, positionText } from '../../ui/format'
import { useZone } from '../../state/pack'
import { EmptyState, Kbd } from '../../ui/States'
import { rejectionText } from '../../ui/rejection-text'
import { showOnMap } from '../map/desk-view'
import { useNames } from '../state/names'
import { forgetAround, setAround, stepAround, useAround } from './around-store'
import { csvCell, type AroundGroup } from './around-groups'
import { DrawerFrame } from './DrawerFrame'
import { findAround, type Hit } from './find-around'
import { rememberFound } from './around-mark'
import css from './tools.module.css'
import { useGroups } from './use-groups'

/** So many rows of a group are listed; all are counted and copied. */
const LISTED = 100
/** Groups of at most so many objects are ringed on the map. */
const RINGED = 40

interface Found {
  readonly group: AroundGroup
  readonly hits: readonly Hit[]
}

/** 周边: what lies within so many kilometres or minutes, counted and listed by distance. */
export function AroundPanel() {
  const names = useNames()
  const { t } = names
  const zone = useZone()
  const { at, title, unit, km, minutes, area, people, estimated, error } = useAround()
  const { groups, loading, failed } = useGroups()
  useEffect(() => forgetAround, [])
  useStepKeys()
  const found = useMemo<readonly Found[]>(() => {
    if (!at || !area) return []
    const around = unit === 'km' ? ({ kind: 'circle', at, metres: km * 1000 } as const) : ({ kind: 'area', at, area } as const)
    return groups.map((group) => ({ group, hits: findAround(group, around) }))
  }, [groups, at, area, unit, km])
  useEffect(() => {
    // Thousands of rings would hide what they mean: only groups of a few.
    rememberFound(found.filter(({ hits }) => hits.length <= RINGED).flatMap(({ group, hits }) => hits.map(({ row }) => [group.lonLat[row * 2] ?? 0, group.lonLat[row * 2 + 1] ?? 0] as const)))
  }, [found])
  useEffect(() => () => rememberFound([]), [])
  const range = unit === 'km' ? t('tools.around.withinKm', { n: km }) : t('tools.around.withinMinutes', { n: minutes })
  const copy = (text: string) => void navigator.clipboard?.writeText(text)
  const asText = () => [`${title} ${range}`, ...(people === null ? [] : [`${t('tools.around.people')} ${people}`]), ...found.flatMap(({ group, hits }) => [`${group.title} ${hits.length}`, ...hits.slice(0, LISTED).map((hit) => `  ${group.row(hit.row).label} ${distanceText(hit.metres, t)} ${group.row(hit.row).note}`.trimEnd())])].join('\n')
  const asCsv = () => [[t('tools.around.kind'), t('tools.around.name'), t('tools.around.metres'), t('tools.around.note'), 'lon', 'lat'], ...found.flatMap(({ group, hits }) => hits.map(({ row, metres }) => [group.title, group.row(row).label, String(Math.round(metres)), group.row(row).note, String(group.lonLat[row * 2]), String(group.lonLat[row * 2 + 1])]))].map((cells) => cells.map(csvCell).join(',')).join('\r\n')
  return (
    <DrawerFrame title={t('tools.around')} testId="surroundings">
      <div>
        <strong>{title}</strong> {at && <span className={`num ${css['quiet']}`}>{positionText(at)}</span>}
      </div>
      <div className={css['row']}>
        <div className={css['choice']} role="group" aria-label={t('tools.around.unit')}>
          {(['km', 'minutes'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={unit === one} onClick={() => setAround({ unit: one })} data-testid={`around-${one}`}>
              {t(`tools.around.${one}`)}
            </button>
          ))}
        </div>
        <Kbd>/</Kbd>
        <button type="button" aria-label={t('tools.around.less')} onClick={() => stepAround(-1)}>
          −
        </button>
        <input type="number" aria-label={t(`tools.around.${unit}`)} min={unit === 'km' ? 0.1 : 1} max={unit === 'km' ? 100 : 120} step={unit === 'km' ? 0.5 : 1} value={unit === 'km' ? km : minutes} onChange={(event) => {
          const value = Number(event.currentTarget.value)
          if (unit === 'km' && value >= 0.1 && value <= 100) setAround({ km: value })
          if (unit === 'minutes' && value >= 1 && value <= 120) setAround({ minutes: Math.round(value) })
        }} data-testid="around-n" />
        <button type="button" aria-label={t('tools.around.more')} onClick={() => stepAround(1)} data-testid="around-more">
          +
        </button>
      </div>
      {estimated && <p className={css['quiet']}>{t('tools.around.estimated')}</p>}
      {error && <p role="alert">{rejectionText(error, t, zone)}</p>}
      {!area && !error && <p role="status">{t('loading.title')}</p>}
      {loading.length > 0 && <p className={css['quiet']} role="status">{t('tools.around.loading', { names: loading.join(t('desk.comma')) })}</p>}
      {failed.length > 0 && <p role="alert">{t('tools.around.failed', { names: failed.join(t('desk.comma')) })}</p>}
      {area && (
        <>
          <dl className={css['counts']} data-testid="around-counts">
            <div data-group="people">
              <dt>{t('tools.around.people')}</dt>
              <dd className="num">{people === null ? '—' : people.toLocaleString('en-US')}</dd>
            </div>
            {found.map(({ group, hits }) => (
              <div key={group.id} data-group={group.id}>
                <dt>{group.title}</dt>
                <dd className="num">{hits.length.toLocaleString('en-US')}</dd>
              </div>
            ))}
          </dl>
          <div className={css['row']}>
            <button type="button" onClick={() => copy(asText())}>{t('tools.copy')}</button>
            <button type="button" onClick={() => copy(asCsv())}>{t('tools.copyCsv')}</button>
          </div>
          {found.every(({ hits }) => hits.length === 0) && <EmptyState title={t('tools.around.nothing')} />}
          {found.filter(({ hits }) => hits.length > 0).map(({ group, hits }) => (
            <GroupList key={group.id} group={group} hits={hits} />
          ))}
        </>
      )}
    </DrawerFrame>
  )
}

/** Groups that matter first are open; the others unfold. */
const OPEN = new Set(['incidents', 'teams'])

function GroupList({ group, hits }: Found) {
  const { t } = useNames()
  return (
    <details className={css['group']} open={OPEN.has(group.id)}>
      <summary>
        {group.title} <span className="num">{hits.length.toLocaleString('en-US')}</span>
      </summary>
      <ul className={css['list']}>
        {hits.slice(0, LISTED).map(({ row, metres }) => {
          const { object, label, note } = group.row(row)
          return (
            <li key={`${object.id} ${row}`}>
              <button type="button" className={css['item']} onClick={() => showOnMap(object, { lon: group.lonLat[row * 2] ?? 0, lat: group.lonLat[row * 2 + 1] ?? 0 })}>
                <span className={css['line']}>
                  <strong>{label}</strong> <span className="num">{distanceText(metres, t)}</span>
                </span>
                {note !== '' && <span>{note}</span>}
              </button>
            </li>
          )
        })}
      </ul>
      {hits.length > LISTED && <p className={css['quiet']}>{t('tools.around.moreRows', { n: hits.length - LISTED })}</p>}
    </details>
  )
}

/** + and - go through the distances, / turns from kilometres to minutes and back, while the drawer is open. */
function useStepKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest('input, textarea, select, [role=dialog]')
      if (typing || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return
      if (event.key === '+' || event.key === '=') stepAround(1)
      else if (event.key === '-' || event.key === '_') stepAround(-1)
      else if (event.key === '/') setAround({ unit: useAround.getState().unit === 'km' ? 'minutes' : 'km' })
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
