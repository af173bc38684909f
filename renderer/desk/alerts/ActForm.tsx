import { useState, type FormEvent } from 'react'
import { ALERT_ANSWERS, type Alert, type AlertAnswerCode, type AlertOutcome } from '../../../shared/domain/alert/state'
import { unitsOf } from '../../../shared/pack/units'
import { usePack } from '../../state/pack'
import { inLanguage } from '../../ui/i18n'
import { Kbd } from '../../ui/States'
import { useContacts } from '../callout/contacts'
import { FateLine } from '../parts'
import { useNames } from '../state/names'
import { give, useBusy } from '../state/outgoing'
import { placeOf } from './AlertKeys'
import css from './alerts.module.css'
import { openAct, type AlertAct } from './store'

/** Ways to close that an officer chooses; false has its own key. */
const OUTCOMES = ['handled', 'left', 'other'] as const satisfies readonly AlertOutcome[]

/** A field left empty that may not be. */
const NEEDS_TEXT: readonly AlertAct[] = ['false', 'close', 'reopen']

/** Asks once for what an act needs, under the alert itself: Enter does it, Escape leaves everything as it is. */
export function ActForm({ alert, act }: { readonly alert: Alert; readonly act: AlertAct }) {
  const { t, language } = useNames()
  const pack = usePack((state) => state.pack)
  const place = placeOf(alert.id)
  const busy = useBusy(place)
  const rule = pack?.risk?.rules.kinds.find(({ kind }) => kind === pack.risk?.areas.find(({ id }) => id === alert.subject.id)?.kind)
  const [text, setText] = useState('')
  const [missing, setMissing] = useState(false)
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>('handled')
  const [answer, setAnswer] = useState<AlertAnswerCode>('on-the-way')
  const [unit, setUnit] = useState<string>(alert.unitId ?? '')
  const [kind, setKind] = useState(rule?.incident ?? pack?.kinds[0]?.code ?? '')

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    if ((NEEDS_TEXT.includes(act) && text.trim() === '') || (act === 'send' && unit === '')) return setMissing(true)
    if (await send()) openAct(null)
  }

  async function send(): Promise<boolean> {
    const alertId = alert.id
    const note = text.trim()
    switch (act) {
      case 'false':
        return (await give({ place, type: 'judgeAlert', data: { alertId, verdict: 'false', note } })).ok
      case 'send':
        return (await give({ place, type: 'sendAlert', data: { alertId, unitId: unit, note } })).ok
      case 'answer':
        return (await give({ place, type: 'answerAlert', data: { alertId, answer, text: note } })).ok
      case 'escalate':
        return (await give({ place, type: 'escalateAlert', data: { alertId, kind, note } })).ok
      case 'close':
        return (await give({ place, type: 'closeAlert', data: { alertId, outcome, reason: note } })).ok
      case 'reopen':
        return (await give({ place, type: 'reopenAlert', data: { alertId, reason: note } })).ok
    }
  }

  return (
    <form
      className={css['form']}
      aria-label={t(`alert.act.${act}`)}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        event.preventDefault()
        event.stopPropagation()
        openAct(null)
      }}
      data-testid={`alert-form-${act}`}
    >
      <strong>{t(`alert.ask.${act}`)}</strong>
      {act === 'send' && <UnitField value={unit} onChange={setUnit} alert={alert} />}
      {act === 'answer' && (
        <label>
          {t('alert.answer')}
          <select value={answer} onChange={(event) => setAnswer(ALERT_ANSWERS.find((one) => one === event.currentTarget.value) ?? 'on-the-way')}>
            {ALERT_ANSWERS.map((one) => (
              <option key={one} value={one}>
                {t(`alert.answer.${one}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {act === 'close' && (
        <label>
          {t('alert.outcome')}
          <select value={outcome} onChange={(event) => setOutcome(OUTCOMES.find((one) => one === event.currentTarget.value) ?? 'other')}>
            {OUTCOMES.map((one) => (
              <option key={one} value={one}>
                {t(`alert.outcome.${one}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {act === 'escalate' && (
        <label>
          {t('alert.incidentKind')}
          <select value={kind} onChange={(event) => setKind(event.currentTarget.value)} data-testid="alert-kind">
            {pack?.kinds.map(({ code, name }) => (
              <option key={code} value={code}>
                {inLanguage(name, language)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        {t(NEEDS_TEXT.includes(act) ? 'desk.reason' : 'alert.note')}
        <input
          // The form was asked for by a key: the text is what comes next.
          autoFocus
          type="text"
          maxLength={500}
          value={text}
          aria-invalid={missing}
          onChange={(event) => {
            setMissing(false)
            setText(event.currentTarget.value)
          }}
          data-testid="alert-text"
        />
      </label>
      {missing && <p role="alert">{t(act === 'send' ? 'alert.unitNeeded' : 'rejection.reason_needed')}</p>}
      <FateLine place={place} />
      <div className={css['formActs']}>
        <button type="button" onClick={() => openAct(null)}>
          {t('action.cancel')} <Kbd>Esc</Kbd>
        </button>
        <button type="submit" data-main disabled={busy} data-testid="alert-confirm">
          {t(busy ? 'hub.sending' : `alert.act.${act}`)} <Kbd>Enter</Kbd>
        </button>
      </div>
    </form>
  )
}

/** Who is asked to see to it: the area's own unit first, then departments and towns. Whom to telephone is beside it. */
function UnitField({ value, onChange, alert }: { readonly value: string; readonly onChange: (unit: string) => void; readonly alert: Alert }) {
  const { t } = useNames()
  const pack = usePack((state) => state.pack)
  const { byUnit } = useContacts()
  const units = pack ? unitsOf(pack) : []
  const town = units.find(({ kind, name }) => kind === 'town' && name === alert.town)
  const offered = units.filter(({ kind, parent }) => kind !== 'village' || (town !== undefined && parent === town.id))
  const first = offered.filter(({ id }) => id === alert.unitId || id === town?.id)
  const contact = byUnit?.get(value)
  return (
    <>
      <label>
        {t('alert.unit')}
        <select value={value} onChange={(event) => onChange(event.currentTarget.value)} data-testid="alert-unit">
          {value === '' && <option value="">—</option>}
          {[...first, ...offered.filter((one) => !first.includes(one))].map(({ id, name }) => (
            <option key={id} value={id}>
              {alert.sent.some(({ unitId }) => unitId === id) ? t('alert.unitSent', { name }) : name}
            </option>
          ))}
        </select>
      </label>
      {contact && (
        <p className="num">
          {contact.name} {contact.phone}
        </p>
      )}
    </>
  )
}
