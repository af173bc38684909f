import { useState } from 'react'
import { z } from 'zod'
import { MAX_SUGGESTED_SITES, type CoverageSuggestion, type LostCause, type SuggestedSite } from '../../../shared/dispatch/coverage'
import type { Rejection } from '../../../shared/domain/rejection'
import { callApi } from '../../state/api'
import { useNow } from '../../state/clock'
import { useCoverage } from '../../state/coverage'
import { useZone } from '../../state/pack'
import { useSession } from '../../state/session'
import { useWorld } from '../../state/world'
import { ageText, durationText, shortTimeText } from '../../ui/format'
import { inLanguage } from '../../ui/i18n'
import { rejectionText } from '../../ui/rejection-text'
import { EmptyState } from '../../ui/States'
import { wishMap } from '../state/desk'
import { useNames } from '../state/names'
import { DrawerFrame } from '../tools/DrawerFrame'
import css from '../tools/tools.module.css'
import { useSuggestion } from './suggestion'

const people = (n: number | null): string => (n === null ? '—' : n.toLocaleString('en-US'))
const suggestionSchema = z.custom<CoverageSuggestion>((value) => typeof value === 'object' && value !== null && 'sites' in value && Array.isArray(value.sites))

/** Who is reached in time, what is newly out of reach and why, and where more teams should wait. */
export function CoveragePanel() {
  const names = useNames()
  const { t, language } = names
  const zone = useZone()
  const now = useNow(1000)
  const coverage = useCoverage((state) => state.coverage)
  if (!coverage) return <DrawerFrame title={t('tools.coverage')} testId="coverage"><EmptyState title={t('tools.coverage.none')} /></DrawerFrame>
  const { stations, teams, lost, totalPeople, totalPlaces, budgetSeconds, schematic, conditions } = coverage
  const share = (n: number | null) => (n === null || !totalPeople ? '' : ` · ${((n / totalPeople) * 100).toFixed(1)} %`)
  return (
    <DrawerFrame title={t('tools.coverage')} testId="coverage" extra={<span className={`num ${css['quiet']}`}>{ageText(now - coverage.at, t)}</span>}>
      <p className={css['quiet']}>
        {t('tools.coverage.budget', { n: Math.round(budgetSeconds / 60) })}
        {schematic && ` · ${t('tools.coverage.schematic')}`}
        {conditions.night && ` · ${t('tools.coverage.night')}`}
      </p>
      <dl className={css['facts']}>
        {([['stations', stations], ['teams', teams]] as const).map(([of, one]) => (
          <div key={of}>
            <dt>{t(`tools.coverage.${of}`, { n: one.sources })}</dt>
            <dd className="num">{t('tools.coverage.reached', { people: people(one.people), places: one.places, all: totalPlaces })}{share(one.people)}</dd>
            {one.estimatedSources > 0 && <dd>{t('tools.coverage.estimated', { n: one.estimatedSources })}</dd>}
          </div>
        ))}
      </dl>
      <h3>{t('tools.coverage.lost')}</h3>
      {lost.since === null ? (
        <p>{t('tools.coverage.nothingLost')}</p>
      ) : (
        <>
          <p data-testid="coverage-lost">
            <strong className="num">{t('tools.coverage.lostCount', { people: people(lost.people), places: lost.placeCount })}</strong> {t('tools.coverage.lostSince', { time: shortTimeText(lost.since, zone) })}
          </p>
          <ul className={css['plain']}>
            {lost.causes.map((cause) => (
              <li key={cause.kind === 'closure' ? cause.closureId : cause.teamId}>
                <Cause cause={cause} />
              </li>
            ))}
          </ul>
          <ul className={css['list']}>
            {lost.places.map((place) => (
              <li key={place.id}>
                <button type="button" className={css['item']} onClick={() => wishMap(place.at, 13)}>
                  <span className={css['line']}>
                    <strong>{inLanguage({ zh: place.name, en: place.nameEn ?? place.name }, language)}</strong> <span className="num">{people(place.people)}</span>
                  </span>
                  <span>
                    {place.township} · {place.seconds === null ? t('tools.coverage.cutOff') : t('tools.coverage.nowTakes', { now: durationText(place.seconds), before: durationText(place.baselineSeconds) })}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <Suggest />
    </DrawerFrame>
  )
}

function Cause({ cause }: { readonly cause: LostCause }) {
  const { t, team, incident } = useNames()
  const reason = useWorld((world) => (cause.kind === 'closure' ? world.closures.get(cause.closureId)?.reason : undefined))
  if (cause.kind === 'closure') return t('tools.coverage.cause.closure', { reason: reason ?? cause.closureId })
  const why = cause.incidentId === null ? t(`tools.coverage.cause.${cause.kind}`, { team: team(cause.teamId) }) : `${t(`tools.coverage.cause.${cause.kind}`, { team: team(cause.teamId) })}（${incident(cause.incidentId)}）`
  return `${why} · ${t('tools.coverage.causeCost', { people: people(cause.people), places: cause.places })}`
}

function Suggest() {
  const { t } = useNames()
  const zone = useZone()
  const [count, setCount] = useState(2)
  const [asking, setAsking] = useState(false)
  const [error, setError] = useState<Rejection | null>(null)
  const suggestion = useSuggestion((state) => state.suggestion)

  async function ask(): Promise<void> {
    setAsking(true)
    setError(null)
    const answer = await callApi('/api/v1/coverage/suggestion', suggestionSchema, { token: useSession.getState().token, body: { count } })
    setAsking(false)
    if (answer.ok) useSuggestion.setState({ suggestion: answer.value })
    else setError(answer.error)
  }
  return (
    <section>
      <h3>{t('tools.suggest')}</h3>
      <form
        className={css['row']}
        onSubmit={(event) => {
          event.preventDefault()
          if (!asking) void ask()
        }}
      >
        <label>
          {t('tools.suggest.count')} <input type="number" min={1} max={MAX_SUGGESTED_SITES} value={count} onChange={(event) => setCount(Math.min(MAX_SUGGESTED_SITES, Math.max(1, Math.round(Number(event.currentTarget.value) || 1))))} data-testid="suggest-count" />
        </label>
        <button type="submit" disabled={asking} data-testid="suggest">
          {t(asking ? 'tools.suggest.asking' : 'tools.suggest.ask')}
        </button>
      </form>
      {error && <p role="alert">{rejectionText(error, t, zone)}</p>}
      {suggestion && <Answer suggestion={suggestion} />}
    </section>
  )
}

function Answer({ suggestion }: { readonly suggestion: CoverageSuggestion }) {
  const { t, language, team } = useNames()
  const zone = useZone()
  const { before, after, totalPeople, sites, candidates } = suggestion
  const explain = ({ newPeople, newPlaces, backupPeople, backsUp }: SuggestedSite) =>
    [
      newPeople > 0 ? t('tools.suggest.new', { people: people(newPeople), places: newPlaces.map(({ name, nameEn }) => inLanguage({ zh: name, en: nameEn ?? name }, language)).join(t('desk.comma')) }) : '',
      backupPeople > 0 ? t('tools.suggest.backup', { people: people(backupPeople), teams: backsUp.map(({ teamId }) => team(teamId)).join(t('desk.comma')) }) : '',
    ].filter((text) => text !== '').join(' ')
  return (
    <>
      <p className={css['quiet']} data-testid="suggest-answer">
        {t('tools.suggest.result', { time: shortTimeText(suggestion.at, zone), before: people(before.people), after: people(after.people), total: people(totalPeople), n: candidates })}
      </p>
      {sites.length === 0 && <p>{t('tools.suggest.nowhere')}</p>}
      <ol className={css['list']}>
        {sites.map((one, index) => (
          <li key={one.site.id}>
            <button type="button" className={css['item']} onClick={() => wishMap(one.site.at, 12.5)}>
              <strong>
                {index + 1} {inLanguage({ zh: one.site.name, en: one.site.nameEn ?? one.site.name }, language)} · {one.site.township}
              </strong>
              <span>{explain(one)}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  )
}
