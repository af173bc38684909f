import { useZone } from '../../state/pack'
import { useSea, useSeaPlan } from '../../state/sea'
import { useWorld } from '../../state/world'
import { distanceText, durationText, shortTimeText } from '../../ui/format'
import { inLanguage, useT } from '../../ui/i18n'
import { EmptyState } from '../../ui/States'
import { forceText, stormTimeText } from '../../ui/typhoon-text'
import { changeForm } from './recall-form'
import { openSeaTab } from './store'
import css from './sea.module.css'
import { VesselName } from './VesselName'

/** Who will be inside a wind circle before being in port, by storm and circle. */
export function LateTab() {
  const { t, language } = useT()
  const zone = useZone()
  const late = useSea((sea) => sea.state?.late ?? null)
  const plan = useSeaPlan()
  const typhoons = useWorld((world) => world.typhoons)
  if (!late) return <EmptyState title={t('sea.late.none')}>{t('sea.late.noneHint')}</EmptyState>
  const portName = (id: string) => {
    const port = plan?.ports.find((one) => one.id === id)
    return port ? inLanguage({ zh: port.name, en: port.nameEn ?? port.name }, language) : id
  }
  return (
    <div className={css['part']}>
      {late.map(({ typhoonId, agency, force, at, inside, late: count, vessels }) => {
        const storm = typhoons.get(typhoonId as never)
        return (
          <div key={`${typhoonId}/${force}`} className={css['part']}>
            <h3>
              {storm ? inLanguage(storm.name, language) : typhoonId} · {agency} · {forceText(force, t)} · {stormTimeText(at, zone, t)}
            </h3>
            <div className={css['row']}>
              <span>{t('sea.late.count', { late: count, inside })}</span>
              <button
                type="button"
                data-main
                disabled={count === 0}
                onClick={() => {
                  changeForm({ kind: 'late' })
                  openSeaTab('recall')
                }}
              >
                {t('sea.recall.late')}
              </button>
            </div>
            <ul className={css['list']} data-testid="sea-late-list">
              {vessels.map((vessel) => (
                <li key={vessel.mmsi}>
                  <VesselName vessel={vessel} />
                  <strong className="num">{vessel.inS === 0 ? t('sea.late.inside') : t('sea.late.in', { time: durationText(vessel.inS) })}</strong>
                  <span className="num">{t('sea.late.way', { port: portName(vessel.port), km: distanceText(vessel.distanceM, t), time: durationText(vessel.travelS) })}</span>
                  {vessel.by === 'straight' && <span className={css['quiet']}>{t('sea.late.straight')}</span>}
                  <span className={css['quiet']}>{t('sea.late.met', { time: shortTimeText(vessel.metAt, zone) })}</span>
                </li>
              ))}
            </ul>
            {count > vessels.length && <p>{t('sea.more', { n: count - vessels.length })}</p>}
          </div>
        )
      })}
      <p className={css['quiet']}>{t('sea.late.how')}</p>
    </div>
  )
}
