import { calloutFigures, calloutMatrix, calloutOrder, flatRows, type MatrixCell, type MatrixRow } from '../../../shared/callout/matrix'
import type { Callout } from '../../../shared/domain/callout/state'
import { useNow } from '../../state/clock'
import { useZone } from '../../state/pack'
import { useWorld } from '../../state/world'
import { clockText, shortTimeText } from '../../ui/format'
import { inLanguage, useT } from '../../ui/i18n'
import { SeverityMark } from '../../ui/SeverityMark'
import { useUnitName } from '../../ui/unit-name'
import css from '../wall.module.css'
import own from './callout.module.css'
import { Panel, Rows, type PanelProps } from './Panel'

/** The newest warning at a glance: how many have read and answered, and town by town who has not. */
export function CalloutPanel({ unitPx }: PanelProps) {
  const { t } = useT()
  const callouts = useWorld((world) => world.callouts)
  const list = calloutOrder(callouts.values()).filter(({ withdrawn }) => withdrawn === null)
  const shown = list[0]
  const others = list.filter((callout) => callout !== shown && callout.liftedAt === null).length
  return (
    <Panel id="callout" title={t('callout.title')}>
      {shown ? (
        <Warning callout={shown} others={others} unitPx={unitPx} />
      ) : (
        <div className={css['placeholder']}>
          <strong>{t('callout.none')}</strong>
        </div>
      )}
    </Panel>
  )
}

function Warning({ callout, others, unitPx }: { readonly callout: Callout; readonly others: number; readonly unitPx: number }) {
  const { t, language } = useT()
  const zone = useZone()
  const now = useNow(1000)
  const unitName = useUnitName()
  const rows = calloutMatrix(callout, now)
  const { units, read, reached, asked, answered, toReport, reported, tasks } = calloutFigures(callout, now)
  const lifted = callout.liftedAt !== null
  const owing = rows.filter(({ answer, report }) => [lifted ? report : answer].some(({ state }) => state === 'over' || state === 'running'))
  const figures: readonly { readonly name: 'read' | 'reached' | 'reported' | 'answered' | 'tasks'; readonly value: string; readonly over: boolean }[] = [
    { name: 'read', value: `${read}/${units}`, over: flatRows(rows).some((row) => row.read.state === 'over') },
    { name: 'reached', value: String(reached), over: false },
    lifted ? { name: 'reported', value: `${reported}/${toReport}`, over: rows.some((row) => row.report.state === 'over') } : { name: 'answered', value: `${answered}/${asked}`, over: rows.some((row) => row.answer.state === 'over') },
    { name: 'tasks', value: String(tasks), over: tasks > 0 },
  ]
  return (
    <div className={own['body']}>
      <div className={own['head']}>
        <SeverityMark severity={callout.colour} size="1.5em" />
        <strong>{t('callout.previewTitle', { kind: inLanguage(callout.kindName, language), colour: t(`severityName.${callout.colour}`) })}</strong>
        {callout.drill && <span className={own['mark']}>{t('drill.mark')}</span>}
        {lifted && <span className={own['mark']}>{t('callout.state.lifted')}</span>}
        <span className="num">{callout.liftedAt === null ? t('callout.sentAt', { time: shortTimeText(callout.sentAt, zone) }) : t('callout.liftedAt', { time: shortTimeText(callout.liftedAt, zone) })}</span>
        {others > 0 && <span>{t('callout.others', { n: others })}</span>}
      </div>
      <dl className={own['figures']}>
        {figures.map(({ name, value, over }) => (
          <div key={name} data-over={over} data-testid={`wall-callout-${name}`}>
            <dd className="num">{value}</dd>
            <dt>{t(`callout.figure.${name}`)}</dt>
          </div>
        ))}
      </dl>
      <p className={own['names']} data-testid="wall-callout-owing">
        {owing.length > 0 ? t(lifted ? 'callout.notReported' : 'callout.notAnswered', { units: owing.map(({ unit }) => unitName(unit.unitId, unit.name)).join(t('desk.comma')) }) : t(lifted ? 'callout.allReported' : 'callout.allSaid')}
      </p>
      <div className={own['columns']} aria-hidden>
        <span>{t('callout.unit')}</span>
        <span>{t('callout.column.read')}</span>
        <span>{t('callout.column.village')}</span>
        <span>{t(lifted ? 'callout.column.reported' : 'callout.column.answered')}</span>
      </div>
      <Rows rows={rows} unitPx={unitPx} none={t('callout.nobody')} more={(n) => t('wall.rows.more', { n })}>
        {(row, height) => (
          <li key={row.unit.unitId} className={own['row']} style={{ height }} data-over={row.overMs !== null}>
            <Town row={row} lifted={lifted} now={now} zone={zone} />
          </li>
        )}
      </Rows>
    </div>
  )
}

function Town({ row, lifted, now, zone }: { readonly row: MatrixRow; readonly lifted: boolean; readonly now: number; readonly zone: string }) {
  const { t } = useT()
  const unitName = useUnitName()
  const { unit, below } = row
  const heard = below.filter((one) => one.unit.readAt !== null || one.read.state === 'none').length
  const late = below.some((one) => one.read.state === 'over')
  return (
    <>
      <span className={css['rowName']}>{unitName(unit.unitId, unit.name)}</span>
      <Cell cell={row.read} now={now} zone={zone} none={unit.calls.length > 0 ? t('callout.phoned') : '—'} />
      <span className="num" data-state={late ? 'over' : below.length > 0 && heard === below.length ? 'done' : 'running'}>
        {below.length === 0 ? '—' : `${heard}/${below.length}`}
      </span>
      <Cell cell={lifted ? row.report : row.answer} now={now} zone={zone} none="—" />
    </>
  )
}

function Cell({ cell: { state, at, dueAt }, now, zone, none }: { readonly cell: MatrixCell; readonly now: number; readonly zone: string; readonly none: string }) {
  const { t } = useT()
  const due = dueAt ?? now
  const text = at !== null ? shortTimeText(at, zone) : state === 'running' ? clockText(due - now) : state === 'over' ? `+${clockText(now - due)}` : none
  return (
    <span className="num" data-state={state}>
      {text}
      {state === 'late' && ` ${t('callout.cell.late')}`}
    </span>
  )
}
