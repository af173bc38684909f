import { isInForce, type Callout } from '../../../shared/domain/callout/state'
import { calloutFigures, calloutMatrix, calloutOrder } from '../../../shared/callout/matrix'
import { useNow } from '../../state/clock'
import { usePack, useZone } from '../../state/pack'
import { useWorld } from '../../state/world'
import { momentText, shortTimeText } from '../../ui/format'
import { inLanguage, useT } from '../../ui/i18n'
import { SeverityMark } from '../../ui/SeverityMark'
import { EmptyState } from '../../ui/States'
import { FateLine, KeyButton } from '../parts'
import { openDialog } from '../state/desk'
import css from './callout.module.css'
import { Matrix } from './Matrix'
import { setCalloutView, useCalloutView } from './store'
import { Tasks } from './Tasks'

/** Call-outs (叫应): the warnings, whom to telephone, and who has read, answered and reported. */
export function CalloutPanel() {
  const { t } = useT()
  const callouts = useWorld((world) => world.callouts)
  const able = usePack((state) => (state.pack?.callout ?? null) !== null)
  const chosen = useCalloutView((view) => view.shown)
  const list = calloutOrder(callouts.values())
  const shown = list.find(({ id }) => id === chosen) ?? list[0]
  return (
    <section className={css['panel']} data-testid="callout-panel">
      <div className={css['acts']}>
        <KeyButton action="calloutSend">
          {t('callout.send')}
        </KeyButton>
        {!able && <span className={css['quiet']}>{t('callout.noSettings')}</span>}
      </div>
      {list.length === 0 && <EmptyState title={t('callout.none')}>{t('callout.noneHint')}</EmptyState>}
      {list.length > 1 && (
        <div className={css['warnings']} role="listbox" aria-label={t('callout.warnings')}>
          {list.map((callout) => (
            <Chip key={callout.id} callout={callout} selected={callout === shown} />
          ))}
        </div>
      )}
      {shown && <One key={shown.id} callout={shown} />}
    </section>
  )
}

function Chip({ callout, selected }: { readonly callout: Callout; readonly selected: boolean }) {
  const { t, language } = useT()
  const zone = useZone()
  const now = useNow(1000)
  const { over } = calloutFigures(callout, now)
  return (
    <button type="button" role="option" aria-selected={selected} className={css['chip']} data-testid="callout-chip" onClick={() => setCalloutView({ shown: callout.id, read: null })}>
      <SeverityMark severity={callout.colour} size="1.25rem" />
      <span>{inLanguage(callout.kindName, language)}</span>
      <span className="num">{shortTimeText(callout.sentAt, zone)}</span>
      {!isInForce(callout) && <span className={css['quiet']}>{t(callout.withdrawn ? 'callout.state.withdrawn' : 'callout.state.lifted')}</span>}
      {over > 0 && <strong className={css['over']}>{t('callout.overN', { n: over })}</strong>}
    </button>
  )
}

function One({ callout }: { readonly callout: Callout }) {
  const { t, language } = useT()
  const zone = useZone()
  const now = useNow(1000)
  const rows = calloutMatrix(callout, now)
  const { units, read, reached, asked, answered, toReport, reported, over, tasks } = calloutFigures(callout, now)
  const { withdrawn } = callout
  const figures = [
    ['read', `${read}/${units}`],
    ['reached', String(reached)],
    ['answered', `${answered}/${asked}`],
    ...(callout.liftedAt === null ? [] : [['reported', `${reported}/${toReport}`] as const]),
    ['over', String(over)],
    ['tasks', String(tasks)],
  ] as const
  return (
    <>
      <div className={css['warning']} data-testid="callout-one">
        <div className={css['warningHead']}>
          <SeverityMark severity={callout.colour} size="1.6rem" />
          <strong>{inLanguage(callout.kindName, language)}</strong>
          {callout.drill && <span className={css['mark']}>{t('drill.mark')}</span>}
          <span className={css['quiet']} title={momentText(callout.sentAt, zone)}>
            {t('callout.sentAt', { time: shortTimeText(callout.sentAt, zone) })} · {t('callout.validFrom', { time: shortTimeText(callout.validFrom, zone) })}
          </span>
        </div>
        <p>{callout.text}</p>
        {callout.liftedAt !== null && <p className={css['quiet']}>{t('callout.liftedAt', { time: shortTimeText(callout.liftedAt, zone) })}</p>}
        {withdrawn && <p className={css['quiet']}>{t(withdrawn.correctedBy ? 'callout.correctedAt' : 'callout.withdrawnAt', { time: shortTimeText(withdrawn.at, zone), reason: withdrawn.reason })}</p>}
      </div>
      <dl className={css['figures']} data-testid="callout-figures">
        {figures.map(([name, value]) => (
          <div key={name} data-figure={name} data-over={(name === 'over' || name === 'tasks') && value !== '0'}>
            <dt>{t(`callout.figure.${name}`)}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      <FateLine place={`callout:${callout.id}`} />
      {isInForce(callout) && (
        <div className={css['acts']}>
          <button type="button" data-testid="callout-lift" onClick={() => openDialog({ kind: 'calloutEnd', calloutId: callout.id, act: 'lift' })}>
            {t('callout.lift')}
          </button>
          <button type="button" data-testid="callout-correct" onClick={() => openDialog({ kind: 'calloutSend', corrects: callout.id })}>
            {t('callout.correct')}
          </button>
          <button type="button" data-testid="callout-withdraw" onClick={() => openDialog({ kind: 'calloutEnd', calloutId: callout.id, act: 'withdraw' })}>
            {t('callout.withdraw')}
          </button>
        </div>
      )}
      <Tasks callout={callout} />
      <Matrix callout={callout} rows={rows} />
    </>
  )
}
