import { useEffect, useState } from 'react'
import { z } from 'zod'
import { stageOf, type RecalledVessel } from '../../../shared/domain/recall/state'
import { distanceM } from '../../../shared/geo/position'
import { callApi } from '../../state/api'
import { useNow } from '../../state/clock'
import { usePack, useZone } from '../../state/pack'
import { useFormationOf, useSea, useSeaPlan } from '../../state/sea'
import { useSession } from '../../state/session'
import { useOpenIncidents } from '../../state/select'
import { useTracksGeneration, trackOf } from '../../state/tracks'
import { ageText, distanceText, momentText, positionText } from '../../ui/format'
import { inLanguage, useT } from '../../ui/i18n'
import { rejectionText } from '../../ui/rejection-text'
import type { Rejection } from '../../../shared/domain/rejection'
import { EmptyState, Kbd } from '../../ui/States'
import { FateLine } from '../parts'
import { showOnMap } from '../map/desk-view'
import { takeIncident } from '../queue/Incidents'
import { runAction, useCanRun } from '../state/actions'
import { keyOf } from '../state/key-table'
import { startFollowing } from '../tools/follow'
import { OVERBOARD } from './overboard'
import css from './sea.module.css'
import { VesselSearch } from './VesselSearch'
import { openSeaTab, useSeaDesk } from './store'

const KNOTS = 1.943_844
const AGAIN_MS = 10_000
/** Incidents so near to a vessel belong into its file. Metres. */
const NEAR_M = 5_000

const maybe = <T extends z.ZodType>(schema: T) => schema.nullable().optional()
const fileSchema = z.object({
  mmsi: z.string(),
  particulars: z.object({ name: z.string(), callsign: z.string(), imo: z.number(), shipType: z.number(), lengthM: z.number(), beamM: z.number(), draughtM: z.number(), destination: z.string() }).partial(),
  at: z.number().nullable(),
  position: maybe(z.object({ lon: z.number(), lat: z.number(), headingDeg: z.number().nullable(), speedMps: z.number().nullable(), at: z.number() })),
  registered: maybe(z.object({ name: z.string(), owner: z.string(), phone: z.string(), crew: z.number().nullable() })),
  inPort: maybe(z.boolean()),
  port: maybe(z.object({ id: z.string(), metres: z.number(), by: z.enum(['sea', 'straight']) })),
  recalls: z.array(z.object({ recallId: z.string(), open: z.boolean(), orderedAt: z.number() }).loose()),
})
type VesselRecord = z.output<typeof fileSchema>

/** The file of a vessel, asked for anew every few seconds while it is open. */
function useVesselFile(mmsi: string | null): { readonly file: VesselRecord | null; readonly error: Rejection | null } {
  const token = useSession((session) => session.token)
  const [held, setHeld] = useState<{ readonly of: string; readonly file: VesselRecord | null; readonly error: Rejection | null } | null>(null)
  useEffect(() => {
    if (mmsi === null) return
    const control = new AbortController()
    const load = async () => {
      const answer = await callApi(`/api/v1/vessels/${mmsi}`, fileSchema, { token, signal: control.signal })
      if (control.signal.aborted) return
      setHeld((before) => (answer.ok ? { of: mmsi, file: answer.value, error: null } : { of: mmsi, file: before?.of === mmsi ? before.file : null, error: answer.error }))
    }
    void load()
    const timer = setInterval(() => void load(), AGAIN_MS)
    return () => {
      control.abort()
      clearInterval(timer)
    }
  }, [mmsi, token])
  return held !== null && held.of === mmsi ? held : { file: null, error: null }
}

/** One vessel: what it says of itself, whose it is, where it is, what it was asked, what is wrong with it. */
export function VesselFile() {
  const { t, language } = useT()
  const zone = useZone()
  const now = useNow(5_000)
  const mmsi = useSeaDesk((desk) => desk.vessel)
  const { file, error } = useVesselFile(mmsi)
  const formation = useFormationOf().get(mmsi ?? '')
  const plan = useSeaPlan()
  const sea = useSea((state) => state.state)
  const incidents = useOpenIncidents()
  const kinds = usePack((state) => state.kinds)
  useTracksGeneration('vessel')
  const canReport = useCanRun('overboard')
  if (mmsi === null) {
    return (
      <div className={css['part']}>
        <VesselSearch />
        <EmptyState title={t('sea.file.none')}>{t('sea.file.noneHint')}</EmptyState>
      </div>
    )
  }
  const id = `vessel:${mmsi}`
  const track = trackOf(id)
  const position = track ?? file?.position ?? null
  const name = track?.name ?? file?.registered?.name ?? file?.particulars.name ?? mmsi
  const speed = track ? track.speedMps : (file?.position?.speedMps ?? NaN)
  const port = plan?.ports.find((one) => one.id === file?.port?.id)
  const warnings = (sea?.warnings ?? []).filter(({ a, b }) => a.mmsi === mmsi || b.mmsi === mmsi)
  const silent = sea?.silentVessels.find((vessel) => vessel.mmsi === mmsi)
  const late = sea?.late?.at(-1)?.vessels.find((vessel) => vessel.mmsi === mmsi)
  const near = position ? incidents.filter(({ at }) => distanceM(at, position) <= NEAR_M) : []
  const { particulars = {}, registered } = file ?? {}
  const size = particulars.lengthM === undefined ? null : `${particulars.lengthM} × ${particulars.beamM ?? '?'} m`
  const fact = (label: string, value: React.ReactNode) =>
    value === null || value === undefined || value === '' || value === false ? null : (
      <>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </>
    )
  return (
    <div className={css['part']} data-testid="vessel-file">
      <VesselSearch key={mmsi} />
      <div className={css['row']}>
        <h3>{name}</h3>
        <button type="button" data-main disabled={!canReport} onClick={() => void runAction('overboard')} data-testid="action-overboard">
          {t('sea.overboard')} <Kbd>{keyOf('overboard')}</Kbd>
        </button>
      </div>
      <FateLine place={OVERBOARD} />
      {error && (
        <p className={css['error']} role="alert">
          {rejectionText(error, t, zone)}
        </p>
      )}
      <dl className={css['facts']}>
        {fact(t('sea.file.mmsi'), <span className="num">{mmsi}</span>)}
        {fact(t('sea.file.formation'), formation && `${formation.name}${formation.leader === mmsi ? ` · ${t('sea.leader')}` : ''}`)}
        {fact(t('sea.file.owner'), registered?.owner)}
        {fact(t('sea.file.phone'), registered && <span className="num">{registered.phone}</span>)}
        {fact(t('sea.file.crew'), registered?.crew === null || registered === null || registered === undefined ? null : t('sea.file.people', { n: registered.crew }))}
        {fact(t('sea.file.position'), position && `${positionText(position)} · ${ageText(now - position.at, t)}`)}
        {fact(t('sea.file.speed'), Number.isNaN(speed) ? t('sea.unknown') : `${(speed * KNOTS).toFixed(1)} kn`)}
        {fact(t('sea.file.state'), file?.inPort === undefined || file.inPort === null ? null : t(file.inPort ? 'sea.file.inPort' : 'sea.file.atSea'))}
        {fact(t('sea.file.port'), file?.port && port && `${inLanguage({ zh: port.name, en: port.nameEn ?? port.name }, language)} · ${distanceText(file.port.metres, t)}${file.port.by === 'straight' ? ` · ${t('sea.late.straight')}` : ''}`)}
        {fact(t('sea.file.callsign'), particulars.callsign)}
        {fact('IMO', particulars.imo)}
        {fact(t('sea.file.size'), size)}
        {fact(t('sea.file.destination'), particulars.destination)}
        {fact(t('sea.file.recall'), file && file.recalls.length > 0 && file.recalls.map(({ recallId, open, orderedAt, ...state }) => (
          <div key={recallId}>
            {momentText(orderedAt, zone)} · {t(`sea.stage.${stageOf(state as unknown as RecalledVessel)}`)}
            {state['answer'] === 'unable' && ` · ${t('sea.answer.unable')}`}
            {!open && ` · ${t('sea.recall.over')}`}
          </div>
        )))}
        {fact(t('sea.file.alerts'), (warnings.length > 0 || silent || late) && (
          <>
            {warnings.map(({ id: key, a, b, cpaM }) => (
              <div key={key}>{t('sea.file.warning', { name: a.mmsi === mmsi ? b.name : a.name, m: Math.round(cpaM) })}</div>
            ))}
            {silent && <div>{t('sea.file.silent', { age: ageText(now - silent.lastAt, t) })}</div>}
            {late && <div>{t('sea.file.late')}</div>}
          </>
        ))}
        {fact(t('sea.file.incidents'), near.length > 0 && near.map((incident) => (
          <div key={incident.id}>
            <button type="button" className={css['name']} onClick={() => takeIncident(incident.id)}>
              #{incident.number} {inLanguage(kinds.get(incident.kind)?.name ?? { zh: incident.kind, en: incident.kind }, language)}
            </button>
          </div>
        )))}
      </dl>
      {position && (
        <div className={css['row']}>
          <span />
          <button type="button" onClick={() => showOnMap({ layer: 'vessels', id }, position)}>
            {t('sea.drift.show')}
          </button>
          <button type="button" onClick={() => startFollowing(id, name)}>
            {t('tools.follow')}
          </button>
          {warnings.length > 0 && (
            <button type="button" onClick={() => openSeaTab('warnings')}>
              {t('sea.tab.warnings')}
            </button>
          )}
        </div>
      )}
    </div>
  )
}
