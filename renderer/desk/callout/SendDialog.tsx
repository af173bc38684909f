import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useMemo, useState, type FormEvent } from 'react'
import { asCalloutId, type UnitId } from '../../../shared/base/ids'
import { SEVERITIES, type Severity } from '../../../shared/domain/incident/kind'
import { templateTextOf, type CalloutSettings } from '../../../shared/pack/callout'
import { hubNow } from '../../state/clock'
import { usePack, useZone, type PackView } from '../../state/pack'
import { useWorld } from '../../state/world'
import { shortTimeText } from '../../ui/format'
import { inLanguage, useT } from '../../ui/i18n'
import { SeverityMark } from '../../ui/SeverityMark'
import { DeskModal } from '../dialogs/Ask'
import { FateLine } from '../parts'
import { closeDialog } from '../state/desk'
import { give, useBusy } from '../state/outgoing'
import { openDrawer } from '../tools/store'
import { Addressees } from './Addressees'
import { callableTowns, pickAll, pickedIds, type Picked } from './addressees'
import css from './callout.module.css'
import { setCalloutView } from './store'
import { momentField, readMoment } from './valid-from'

/** A warning is written, looked at with all who will get it, and sent. `corrects`: instead of one that was wrong. */
export function SendDialog({ corrects }: { readonly corrects: string | null }) {
  const { t } = useT()
  const pack = usePack((state) => state.pack)
  const settings = pack?.callout ?? null
  return (
    <DeskModal title={t(corrects === null ? 'callout.send' : 'callout.correct')} size="xl" testId="callout-send">
      {pack && settings ? <Form pack={pack} settings={settings} corrects={corrects} /> : <p>{t('callout.noSettings')}</p>}
    </DeskModal>
  )
}

interface FormProps {
  readonly pack: PackView
  readonly settings: CalloutSettings
  readonly corrects: string | null
}

function Form({ pack, settings, corrects }: FormProps) {
  const { t, language } = useT()
  const zone = useZone()
  const wrong = useWorld((world) => (corrects === null ? undefined : world.callouts.get(asCalloutId(corrects))))
  const busy = useBusy('calloutSend')
  const towns = useMemo(() => callableTowns(pack, settings.called.map(({ kind }) => kind)), [pack, settings])
  const [kind, setKind] = useState(wrong?.kind ?? settings.kinds[0]?.id ?? '')
  const [colour, setColour] = useState<Severity>(wrong?.colour ?? 'orange')
  const [picked, setPicked] = useState<Picked>(() => (wrong ? new Set<UnitId>(wrong.units.map(({ unitId }) => unitId)) : pickAll(towns, 'all')))
  const [at, setAt] = useState(() => momentField(wrong?.validFrom ?? hubNow(), zone))
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState<string | null>(wrong?.text ?? null)
  const [step, setStep] = useState<'write' | 'look'>('write')
  const [problem, setProblem] = useState<'text' | 'units' | 'at' | 'reason' | null>(null)
  const units = pickedIds(towns, picked)
  const validFrom = readMoment(at, zone)
  const townCount = towns.filter(({ town }) => picked.has(town.id)).length
  const template = templateTextOf(settings, kind, colour, language, {
    organisation: inLanguage(pack.manifest.organisation, language),
    time: validFrom === null ? '' : shortTimeText(validFrom, zone),
    units: t('callout.template.units'),
  })
  const text = typed ?? template ?? ''

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    if (text.trim() === '') return setProblem('text')
    if (validFrom === null) return setProblem('at')
    if (units.length === 0) return setProblem('units')
    if (corrects !== null && reason.trim() === '') return setProblem('reason')
    setProblem(null)
    if (step === 'write') return setStep('look')
    const reply = await give({
      place: 'calloutSend',
      type: 'sendCallout',
      data: { kind, colour, text: text.trim(), units, validFrom, ...(corrects === null ? {} : { corrects, reason: reason.trim() }) },
    })
    if (!reply.ok) return
    setCalloutView({ shown: reply.result.calloutId ?? null, read: null })
    openDrawer('callout')
    closeDialog()
  }

  const named = settings.kinds.find(({ id }) => id === kind)
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        {step === 'write' ? (
          <>
            <Group align="end" gap="sm">
              <Select label={t('callout.kind')} allowDeselect={false} w={180} value={kind} onChange={(value) => value !== null && setKind(value)} data={settings.kinds.map(({ id, name }) => ({ value: id, label: inLanguage(name, language) }))} data-testid="callout-kind" />
              <div className={css['choice']} role="group" aria-label={t('callout.colour')}>
                {SEVERITIES.map((one) => (
                  <button key={one} type="button" aria-pressed={colour === one} data-testid={`callout-colour-${one}`} onClick={() => setColour(one)}>
                    <SeverityMark severity={one} size="1.1rem" /> {t(`severityName.${one}`)}
                  </button>
                ))}
              </div>
              <TextInput type="datetime-local" label={t('callout.validFromLabel')} value={at} error={problem === 'at' ? t('callout.badMoment') : null} onChange={(event) => setAt(event.currentTarget.value)} data-testid="callout-at" />
            </Group>
            <Textarea
              label={t('callout.text')}
              autosize
              minRows={3}
              maxRows={8}
              maxLength={2000}
              value={text}
              description={template === null && typed === null ? t('callout.noTemplate') : undefined}
              error={problem === 'text' ? t('callout.textMissing') : null}
              onChange={(event) => setTyped(event.currentTarget.value)}
              data-testid="callout-text"
              data-autofocus
            />
            {typed !== null && template !== null && typed !== template && (
              <Group>
                <Button variant="subtle" size="xs" onClick={() => setTyped(null)}>
                  {t('callout.useTemplate')}
                </Button>
              </Group>
            )}
            <Addressees towns={towns} picked={picked} onChange={setPicked} />
            {problem === 'units' && <div role="alert">{t('callout.unitsMissing')}</div>}
            {corrects !== null && <TextInput label={t('callout.correctReason')} withAsterisk maxLength={500} value={reason} error={problem === 'reason' ? t('rejection.reason_needed') : null} onChange={(event) => setReason(event.currentTarget.value)} data-testid="callout-reason" />}
          </>
        ) : (
          <div className={css['preview']} data-testid="callout-preview">
            <div className={css['warningHead']}>
              <SeverityMark severity={colour} size="1.9rem" />
              <strong>{t('callout.previewTitle', { kind: named ? inLanguage(named.name, language) : kind, colour: t(`severityName.${colour}`) })}</strong>
            </div>
            <p>{text}</p>
            <p>
              <strong>{t('callout.previewWho', { towns: townCount, villages: units.length - townCount })}</strong>
            </p>
            <ul>
              {towns.map(({ town, villages }) => {
                const below = villages.filter(({ id }) => picked.has(id))
                if (!picked.has(town.id) && below.length === 0) return null
                return (
                  <li key={town.id}>
                    <strong data-out={!picked.has(town.id)}>{town.name}</strong> {below.length > 0 && (below.length === villages.length ? t('callout.allVillages', { n: below.length }) : below.map(({ name }) => name).join(t('desk.comma')))}
                  </li>
                )
              })}
            </ul>
            <p className={css['quiet']}>{t('callout.previewClocks', { read: settings.clocks.readSeconds / 60, answer: settings.clocks.answerSeconds / 60, report: settings.clocks.reportSeconds / 60 })}</p>
          </div>
        )}
        <FateLine place="calloutSend" />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={step === 'look' ? () => setStep('write') : closeDialog}>
            {t(step === 'look' ? 'callout.back' : 'action.cancel')}
          </Button>
          <Button type="submit" disabled={busy} data-testid="callout-next" {...(step === 'look' ? { 'data-autofocus': true } : {})}>
            {busy ? t('hub.sending') : t(step === 'look' ? 'callout.confirm' : 'callout.preview', { n: units.length })}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
