import { useEffect, useRef, useState } from 'react'
import { draftOf, readDraft, valueText, type Draft } from '../../../shared/callout/form'
import { isOpenFor, type UnitCallout } from '../../../shared/callout/unit'
import type { Field } from '../../../shared/domain/callout/fields'
import type { Said } from '../../../shared/domain/callout/state'
import type { UnitState } from '../../../shared/unit/view'
import { useNow } from '../../state/clock'
import { clockText, shortTimeText } from '../../ui/format'
import { SEVERITY_SHAPES } from '../../ui/severity-shapes'
import { useT } from '../i18n'
import { say } from '../session'
import { useUnit } from '../store'
import './callout.css'

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone
const time = (at: number) => shortTimeText(at, ZONE)

/** What this page has said of a warning and the hub has not answered yet. */
function usePending(id: string, type: string): boolean {
  return useUnit(({ said }) => said.some((one) => one.state === 'waiting' && one.type === type && (one.data as { calloutId?: string }).calloutId === id))
}

/** Warnings to this unit: opened, answered, and reported on after the lifting. */
export function CalloutSection({ state }: { readonly state: UnitState }) {
  return <>{state.callouts?.map((callout) => <Warning key={callout.id} callout={callout} state={state} />)}</>
}

/** Something has to be done, or ended so lately that one looks for it. */
export function hasCallouts({ callouts = [] }: UnitState): boolean {
  return callouts.length > 0
}

function Warning({ callout, state }: { readonly callout: UnitCallout; readonly state: UnitState }) {
  const { t, language } = useT()
  const reading = usePending(callout.id, 'readCallout')
  const { own, withdrawn, liftedAt } = callout
  const title = t('unit.callout.title', { kind: callout.kindName[language], colour: t(`unit.callout.colour.${callout.colour}`) })
  const read = own.readAt !== null || reading
  if (!isOpenFor(callout)) {
    return (
      <section className="callout" data-testid="unit-callout" data-state="ended">
        <h2>
          <Mark callout={callout} /> {title}
        </h2>
        <p className="quiet">{withdrawn ? t(withdrawn.correctedBy ? 'unit.callout.corrected' : 'unit.callout.withdrawn', { time: time(withdrawn.at), reason: withdrawn.reason }) : t('unit.callout.liftedDone', { time: time(liftedAt ?? 0) })}</p>
        {own.report && <Words fields={callout.reportFields} said={own.report} state={state} />}
      </section>
    )
  }
  if (!read && liftedAt === null) {
    // Opening is the acknowledgement: nothing of the text is shown before.
    return (
      <section className="callout alarm" role="alert" data-testid="unit-callout" data-state="unread">
        <button
          type="button"
          data-testid="callout-read"
          onClick={() => say('readCallout', { calloutId: callout.id, unitId: state.unit.id }, t('unit.callout.reading'))}
        >
          <Mark callout={callout} />
          <strong>{title}</strong>
          {callout.drill && <em>{t('unit.drill')}</em>}
          <span>{t('unit.callout.sent', { time: time(callout.sentAt) })}</span>
          <Countdown dueAt={callout.sentAt + callout.clocks.readSeconds * 1000} words="read" />
          <b>{t('unit.callout.open')}</b>
        </button>
      </section>
    )
  }
  return (
    <section className="callout" data-testid="unit-callout" data-state={liftedAt === null ? 'read' : 'lifted'}>
      <h2>
        <Mark callout={callout} /> {title}
      </h2>
      {callout.drill && <p className="quiet">{t('unit.drill')}</p>}
      <p className="text">{callout.text}</p>
      <p className="quiet">
        {t('unit.callout.sent', { time: time(callout.sentAt) })} · {t('unit.callout.validFrom', { time: time(callout.validFrom) })}
        {own.readAt !== null && ` · ${t('unit.callout.readAt', { time: time(own.readAt) })}`}
      </p>
      {liftedAt === null && own.mustAnswer && <Form callout={callout} state={state} of="answer" fields={callout.answers} said={own.answer} dueAt={callout.sentAt + callout.clocks.answerSeconds * 1000} />}
      {liftedAt === null && !own.mustAnswer && <p>{t('unit.callout.readOnly')}</p>}
      {liftedAt !== null && (
        <>
          <p className="lifted">{t('unit.callout.lifted', { time: time(liftedAt) })}</p>
          <Form callout={callout} state={state} of="report" fields={callout.reportFields} said={own.report} dueAt={liftedAt + callout.clocks.reportSeconds * 1000} />
        </>
      )}
    </section>
  )
}

/** Colour with shape and character: never the colour alone. */
function Mark({ callout }: { readonly callout: UnitCallout }) {
  const { t } = useT()
  const shape = SEVERITY_SHAPES[callout.colour]
  return (
    <svg className="mark" viewBox="0 0 100 100" aria-hidden>
      <path d={shape.path} fill={`var(--${callout.colour})`} stroke="var(--mark-edge)" strokeWidth={4} />
      <text x={50} y={shape.glyphY} fontSize={shape.glyphSize} fontWeight={700} textAnchor="middle" dominantBaseline="central" fill="var(--mark-ink)">
        {t(`unit.callout.glyph.${callout.colour}`)}
      </text>
    </svg>
  )
}

function Countdown({ dueAt, words }: { readonly dueAt: number; readonly words: 'read' | 'answer' | 'report' }) {
  const { t } = useT()
  const now = useNow(1000)
  const left = dueAt - now
  return (
    <span className="clock num" data-over={left <= 0} data-testid="unit-callout-clock">
      {left > 0 ? t(`unit.callout.left.${words}`, { time: time(dueAt), left: clockText(left) }) : t(`unit.callout.over.${words}`, { over: clockText(-left) })}
    </span>
  )
}

interface FormProps {
  readonly callout: UnitCallout
  readonly state: UnitState
  readonly of: 'answer' | 'report'
  readonly fields: readonly Field[]
  readonly said: Said | null
  readonly dueAt: number
}

function Form({ callout, state, of, fields, said, dueAt }: FormProps) {
  const { t, language } = useT()
  const type = of === 'answer' ? 'answerCallout' : 'reportCallout'
  const pending = usePending(callout.id, type)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (wrong !== null) form.current?.querySelector('[data-wrong=true]')?.scrollIntoView({ block: 'start' })
  }, [wrong])
  const editing = draft !== null || (said === null && !pending)
  const now = draft ?? draftOf(fields, said?.values ?? null)
  if (pending && draft === null) return <p role="status">{t('unit.callout.sending')}</p>
  if (!editing && said) {
    return (
      <div className="said" data-testid={`unit-said-${of}`}>
        <Words fields={fields} said={said} state={state} />
        <p className="quiet">{t('unit.callout.saidAt', { time: time(said.at) })}</p>
        <button type="button" onClick={() => setDraft(draftOf(fields, said.values))}>
          {t('unit.callout.change')}
        </button>
      </div>
    )
  }
  const change = (id: string, value: string | readonly string[] | null) => {
    setWrong(null)
    setDraft({ ...now, [id]: value })
  }
  return (
    <form
      ref={form}
      data-testid={`unit-form-${of}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const read = readDraft(fields, now)
        if (!read.ok) return setWrong(read.field)
        say(type, { calloutId: callout.id, unitId: state.unit.id, values: read.values }, t(of === 'answer' ? 'unit.callout.answering' : 'unit.callout.reporting'))
        setDraft(null)
      }}
    >
      {said === null && <Countdown dueAt={dueAt} words={of} />}
      {fields.map((field) => (
        <fieldset key={field.id} data-wrong={wrong === field.id}>
          <legend>
            {field.label[language]}
            {field.required && <span aria-hidden> *</span>}
          </legend>
          {wrong === field.id && <p role="alert">{t(field.kind === 'number' ? 'unit.callout.wrongNumber' : 'unit.callout.missing', { field: field.label[language] })}</p>}
          <Input field={field} value={now[field.id] ?? null} state={state} onChange={(value) => change(field.id, value)} />
        </fieldset>
      ))}
      <button type="submit" className="main-button" data-testid={`unit-send-${of}`}>
        {t(of === 'answer' ? 'unit.callout.sendAnswer' : 'unit.callout.sendReport')}
      </button>
    </form>
  )
}

interface InputProps {
  readonly field: Field
  readonly value: string | readonly string[] | null
  readonly state: UnitState
  readonly onChange: (value: string | readonly string[] | null) => void
}

function Input({ field, value, state, onChange }: InputProps) {
  const { t, language } = useT()
  if (field.kind === 'choice') {
    return (
      <div className="options">
        {field.options.map(({ id, label }) => (
          <button key={id} type="button" aria-pressed={value === id} data-testid={`unit-${field.id}-${id}`} onClick={() => onChange(id)}>
            {label[language]}
          </button>
        ))}
      </div>
    )
  }
  if (field.kind === 'villages') {
    const picked = Array.isArray(value) ? (value as readonly string[]) : []
    return (
      <div className="options">
        <button type="button" aria-pressed={value !== null && picked.length === 0} data-testid={`unit-${field.id}-none`} onClick={() => onChange([])}>
          {t('unit.callout.none')}
        </button>
        {state.below.map(({ id, name }) => (
          <button key={id} type="button" aria-pressed={picked.includes(id)} data-testid={`unit-${field.id}-${id}`} onClick={() => onChange(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id])}>
            {name}
          </button>
        ))}
      </div>
    )
  }
  return (
    <input
      aria-label={field.label[language]}
      maxLength={field.kind === 'text' ? field.maxLength : 7}
      inputMode={field.kind === 'number' ? 'numeric' : 'text'}
      value={typeof value === 'string' ? value : ''}
      data-testid={`unit-${field.id}`}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function Words({ fields, said, state }: { readonly fields: readonly Field[]; readonly said: Said; readonly state: UnitState }) {
  const { t, language } = useT()
  const names = new Map<string, string>(state.below.map(({ id, name }) => [id, name]))
  const words = { language, unit: (id: string) => names.get(id) ?? id, none: t('unit.callout.none'), comma: t('unit.callout.comma') }
  return (
    <dl>
      {fields.map((field) => (
        <div key={field.id}>
          <dt>{field.label[language]}</dt>
          <dd>{valueText(field, said.values[field.id], words)}</dd>
        </div>
      ))}
    </dl>
  )
}
