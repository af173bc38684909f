import { useCallback } from 'react'
import type { Dispatch } from '../../../shared/domain/dispatch/state'
import type { IncidentKind } from '../../../shared/domain/incident/kind'
import type { Incident } from '../../../shared/domain/incident/state'
import type { Team } from '../../../shared/domain/team/state'
import { endOfDay } from '../../../shared/base/zone'
import { hubNow, useNow } from '../../state/clock'
import { useZone } from '../../state/pack'
import { useTeam } from '../../state/select'
import { durationText } from '../../ui/format'
import { useT, type Language, type Translate } from '../../ui/i18n'
import { arrivalOf } from '../logic/arrival'
import { isUnacknowledged, isUnanswered, type OrdersReading } from '../logic/order'
import { useWays } from '../ways'
import css from '../wall.module.css'

/** Its name in the language on screen. */
export function teamName(team: Team | undefined, language: Language): string {
  if (!team) return ''
  return language === 'en' && team.profile.nameEn ? team.profile.nameEn : team.profile.name
}

/** Where an order stands, in few characters: what is left of the way, or the word of its phase. */
export function useStandingText(): (dispatch: Dispatch, mobilisationSeconds: number, now: number) => string {
  const { t } = useT()
  const ways = useWays((state) => state.ways)
  return useCallback(
    (dispatch, mobilisationSeconds, now) => {
      const arrival = arrivalOf({ dispatch, way: ways.get(dispatch.id) ?? null, mobilisationSeconds, now })
      if (!arrival) return isUnacknowledged(dispatch) ? t('wall.waitingAck') : t(`phase.${dispatch.phase}`)
      if (arrival.seconds === 0) return t('wall.due')
      return t(arrival.estimated ? 'wall.leftEstimated' : 'wall.left', { duration: durationText(arrival.seconds) })
    },
    [t, ways],
  )
}

/** The level of the team's best valid certificate for what the incident needs, in words; empty if it has none. */
function levelText(team: Team | undefined, kind: IncidentKind | undefined, zone: string, t: Translate): string {
  const need = kind?.needs[0]?.qualification
  const now = hubNow()
  const levels = team?.profile.certificates.filter(({ qualification, validUntil }) => qualification === need && endOfDay(validUntil, zone) >= now) ?? []
  const order = ['national', 'provincial', 'city', 'county'] as const
  const best = order.find((level) => levels.some((certificate) => certificate.level === level))
  return best ? t(`level.${best}`) : ''
}

export interface TeamLineProps {
  readonly incident: Incident
  readonly orders: OrdersReading
  readonly kind: IncidentKind | undefined
  readonly compact: boolean
}

/** Who is on it: the team that is farthest on and what is left of its way; framed when nobody answers the call. */
export function TeamLine({ incident, orders, kind, compact }: TeamLineProps) {
  const { t, language } = useT()
  const zone = useZone()
  const now = useNow(1000)
  const standing = useStandingText()
  const { leading, teams } = orders
  // An order that rings in vain is the news, even if another team is on its way.
  const shown = orders.inVain ?? leading
  const team = useTeam(shown?.teamId ?? null)
  if (!shown) {
    const word = isUnanswered(incident)
      ? 'wall.unanswered'
      : incident.status === 'controlled'
        ? 'status.controlled'
        : incident.anyCompleted
          ? 'wall.workDone'
          : incident.dispatchIds.length > 0
            ? 'wall.noTeamLeft'
            : 'wall.noTeam'
    const calm = word === 'status.controlled' || word === 'wall.workDone'
    return (
      <div className={css['team']} data-tone={calm ? 'done' : 'none'}>
        {!compact && <i className={css['teamMark']} />}
        <strong>{t(word)}</strong>
      </div>
    )
  }
  const level = compact || teams > 1 ? '' : levelText(team, kind, zone, t)
  const vain = orders.inVain !== null
  const tone = vain ? 'vain' : shown.phase === 'on-scene' ? 'done' : shown.phase === 'ordered' || shown.phase === 'delivered' ? 'waiting' : 'moving'
  const word = vain
    ? t(shown.escalatedTo === null ? 'wall.inVain' : 'wall.escalated', { n: shown.realerts })
    : standing(shown, team?.profile.mobilisationSeconds ?? 0, now)
  if (compact) {
    return (
      <div className={css['team']} data-tone={tone} data-testid="team-line">
        <strong className="num">{vain ? t('wall.waitingAck') : word}</strong>
      </div>
    )
  }
  return (
    <div className={css['team']} data-tone={tone} data-testid="team-line">
      <i className={css['teamMark']} />
      <span className={css['who']}>
        <span className={css['teamName']}>{teamName(team, language) || shown.teamId}</span>
        {level !== '' && !vain && <span>· {level}</span>}
      </span>
      {teams > 1 && <span className={css['teamCount']}>{t('wall.teams', { n: teams })}</span>}
      <strong className="num">{word}</strong>
    </div>
  )
}
