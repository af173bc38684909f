import { useMemo } from 'react'
import { StackBar } from '../../charts/StackBar'
import { READING_STALE_MS, newestReading, shelterMarks } from '../../map/sources'
import { useNow } from '../../state/clock'
import { usePack } from '../../state/pack'
import { useReadings } from '../../state/readings'
import { useCheckIns } from '../../state/relocation'
import { useT } from '../../ui/i18n'
import css from '../wall.module.css'
import { Panel, Rows, type PanelProps } from './Panel'

/** Shelters: how many people are in them, the fullest first. What nobody has counted is not "empty". */
export function SheltersPanel({ unitPx }: PanelProps) {
  const { t, language } = useT()
  const now = useNow(60_000)
  const pack = usePack((state) => state.pack)
  const readings = useReadings((state) => state.byId)
  const checkIns = useCheckIns()
  const at = useMemo(() => newestReading('shelter', readings), [readings])
  const all = useMemo(() => shelterMarks(pack?.shelters ?? [], readings, now, checkIns), [pack, readings, now, checkIns])
  const told = useMemo(
    () =>
      all
        .filter(({ occupied, capacity }) => occupied !== undefined && Boolean(capacity))
        .toSorted((a, b) => (b.occupied ?? 0) / (b.capacity ?? 1) - (a.occupied ?? 0) / (a.capacity ?? 1)),
    [all],
  )
  const capacity = all.reduce((sum, shelter) => sum + (shelter.capacity ?? 0), 0)
  const people = told.reduce((sum, { occupied }) => sum + (occupied ?? 0), 0)
  // Check-ins alone have no age past which they are wrong.
  const age = at === null && checkIns.size > 0 ? {} : { at, staleMs: READING_STALE_MS }
  return (
    <Panel id="shelters" title={t('wall.shelters', { n: all.length })} {...age}>
      <p className={css['what']}>
        {told.length === 0
          ? t('wall.shelters.untold', { capacity: capacity.toLocaleString('en') })
          : t('wall.shelters.sum', { people: people.toLocaleString('en'), capacity: capacity.toLocaleString('en'), told: told.length, all: all.length })}
      </p>
      <Rows rows={told} unitPx={unitPx} none={t('wall.shelters.none')} more={(n) => t('wall.rows.more', { n })}>
        {({ id, name, nameEn, occupied = 0, capacity: room = 1, stale }, height) => (
          <li key={id} style={{ height }} className={stale ? 'is-stale' : undefined}>
            <span className={css['rowName']}>{language === 'en' && nameEn ? nameEn : name}</span>
            <span className={css['rowBar']}>
              <StackBar total={room} parts={[{ value: occupied, tone: 'act' }]} />
            </span>
            <strong className="num">
              {occupied}/{room}
            </strong>
          </li>
        )}
      </Rows>
    </Panel>
  )
}
