import { useState, type FormEvent } from 'react'
import type { IncidentId } from '../../../shared/base/ids'
import type { Drift } from '../../../shared/domain/drift/state'
import type { LonLat } from '../../../shared/geo/position'
import { LEEWAY_OBJECTS, type LeewayObject } from '../../../shared/sea/leeway'
import { hubNow } from '../../state/clock'
import { useT } from '../../ui/i18n'
import { give, useBusy } from '../state/outgoing'
import { fieldsOf, readDrift, type DriftField } from './drift-fields'
import { OVERBOARD, windNow } from './overboard'
import css from './sea.module.css'

const TEXT_FIELDS: readonly DriftField[] = ['windMps', 'windFrom', 'currentMps', 'currentTo', 'errorM']

/** What a drift is worked out from, to be corrected: object, wind, current, and how sure the position is. */
export function DriftForm({ incidentId, at, drift }: { readonly incidentId: IncidentId; readonly at: LonLat; readonly drift: Drift | undefined }) {
  const { t } = useT()
  const busy = useBusy(OVERBOARD)
  const [fields, setFields] = useState(() => fieldsOf(drift))
  const [isStorm, setStorm] = useState(drift?.windSource === 'storm')
  const [wrong, setWrong] = useState<DriftField | 'storm' | null>(null)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const read = readDrift(fields, at, drift?.since ?? hubNow(), isStorm)
    if (!read.ok) return setWrong(read.error)
    await give({ place: OVERBOARD, type: 'recordDrift', data: { ...read.value, incidentId } })
  }

  function fromStorm(): void {
    const { wind, windSource } = windNow(at, hubNow())
    if (windSource === 'none') return setWrong('storm')
    setStorm(true)
    setWrong(null)
    setFields({ ...fields, windMps: String(wind.mps), windFrom: String(wind.fromDeg) })
  }

  return (
    <form className={css['part']} onSubmit={(event) => void submit(event)} data-testid="drift-form" aria-label={t('sea.drift.inputs')}>
      <h3>{t('sea.drift.inputs')}</h3>
      <div className={css['fields']}>
        <label className={css['field']}>
          <span>{t('sea.drift.object')}</span>
          <select value={fields.object} onChange={(event) => setFields({ ...fields, object: event.currentTarget.value as LeewayObject })}>
            {LEEWAY_OBJECTS.map((object) => (
              <option key={object} value={object}>
                {t(`sea.object.${object}`)}
              </option>
            ))}
          </select>
        </label>
        {TEXT_FIELDS.map((field) => (
          <label key={field} className={css['field']}>
            <span>{t(`sea.drift.field.${field}`)}</span>
            <input
              inputMode="decimal"
              maxLength={8}
              value={fields[field]}
              aria-invalid={wrong === field}
              onChange={(event) => {
                setWrong(null)
                if (field.startsWith('wind')) setStorm(false)
                setFields({ ...fields, [field]: event.currentTarget.value })
              }}
              data-testid={`drift-${field}`}
            />
          </label>
        ))}
      </div>
      {wrong !== null && (
        <p className={css['error']} role="alert">
          {wrong === 'storm' ? t('sea.drift.noStorm') : t('sea.drift.wrong', { field: t(`sea.drift.field.${wrong}`) })}
        </p>
      )}
      <div className={css['row']}>
        <span className={css['quiet']}>{isStorm ? t('sea.drift.source.storm') : ''}</span>
        <button type="button" onClick={fromStorm}>
          {t('sea.drift.fromStorm')}
        </button>
        <button type="submit" data-main disabled={busy} data-testid="drift-save">
          {t(busy ? 'hub.sending' : 'sea.drift.work')}
        </button>
      </div>
    </form>
  )
}
