import { useEffect, useMemo, useRef, useState } from 'react'
import type { Recommendation as Ranking } from '../../../shared/dispatch/recommend'
import type { Incident } from '../../../shared/domain/incident/state'
import { useNow } from '../../state/clock'
import { watchRecommendation } from '../../state/connection'
import { useZone } from '../../state/pack'
import { useRecommendation } from '../../state/recommendation'
import { ageText, timeText } from '../../ui/format'
import { EmptyState, ErrorState, LoadingState } from '../../ui/States'
import { rankingChange, rankingRows, type RankingChange, type RankingRow } from '../logic/ranking'
import { keepFocus } from '../parts'
import { takeIncident } from '../queue/Incidents'
import { useAction } from '../state/actions'
import { markCandidate, openDialog, useDesk } from '../state/desk'
import { useNames } from '../state/names'
import { followTarget } from '../state/send'
import { CandidateRow } from './CandidateRow'
import css from './Recommendation.module.css'

/** How long a change of the ranking stays on screen. Milliseconds. */
const CHANGE_SHOWN_MS = 12_000

/** The teams that may go, in order and with the reasons, and those that may not. Re-ranked live, never in silence. */
export function Recommendation({ incident }: { readonly incident: Incident }) {
  const names = useNames()
  const { t } = names
  const zone = useZone()
  const answer = useRecommendation()
  const ranking = answer.recommendation?.incidentId === incident.id ? answer.recommendation : null
  const marked = useDesk((state) => state.candidate)
  const chosen = useDesk((state) => state.chosen)
  const [all, setAll] = useState(false)
  const rows = useMemo(() => (ranking ? rankingRows(ranking, all, marked) : []), [ranking, all, marked])
  const change = useRankingChange(ranking, marked)
  const current = rows.find((row) => row.teamId === marked) ?? rows[0]
  const list = useRef<HTMLDivElement>(null)

  // The first answer after the officer has chosen the incident is no surprise; every later change is, unless marked.
  const seen = useRef<string | null>(null)
  useEffect(() => {
    if (!ranking) return followTarget('one', null, false)
    const first = seen.current !== incident.id
    seen.current = incident.id
    const candidate = current?.kind === 'candidate' ? current : null
    const byOfficer = (first && chosen) || (marked !== null && candidate?.teamId === marked)
    followTarget('one', candidate ? { incidentId: incident.id, teamIds: [candidate.teamId] } : null, byOfficer)
    const together = ranking.combinations[0]
    followTarget('together', together ? { incidentId: incident.id, teamIds: together.teamIds } : null, first && chosen)
  }, [ranking, current, marked, incident.id, chosen])

  const move = (step: number) => {
    // What came up by itself is taken by the first press; only then do the arrows walk.
    if (!chosen) return takeIncident(incident.id)
    const index = current ? rows.indexOf(current) : -1
    const next = rows[Math.min(rows.length - 1, Math.max(0, index + step))]
    if (next) markCandidate(next.teamId)
  }
  useAction('candidateNext', () => move(1), rows.length > 0 || !chosen)
  useAction('candidatePrevious', () => move(-1), rows.length > 0 || !chosen)
  useAction('focusRecommendation', () => list.current?.focus())
  const toOverride = current?.kind === 'excluded' ? current : rows.find((row) => row.kind === 'excluded')
  useAction('override', () => toOverride && openDialog({ kind: 'override', teamId: toOverride.teamId }), toOverride !== undefined)

  return (
    <section className={`${css['panel']} fades-when-lost`} aria-label={t('desk.recommendation')}>
      <div className={css['needs']}>
        <span className={css['quiet']}>{t('desk.needs')}</span>
        {ranking?.needs.map((need) => (
          <span key={need.qualification} className={css['need']}>
            {t('desk.need', { qualification: t(`qualification.${need.qualification}`), level: t(`level.${need.minLevel}`) })}
          </span>
        ))}
        {ranking?.needs.length === 0 && <span className={css['need']}>{t('desk.needs.none')}</span>}
        <span className={`num ${css['computed']}`} data-testid="ranking-computed">
          {ranking && <Computed ranking={ranking} ms={answer.computedInMs} />}
        </span>
      </div>
      {ranking && ranking.shortfall.length > 0 && (
        <div className={css['shortfall']} role="alert">
          {t('desk.shortfall', { qualifications: ranking.shortfall.map((code) => t(`qualification.${code}`)).join(t('desk.comma')) })}
        </div>
      )}
      {change && <ChangeNote change={change.change} at={timeText(change.at, zone)} />}
      {!ranking && !answer.error && <LoadingState title={t('desk.ranking.loading')} />}
      {answer.error?.code === 'replay_read_only' && <EmptyState title={t('replay.noRanking')} />}
      {answer.error && answer.error.code !== 'replay_read_only' && !ranking && (
        <ErrorState
          error={answer.error}
          onRetry={() => {
            watchRecommendation(null)
            watchRecommendation(incident.id)
          }}
        />
      )}
      {ranking && ranking.candidates.length === 0 && <div className={css['nobody']}>{t('desk.ranking.nobody')}</div>}
      {rows.length > 0 && (
        <div
          ref={list}
          className={css['list']}
          role="listbox"
          tabIndex={0}
          aria-label={t('desk.recommendation')}
          aria-activedescendant={current ? `row-${current.teamId}` : undefined}
          data-testid="ranking"
        >
          {rows.map((row) => (
            <CandidateRow key={row.teamId} row={row} active={row === current} />
          ))}
        </div>
      )}
      {ranking && (
        <button type="button" className={css['fold']} onMouseDown={keepFocus} onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t('desk.ranking.fold') : t('desk.ranking.unfold', { candidates: ranking.candidates.length, excluded: ranking.excluded.length })}
        </button>
      )}
    </section>
  )
}

function Computed({ ranking, ms }: { readonly ranking: Ranking; readonly ms: number | null }) {
  const { t } = useNames()
  const now = useNow(1000)
  const age = now - ranking.at
  return (
    <>
      {t('desk.ranking.computed', { teams: ranking.candidates.length + ranking.excluded.length, ms: ms === null ? '—' : ms < 10 ? ms.toFixed(1) : Math.round(ms) })}
      {age > 5_000 && ` · ${ageText(age, t)}`}
    </>
  )
}

/** The last change of the ranking that the officer should know of, for a while. */
function useRankingChange(ranking: Ranking | null, marked: string | null): { readonly change: RankingChange; readonly at: number } | null {
  const before = useRef<Ranking | null>(null)
  // The marked team is read when a new answer comes, not when it is marked.
  const markedNow = useRef(marked)
  useEffect(() => {
    markedNow.current = marked
  })
  const [shown, setShown] = useState<{ readonly change: RankingChange; readonly at: number } | null>(null)
  useEffect(() => {
    const last = before.current
    before.current = ranking
    if (!ranking || last?.incidentId !== ranking.incidentId) return setShown(null)
    const change = rankingChange(last, ranking, markedNow.current)
    if (!change) return
    setShown({ change, at: ranking.at })
    if (change.lost) markCandidate(null)
  }, [ranking])
  useEffect(() => {
    if (!shown) return
    const timer = setTimeout(() => setShown(null), CHANGE_SHOWN_MS)
    return () => clearTimeout(timer)
  }, [shown])
  return shown
}

function ChangeNote({ change, at }: { readonly change: RankingChange; readonly at: string }) {
  const { t, team } = useNames()
  const { first, lost } = change
  return (
    <div className={css['changed']} role="status" data-testid="ranking-changed">
      <span className="num">{at}</span>
      {lost && <span>{t('desk.ranking.lost', { team: team(lost) })}</span>}
      {first?.to && first.from && <span>{t('desk.ranking.firstChanged', { from: team(first.from), to: team(first.to) })}</span>}
      {first?.to && !first.from && <span>{t('desk.ranking.firstNow', { to: team(first.to) })}</span>}
      {first && !first.to && <span>{t('desk.ranking.nobody')}</span>}
    </div>
  )
}

/** The team that Enter speaks of now, for the send bar and the map. */
export function useCurrentRow(incidentId: string): RankingRow | null {
  const ranking = useRecommendation((state) => (state.recommendation?.incidentId === incidentId ? state.recommendation : null))
  const marked = useDesk((state) => state.candidate)
  return useMemo(() => {
    if (!ranking) return null
    const rows = rankingRows(ranking, false, marked)
    return rows.find((row) => row.teamId === marked) ?? rows[0] ?? null
  }, [ranking, marked])
}
