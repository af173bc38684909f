import { memo } from 'react'
import { useTeam } from '../../state/select'
import { durationText } from '../../ui/format'
import { reasonTexts } from '../../ui/reason-text'
import type { RankingRow } from '../logic/ranking'
import { keepFocus, useIntoView } from '../parts'
import { markCandidate, openDialog } from '../state/desk'
import { useNames } from '../state/names'
import css from './Recommendation.module.css'

interface Props {
  readonly row: RankingRow
  readonly active: boolean
}

/** One team of the ranking: its place, its time, and why it stands there. A click marks it; two never send. */
export const CandidateRow = memo(function CandidateRow({ row, active }: Props) {
  const names = useNames()
  const { t } = names
  const team = useTeam(row.teamId)
  const ref = useIntoView<HTMLDivElement>(active)
  const entry = row.kind === 'candidate' ? row.candidate : row.excluded
  const texts = reasonTexts(entry.reasons, t, names)
  const open = row.kind === 'candidate'
  const chips = texts.filter(({ tone }) => tone === (open ? 'ok' : 'bad'))
  const rest = texts.filter(({ tone }) => tone !== (open ? 'ok' : 'bad'))
  const members = team && open ? [t('desk.members', { n: team.profile.members })] : []
  const estimated = open && row.candidate.etaKind === 'estimated'
  return (
    <div
      ref={ref}
      id={`row-${row.teamId}`}
      role="option"
      aria-selected={active}
      className={css['row']}
      data-kind={row.kind}
      data-active={active || undefined}
      data-testid={open ? `candidate-${row.rank}` : 'excluded'}
      data-team={row.teamId}
      onMouseDown={keepFocus}
      onClick={() => markCandidate(row.teamId)}
      onDoubleClick={() => !open && openDialog({ kind: 'override', teamId: row.teamId })}
    >
      <span className={`num ${css['rank']}`}>{open ? row.rank : '—'}</span>
      <div className={css['body']}>
        <div className={css['name']}>{entry.name}</div>
        <div className={css['reasons']}>
          {chips.map(({ text, code }, index) => (
            <span key={`${code}-${index}`} className={css['chip']} data-tone={open ? 'ok' : 'bad'}>
              {text}
            </span>
          ))}
          {(rest.length > 0 || members.length > 0) && (
            <span className={css['rest']}>{[...rest.map(({ text }) => text), ...members].join(' · ')}</span>
          )}
        </div>
      </div>
      <span className={`num ${css['eta']}`} data-testid="eta">
        {entry.etaSeconds === null ? '—' : `${estimated ? '≈' : ''}${durationText(entry.etaSeconds)}`}
      </span>
    </div>
  )
})
