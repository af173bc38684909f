import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react'
import { SEVERITIES, type IncidentKind } from '../../../shared/domain/incident/kind'
import { hubNow } from '../../state/clock'
import { useConnection } from '../../state/connection'
import { newId } from '../../state/new-id'
import { usePack } from '../../state/pack'
import { inLanguage, useT } from '../../ui/i18n'
import { SeverityMark } from '../../ui/SeverityMark'
import { Kbd } from '../../ui/States'
import { matchKinds } from '../logic/kind-match'
import { FateLine } from '../parts'
import { loadDictionary, readingOf } from '../search/reading'
import { closeDialog, openTab, setTool, useDesk, wishMap } from '../state/desk'
import { give, useBusy } from '../state/outgoing'
import { takeIncident } from '../queue/Incidents'
import { changeDraft, clearDraft, setProblems, useDraft } from './draft-store'
import { commandOf, isEmptyDraft } from './fields'
import css from './Form.module.css'
import { PickField } from './PickField'
import { PositionFields } from './PositionFields'

const NO_KINDS: readonly IncidentKind[] = []

/** A call that an officer takes: everything by keys, errors in words at the field, Escape keeps the draft. */
export function IncidentForm() {
  const { t, language } = useT()
  const pack = usePack((state) => state.pack)
  const { draft, problems } = useDraft()
  const officer = useConnection((state) => state.name ?? '')
  const busy = useBusy('newIncident')
  const picking = useDesk((state) => state.tool.kind === 'place' && state.tool.forWhom === 'newIncident')
  const picked = useDesk((state) => state.picked)
  const [typedKind, setTypedKind] = useState('')
  const [read, setRead] = useState(() => readingOf)
  /** One report is one source id, however often it is tried. */
  const sourceId = useRef(newId())
  const form = useRef<HTMLFormElement>(null)
  const kinds = pack?.kinds ?? NO_KINDS
  const chosen = kinds.find(({ code }) => code === draft.kind)
  const matches = useMemo(() => matchKinds(kinds, typedKind, read), [kinds, typedKind, read])

  useEffect(() => {
    // The same reader under a new name: what it finds has changed.
    void loadDictionary().then(() => setRead(() => (name: string) => readingOf(name)))
  }, [])
  useEffect(() => {
    if (!picked) return
    changeDraft({ at: picked, coordinates: '' })
    useDesk.setState({ picked: null })
  }, [picked])
  useEffect(() => () => setTool({ kind: 'none' }), [])

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    const made = commandOf(draft, officer, sourceId.current, t('app.desk'), hubNow())
    if ('problems' in made) {
      setProblems(made.problems)
      form.current?.querySelector<HTMLElement>(made.problems[0]?.field === 'kind' ? '[data-testid=form-kind]' : made.problems[0]?.field === 'people' ? '#form-people' : '#form-coordinates')?.focus()
      return
    }
    const reply = await give({ place: 'newIncident', type: 'reportIncident', data: made.command })
    if (!reply.ok) return
    clearDraft()
    closeDialog()
    openTab('incidents')
    wishMap(made.command.at)
    if (reply.result.incidentId) takeIncident(reply.result.incidentId)
  }
  const problem = (field: 'kind' | 'position' | 'people') => problems.find((one) => one.field === field)
  const kindProblem = problem('kind')
  const positionProblem = problem('position')
  return (
    <form
      ref={form}
      className={css['form']}
      aria-label={t('desk.action.newIncident')}
      data-own-keys
      data-testid="incident-form"
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        // Of an input method: Enter takes its words, Escape drops them.
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') closeDialog()
        else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit()
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <div className={css['title']}>
        <h2>{t('desk.action.newIncident')}</h2>
        <span className={css['quiet']}>
          <Kbd>Esc</Kbd> {t('desk.form.keep')}
        </span>
      </div>
      <PickField
        label={t('desk.form.kind')}
        value={chosen && typedKind === '' ? inLanguage(chosen.name, language) : typedKind}
        placeholder={t('desk.form.kindHint')}
        testId="form-kind"
        autoFocus
        always
        error={kindProblem ? t('desk.form.kindMissing') : undefined}
        onType={(text) => {
          setTypedKind(chosen && typedKind === '' ? text.slice(-1) : text)
          changeDraft({ kind: null })
        }}
        options={matches.map(({ number, kind }) => ({
          id: kind.code,
          content: (
            <>
              <span className={`num ${css['optionNumber']}`}>{number}</span>
              <SeverityMark severity={kind.severity} glyph={kind.glyph} size="1.35rem" />
              <strong>{inLanguage(kind.name, language)}</strong>
            </>
          ),
        }))}
        onPick={(code) => {
          changeDraft({ kind: code, severity: null })
          setTypedKind('')
        }}
      />
      <fieldset className={css['severities']}>
        <legend>{t('desk.form.severity')}</legend>
        {SEVERITIES.map((severity) => (
          <label key={severity}>
            <input type="radio" name="severity" value={severity} checked={(draft.severity ?? chosen?.severity) === severity} onChange={() => changeDraft({ severity })} />
            <SeverityMark severity={severity} size="1.5rem" />
            <span>{t(`severityName.${severity}`)}</span>
          </label>
        ))}
      </fieldset>
      <PositionFields
        value={draft}
        onChange={changeDraft}
        error={positionProblem?.field === 'position' ? t(positionProblem.problem === 'missing' ? 'desk.form.positionMissing' : `desk.position.${positionProblem.problem}`) : undefined}
        picking={picking}
        onPick={() => setTool(picking ? { kind: 'none' } : { kind: 'place', forWhom: 'newIncident' })}
      />
      <div className={css['field']}>
        <label htmlFor="form-description">{t('desk.form.description')}</label>
        <textarea id="form-description" rows={3} maxLength={4000} value={draft.description} onChange={(event) => changeDraft({ description: event.currentTarget.value })} />
      </div>
      <div className={css['pair']}>
        <div className={css['field']}>
          <label htmlFor="form-caller">{t('desk.form.caller')}</label>
          <input id="form-caller" autoComplete="off" maxLength={80} value={draft.callerName} onChange={(event) => changeDraft({ callerName: event.currentTarget.value })} />
        </div>
        <div className={css['field']}>
          <label htmlFor="form-phone">{t('desk.form.phone')}</label>
          <input id="form-phone" autoComplete="off" inputMode="tel" maxLength={32} value={draft.callerPhone} onChange={(event) => changeDraft({ callerPhone: event.currentTarget.value })} />
        </div>
        <div className={css['field']} data-narrow>
          <label htmlFor="form-people">{t('desk.form.people')}</label>
          <input id="form-people" autoComplete="off" inputMode="numeric" aria-invalid={problem('people') !== undefined || undefined} value={draft.people} onChange={(event) => changeDraft({ people: event.currentTarget.value })} />
          {problem('people') && (
            <div className={css['error']} role="alert">
              {t('desk.form.peopleNumber')}
            </div>
          )}
        </div>
      </div>
      <FateLine place="newIncident" />
      <div className={css['acts']}>
        <button type="submit" className={css['submit']} disabled={busy} data-testid="form-submit">
          {t(busy ? 'hub.sending' : 'desk.form.submit')} <Kbd>Ctrl Enter</Kbd>
        </button>
        <button type="button" className={css['other']} onClick={clearDraft} disabled={isEmptyDraft(draft)}>
          {t('desk.form.clear')}
        </button>
        <button type="button" className={css['other']} onClick={closeDialog}>
          {t('action.back')}
        </button>
      </div>
    </form>
  )
}
