import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Callout, CallOutcome, UnitProgress } from '../../../shared/domain/callout/state'
import { useNow } from '../../state/clock'
import { useZone } from '../../state/pack'
import { clockText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { rejectionText } from '../../ui/rejection-text'
import { Kbd } from '../../ui/States'
import { useUnitName } from '../../ui/unit-name'
import { FateLine } from '../parts'
import { openDialog } from '../state/desk'
import { keyOf } from '../state/key-table'
import { give, useBusy } from '../state/outgoing'
import css from './callout.module.css'
import { useContacts } from './contacts'
import { setCalloutView, useCalloutView } from './store'

/** Those to telephone, longest waiting first: 1 reached, 2 not reached, 3 writes down what was answered. */
export function Tasks({ callout }: { readonly callout: Callout }) {
  const { t } = useT()
  const zone = useZone()
  const unitName = useUnitName()
  const list = useRef<HTMLUListElement>(null)
  const [selected, setSelected] = useState<string | null>(null)
  const [who, setWho] = useState('')
  const contacts = useContacts()
  const tasks = callout.units.filter(({ task }) => task !== null).toSorted((a, b) => (a.task?.raisedAt ?? 0) - (b.task?.raisedAt ?? 0) || a.calls.length - b.calls.length)
  const at = Math.max(0, tasks.findIndex(({ unitId }) => unitId === selected))
  const current = tasks[at]
  const wanted = useCalloutView((view) => view.wantsTasks)
  useEffect(() => {
    if (!wanted) return
    list.current?.focus()
    setCalloutView({ wantsTasks: false })
  }, [wanted])
  // The list keeps the keys when the unit that was called leaves it.
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [current?.unitId])
  if (tasks.length === 0) return null

  function choose(step: number): void {
    setSelected(tasks[(at + step + tasks.length) % tasks.length]?.unitId ?? null)
    setWho('')
  }
  async function record(unit: UnitProgress, outcome: CallOutcome): Promise<void> {
    const contact = contacts.byUnit?.get(unit.unitId)
    const reply = await give({
      place: `call:${callout.id}:${unit.unitId}`,
      type: 'recordCalloutCall',
      data: { calloutId: callout.id, unitId: unit.unitId, attempt: unit.calls.length + 1, outcome, who: who.trim() === '' && outcome === 'reached' ? (contact?.name ?? '') : who.trim(), number: contact?.phone ?? '' },
    })
    if (reply.ok) setWho('')
    list.current?.focus()
  }
  function onKey(event: KeyboardEvent): void {
    if (!current || event.target !== list.current) return
    const act: Readonly<Record<string, () => void>> = {
      ArrowDown: () => choose(1),
      ArrowUp: () => choose(-1),
      '1': () => void record(current, 'reached'),
      '2': () => void record(current, 'not-reached'),
      ...(current.answers && callout.withdrawn === null ? { '3': () => openDialog({ kind: 'calloutSaid', calloutId: callout.id, unitId: current.unitId, of: callout.liftedAt === null ? 'answer' : 'report' }) } : {}),
    }
    const run = act[event.key]
    if (!run || event.repeat) return
    event.preventDefault()
    run()
  }
  return (
    <div>
      <h3>
        {t('callout.tasks', { n: tasks.length })} <Kbd>{keyOf('calloutCall')}</Kbd>
      </h3>
      {contacts.error && <p role="alert">{t('callout.noContacts', { why: rejectionText(contacts.error, t, zone) })}</p>}
      <ul ref={list} className={css['tasks']} role="listbox" tabIndex={0} aria-label={t('callout.tasks', { n: tasks.length })} data-own-keys data-testid="callout-tasks" onKeyDown={onKey}>
        {tasks.map((unit) => (
          <Task key={unit.unitId} callout={callout} unit={unit} selected={unit === current} contact={contacts.byUnit?.get(unit.unitId) ?? null} onSelect={() => setSelected(unit.unitId)} onRecord={(outcome) => void record(unit, outcome)} />
        ))}
      </ul>
      {current && (
        <div className={css['row']}>
          <label className={css['grow']}>
            <span className="visually-hidden">{t('callout.who')}</span>
            <input value={who} maxLength={80} placeholder={t('callout.whoHint', { unit: unitName(current.unitId, current.name) })} data-testid="callout-who" onChange={(event) => setWho(event.currentTarget.value)} onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.nativeEvent.isComposing) void record(current, 'reached')
            }} />
          </label>
        </div>
      )}
    </div>
  )
}

interface TaskProps {
  readonly callout: Callout
  readonly unit: UnitProgress
  readonly selected: boolean
  readonly contact: { readonly name: string; readonly phone: string } | null
  readonly onSelect: () => void
  readonly onRecord: (outcome: CallOutcome) => void
}

function Task({ callout, unit, selected, contact, onSelect, onRecord }: TaskProps) {
  const { t } = useT()
  const unitName = useUnitName()
  const now = useNow(1000)
  const place = `call:${callout.id}:${unit.unitId}`
  const busy = useBusy(place)
  if (!unit.task) return null
  return (
    <li role="option" aria-selected={selected} data-testid="callout-task" data-unit={unit.unitId} onClick={onSelect}>
      <span className={css['taskName']}>
        <strong>{unitName(unit.unitId, unit.name)}</strong> {t(`callout.task.${unit.task.clock}`)} <span className={`num ${css['over']}`}>{clockText(now - unit.task.raisedAt)}</span>
        {unit.calls.length > 0 && <span className={css['quiet']}> {t('callout.attempts', { n: unit.calls.length })}</span>}
      </span>
      <span className="num">{contact ? `${contact.name} ${contact.phone}` : t('callout.noNumber')}</span>
      <span className={css['taskActs']}>
        <button type="button" tabIndex={-1} disabled={busy} data-testid="call-reached" onClick={() => onRecord('reached')}>
          {t('callout.reached')} {selected && <Kbd>1</Kbd>}
        </button>
        <button type="button" tabIndex={-1} disabled={busy} data-testid="call-not-reached" onClick={() => onRecord('not-reached')}>
          {t('callout.notReached')} {selected && <Kbd>2</Kbd>}
        </button>
        {unit.answers && (
          <button type="button" tabIndex={-1} data-testid="call-answer" onClick={() => openDialog({ kind: 'calloutSaid', calloutId: callout.id, unitId: unit.unitId, of: callout.liftedAt === null ? 'answer' : 'report' })}>
            {t('callout.writeDown')} {selected && <Kbd>3</Kbd>}
          </button>
        )}
      </span>
      <FateLine place={place} />
    </li>
  )
}
