import { memo } from 'react'
import type { ReplayMark } from '../../../shared/replay/marks'
import { timeText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import css from './replay.module.css'

const LANES = [
  { name: 'replay.lane.incidents', kinds: ['incident'] },
  { name: 'replay.lane.orders', kinds: ['order'] },
  { name: 'replay.lane.warnings', kinds: ['alert', 'level', 'callout'] },
] as const

const SIGNS: Readonly<Record<ReplayMark['kind'], string>> = { incident: '▲', order: '|', alert: '◆', level: '■', callout: '○' }

/** What is worth finding on the line of time: by lane and sign, the severity besides in its colour and in words. */
export const Marks = memo(function Marks({ marks, from, to, zone }: { readonly marks: readonly ReplayMark[]; readonly from: number; readonly to: number; readonly zone: string }) {
  const { t } = useT()
  const span = Math.max(1, to - from)
  return (
    <div className={css['lanes']} data-testid="replay-marks">
      {LANES.map(({ name, kinds }) => (
        <div key={name} className={css['lane']}>
          <span className={css['laneName']}>{t(name)}</span>
          {marks
            .filter(({ kind }) => kinds.some((one) => one === kind))
            .map(({ kind, at, severity, count }) => (
              <span
                key={`${kind} ${at}`}
                className={css['mark']}
                data-severity={severity ?? 'none'}
                data-kind={kind}
                style={{ left: `${((at - from) / span) * 100}%` }}
                title={`${timeText(at, zone)} ${t(`replay.mark.${kind}`)}${severity ? ` ${t(`severity.${severity}`)}` : ''}${count > 1 ? ` ×${count}` : ''}`}
              >
                {SIGNS[kind]}
              </span>
            ))}
        </div>
      ))}
    </div>
  )
})
