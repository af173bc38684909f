import { useEffect, useMemo, useState, type FormEvent } from 'react'
import { SEVERITIES, type Severity } from '../../../shared/domain/incident/kind'
import { usePack } from '../../state/pack'
import { useIncident } from '../../state/select'
import { useWorld } from '../../state/world'
import { inLanguage, useT } from '../../ui/i18n'
import { SeverityMark } from '../../ui/SeverityMark'
import { Kbd } from '../../ui/States'
import { matchKinds } from '../logic/kind-match'
import { parsePosition } from '../../../shared/geo/coordinates'
import { FateLine } from '../parts'
import { readingOf } from '../search/reading'
import { closeDialog, setTool, useDesk } from '../state/desk'
import { give, useBusy } from '../state/outgoing'
import css from './Form.module.css'
import { PickField } from './PickField'
import { PositionFields, type PositionValue } from './PositionFields'

/** Corrects what an incident is and where; only what was changed is sent. */
export function EditForm({ incidentId }: { readonly incidentId: string }) {
  const { t, language } = useT()
  const incident = useIncident(incidentId)
  const kinds = usePack((state) => state.pack?.kinds)
  const place = `life:${incidentId}`
  const busy = useBusy(place)
  const picking = useDesk((state) => state.tool.kind === 'place' && state.tool.forWhom === 'edit')
  const picked = useDesk((state) => state.picked)
  const [kind, setKind] = useState(incident?.kind ?? '')
  const [typedKind, setTypedKind] = useState('')
  const [severity, setSeverity] = useState<Severity>(incident?.severity ?? 'red')
  const [where, setWhere] = useState<PositionValue>({ place: incident?.place ?? '', at: incident?.at ?? null, coordinates: '', datum: 'wgs84' })
  const [error, setError] = useState<string | undefined>()
  const matches = useMemo(() => matchKinds(kinds ?? [], typedKind, readingOf), [kinds, typedKind])
  const chosen = kinds?.find(({ code }) => code === kind)

  useEffect(() => {
    if (!picked) return
    setWhere((before) => ({ ...before, at: picked, coordinates: '' }))
    useDesk.setState({ picked: null })
  }, [picked])
  useEffect(() => () => setTool({ kind: 'none' }), [])
  if (!incident) return null

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy || !incident) return
    const version = () => useWorld.getState().incidents.get(incident.id)?.version ?? incident.version
    const typed = where.coordinates.trim() === '' ? null : parsePosition(where.coordinates, where.datum)
    if (typed && !typed.ok) return setError(t(`desk.position.${typed.error}`))
    const at = typed ? typed.value.at : where.at
    if (!at) return setError(t('desk.form.positionMissing'))
    if (kind !== incident.kind || severity !== incident.severity) {
      const reply = await give({ place, type: 'reclassifyIncident', data: { incidentId, kind, severity }, expectedVersion: version() })
      if (!reply.ok) return
    }
    if (at.lon !== incident.at.lon || at.lat !== incident.at.lat || where.place.trim() !== incident.place) {
      // The first correction has moved the version: this one does not depend on it.
      const reply = await give({ place, type: 'relocateIncident', data: { incidentId, at, place: where.place.trim() } })
      if (!reply.ok) return
    }
    closeDialog()
  }

  return (
    <form
      className={css['form']}
      data-own-keys
      data-testid="edit-form"
      aria-label={t('desk.action.edit')}
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        // Of an input method: Enter takes its words, Escape drops them.
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') closeDialog()
        else if (event.key === 'Enter' && event.ctrlKey) event.currentTarget.requestSubmit()
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <div className={css['title']}>
        <h2>
          {t('desk.action.edit')} <span className="num">#{incident.number}</span>
        </h2>
      </div>
      <PickField
        label={t('desk.form.kind')}
        value={chosen && typedKind === '' ? inLanguage(chosen.name, language) : typedKind}
        testId="edit-kind"
        autoFocus
        onType={(text) => setTypedKind(chosen && typedKind === '' ? text.slice(-1) : text)}
        options={matches.map(({ number, kind: one }) => ({
          id: one.code,
          content: (
            <>
              <span className={`num ${css['optionNumber']}`}>{number}</span>
              <SeverityMark severity={one.severity} glyph={one.glyph} size="1.35rem" />
              <strong>{inLanguage(one.name, language)}</strong>
            </>
          ),
        }))}
        onPick={(code) => {
          setKind(code)
          setTypedKind('')
        }}
      />
      <fieldset className={css['severities']}>
        <legend>{t('desk.form.severity')}</legend>
        {SEVERITIES.map((one) => (
          <label key={one}>
            <input type="radio" name="severity" value={one} checked={severity === one} onChange={() => setSeverity(one)} />
            <SeverityMark severity={one} size="1.5rem" />
            <span>{t(`severityName.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <PositionFields
        value={where}
        onChange={(part) => {
          setError(undefined)
          setWhere({ ...where, ...part })
        }}
        error={error}
        picking={picking}
        onPick={() => setTool(picking ? { kind: 'none' } : { kind: 'place', forWhom: 'edit' })}
      />
      <FateLine place={place} />
      <div className={css['acts']}>
        <button type="submit" className={css['submit']} disabled={busy}>
          {t(busy ? 'hub.sending' : 'action.save')} <Kbd>Ctrl Enter</Kbd>
        </button>
        <button type="button" className={css['other']} onClick={closeDialog}>
          {t('action.cancel')} <Kbd>Esc</Kbd>
        </button>
      </div>
    </form>
  )
}
