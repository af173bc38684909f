import { Button, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useMemo, useState, type FormEvent } from 'react'
import { asTyphoonId } from '../../../shared/base/ids'
import { MINUTE } from '../../../shared/base/time'
import { changeOfLevel } from '../../../shared/domain/response/change'
import { dutyStatus } from '../../../shared/domain/response/clock'
import type { Duty, HazardNamed, Response } from '../../../shared/domain/response/state'
import { broughtByUnit } from '../../../shared/response/list'
import { hubNow } from '../../state/clock'
import { useLatestResponse, useResponsePlan } from '../../state/response'
import { useUnits } from '../../state/units'
import { useTyphoons } from '../../state/typhoon'
import { inLanguage, useT } from '../../ui/i18n'
import { spanText } from '../../ui/response-text'
import { Kbd } from '../../ui/States'
import { DeskModal } from '../dialogs/Ask'
import { FateLine } from '../parts'
import { closeDialog } from '../state/desk'
import { give, useBusy } from '../state/outgoing'
import css from './response.module.css'

export interface LevelDialogProps {
  /** Null: the response ends. */
  readonly to: string | null
  /** What the field for the grounds begins with. */
  readonly reason: string
  readonly typhoonId?: string
}

const OTHER = ''

/** Asks before a level is declared, changed or ended, showing what each unit newly has to do and what ends. */
export function LevelDialog({ to, reason: given, typhoonId }: LevelDialogProps) {
  const { t, language } = useT()
  const plan = useResponsePlan()
  const units = useUnits()
  const latest = useLatestResponse()
  const typhoons = useTyphoons()
  const busy = useBusy('response')
  const current = latest?.level ? latest : null
  // What was in force when the window opened: if another officer is faster, the officer must look again.
  const [from] = useState(current?.level?.id ?? null)
  const [hazard, setHazard] = useState<string>(typhoonId ?? current?.hazard.typhoonId ?? (current ? OTHER : (typhoons[0]?.id ?? OTHER)))
  const [other, setOther] = useState(current && current.hazard.typhoonId === null ? inLanguage(current.hazard.name, language) : '')
  const [reason, setReason] = useState(given)
  const [missing, setMissing] = useState(false)
  const change = useMemo(
    () => (plan && to !== from ? changeOfLevel(plan, units, current?.duties ?? [], from, to) : { brought: [], ended: [] }),
    [plan, units, current, from, to],
  )
  if (!plan) return null
  const level = plan.levels.find(({ id }) => id === to)
  const moved = (current?.level?.id ?? null) !== from
  const named: HazardNamed = hazard === OTHER ? { kind: 'other', name: other.trim() } : { kind: 'typhoon', typhoonId: asTyphoonId(hazard) }
  const act = to === null ? 'end' : current ? 'change' : 'declare'

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy || moved) return
    if (reason.trim() === '' || (to !== null && named.kind === 'other' && named.name === '')) return setMissing(true)
    if (await send(current, from, to, named, reason.trim())) closeDialog()
  }
  const before = latest && !current && to !== null ? openAfter(latest) : 0
  const fromName = plan.levels.find(({ id }) => id === from)?.name
  const title = {
    declare: () => t('response.dialog.declare', { level: level ? inLanguage(level.name, language) : '' }),
    // The button of the level in force: only the hazard can be another one.
    change: () => to === from ? t('response.dialog.same', { level: level ? inLanguage(level.name, language) : '' }) : t('response.dialog.change', { from: fromName ? inLanguage(fromName, language) : '', level: level ? inLanguage(level.name, language) : '' }),
    end: () => t('response.dialog.end', { level: fromName ? inLanguage(fromName, language) : '' }),
  }[act]()
  const options = [...typhoons.map(({ id, name }) => ({ value: id as string, label: `${inLanguage(name, language)} ${id}` })), { value: OTHER, label: t('response.dialog.other') }]
  if (current?.hazard.typhoonId && !typhoons.some(({ id }) => id === current.hazard.typhoonId)) {
    options.unshift({ value: current.hazard.typhoonId, label: inLanguage(current.hazard.name, language) })
  }
  return (
    <DeskModal title={title} size="xl" testId="level-dialog">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          {level && (
            <p className={css['trigger']}>
              {t('response.trigger')}：{inLanguage(level.trigger, language)}
            </p>
          )}
          {to !== null && (
            <Group grow align="start">
              <NativeSelect label={t('response.dialog.hazard')} data={options} value={hazard} data-testid="level-hazard" onChange={(event) => setHazard(event.currentTarget.value)} />
              {hazard === OTHER && (
                <TextInput label={t('response.dialog.otherName')} withAsterisk maxLength={80} value={other} error={missing && other.trim() === '' ? t('rejection.reason_needed') : null} data-testid="level-other" onChange={(event) => setOther(event.currentTarget.value)} />
              )}
            </Group>
          )}
          <Textarea
            data-autofocus
            withAsterisk
            label={t('response.dialog.reason')}
            autosize
            minRows={2}
            maxRows={5}
            maxLength={500}
            value={reason}
            error={missing && reason.trim() === '' ? t('rejection.reason_needed') : null}
            data-testid="level-reason"
            onChange={(event) => setReason(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !event.ctrlKey || event.nativeEvent.isComposing) return
              event.preventDefault()
              event.currentTarget.form?.requestSubmit()
            }}
          />
          {before > 0 && <p>{t('response.dialog.before', { n: before })}</p>}
          <Preview change={change} />
          {moved && <p role="alert">{t('response.dialog.moved')}</p>}
          <FateLine place="response" />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={closeDialog}>
              {t('action.cancel')}&nbsp;<Kbd>Esc</Kbd>
            </Button>
            <Button type="submit" disabled={busy || moved} data-testid="level-do">
              {busy ? t('hub.sending') : t(`response.dialog.do.${act}`)}&nbsp;<Kbd>Ctrl Enter</Kbd>
            </Button>
          </Group>
        </Stack>
      </form>
    </DeskModal>
  )
}

/** Duties after an ended response that nobody has confirmed. */
const openAfter = (response: Response): number => response.duties.filter((duty) => ['open', 'late'].includes(dutyStatus(duty, hubNow()).state)).length

async function send(current: Response | null, from: string | null, to: string | null, hazard: HazardNamed, reason: string): Promise<boolean> {
  const place = 'response'
  if (!current || from === null) {
    return to !== null && (await give({ place, type: 'declareResponse', data: { level: to, hazard, reason } })).ok
  }
  const responseId = current.id
  const reply = to === null ? give({ place, type: 'endResponse', data: { responseId, from, reason } }) : give({ place, type: 'changeResponse', data: { responseId, from, level: to, hazard, reason } })
  return (await reply).ok
}

/** What comes and what ends, by unit. */
function Preview({ change: { brought, ended } }: { readonly change: ReturnType<typeof changeOfLevel> }) {
  const { t, language } = useT()
  const units = useUnits()
  const byUnit = useMemo(() => broughtByUnit(brought), [brought])
  const rows = units.flatMap((unit) => {
    const duties = byUnit.get(unit.id)
    return duties ? [{ unit, duties }] : []
  })
  const endedBy = new Map<string, Duty[]>()
  for (const duty of ended) {
    const held = endedBy.get(duty.unit)
    if (held) held.push(duty)
    else endedBy.set(duty.unit, [duty])
  }
  const now = hubNow()
  const isOpen = (duty: Duty) => dutyStatus(duty, now).state !== 'confirmed'
  const n = rows.reduce((sum, { duties }) => sum + duties.length, 0)
  return (
    <div className={css['preview']} data-testid="level-preview">
      <section aria-label={t('response.dialog.brought', { n, units: rows.length })}>
        <h3>{n === 0 ? t('response.dialog.broughtNone') : t('response.dialog.brought', { n, units: rows.length })}</h3>
        <ul>
          {rows.map(({ unit, duties }) => (
            <li key={unit.id}>
              <strong>{inLanguage({ zh: unit.name, en: unit.nameEn ?? unit.name }, language)}</strong>
              {duties.map((duty) => (
                <div key={duty.id}>
                  {inLanguage(duty.text, language)} <span className={css['quiet']}>{t('response.dialog.due', { span: spanText(duty.dueMinutes * MINUTE, t) })}</span>
                </div>
              ))}
            </li>
          ))}
        </ul>
      </section>
      <section aria-label={t('response.dialog.ended', { n: ended.length, open: ended.filter(isOpen).length })}>
        <h3>{ended.length === 0 ? t('response.dialog.endedNone') : t('response.dialog.ended', { n: ended.length, open: ended.filter(isOpen).length })}</h3>
        <ul>
          {[...endedBy].map(([unit, duties]) => (
            <li key={unit}>
              <strong>{inLanguage(duties[0]?.unitName ?? { zh: unit, en: unit }, language)}</strong>
              {duties.map((duty) => (
                <div key={duty.key}>
                  {inLanguage(duty.text, language)} <span className={css['quiet']}>{t(isOpen(duty) ? 'response.state.open' : 'response.state.confirmed')}</span>
                </div>
              ))}
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
