import { memo } from 'react'
import { useTeam } from '../../state/select'
import { durationText } from '../../ui/format'
import { reasonTexts, type ReasonText } from '../../ui/reason-text'
import type { RankingRow } from '../logic/ranking'
import { keepFocus, useIntoView } from '../parts'
import { markCandidate, openDialog } from '../state/desk'
import { useNames } from '../state/names'
import css from './Recommendation.module.css'

interface Props {
  readonly row: RankingRow
  readonly active: boolean
}

const LATE: ReadonlySet<string> = new Set(['position_base', 'slower_than_first', 'less_loaded'])
const LINE_ORDER = (tone: ReasonText['tone'], code: string) => (LATE.has(code) ? 2 : tone === 'warn' || tone === 'bad' ? 0 : 1)

interface Chip {
  readonly text: string
  /** The reasons that it says. */
  readonly says: readonly ReasonText[]
}

/** What lets a team go, or what keeps it out; all its equipment is one chip. */
function chipsOf(texts: readonly ReasonText[], open: boolean): Chip[] {
  const own = texts.filter(({ tone }) => tone === (open ? 'ok' : 'bad'))
  const equipment = own.filter(({ code }) => code === 'equipment')
  const single = own.filter(({ code }) => code !== 'equipment').map((text) => ({ text: text.text, says: [text] }))
  return equipment.length === 0 ? single : [...single, { text: equipment.map(({ text }) => text).join(' · '), says: equipment }]
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
  const chips = chipsOf(texts, open)
  // What speaks against it first, then how its time is made up; that it stays last if there is no room.
  const rest = texts.filter((text) => !chips.some((chip) => chip.says.includes(text))).toSorted((a, b) => LINE_ORDER(a.tone, a.code) - LINE_ORDER(b.tone, b.code))
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
        <div className={css['nameRow']}>
          <div className={css['name']}>{entry.name}</div>
          <span className={`num ${css['eta']}`} data-testid="eta">
            {entry.etaSeconds === null ? '—' : `${estimated ? '≈' : ''}${durationText(entry.etaSeconds)}`}
          </span>
        </div>
        <div className={css['reasons']}>
          {chips.map(({ text }) => (
            <span key={text} className={css['chip']} data-tone={open ? 'ok' : 'bad'}>
              {text}
            </span>
          ))}
        </div>
        {(rest.length > 0 || members.length > 0) && (
          <div className={css['rest']} title={rest.map(({ text }) => text).join(' · ')}>
            {[...rest.map(({ text }) => text), ...members].join(' · ')}
          </div>
        )}
      </div>
    </div>
  )
})
