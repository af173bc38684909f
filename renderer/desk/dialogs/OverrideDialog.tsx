import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { eligibility } from '../../../shared/dispatch/eligibility'
import { endOfDay } from '../../../shared/base/zone'
import { hubNow } from '../../state/clock'
import { usePack, useZone } from '../../state/pack'
import { useRecommendation } from '../../state/recommendation'
import { useIncident, useTeam, useTeams } from '../../state/select'
import { useWorld } from '../../state/world'
import { durationText } from '../../ui/format'
import { reasonText } from '../../ui/reason-text'
import { openDialog, useDesk } from '../state/desk'
import { useNames } from '../state/names'
import { sendPlace, sendTeams } from '../state/send'
import { Ask } from './Ask'

/**
 * Sends a team that the rules would not: every rule that is broken is said, a reason is asked for and recorded. A team
 * under another order is taken away from it in plain words; one that is on scene is never taken.
 */
export function OverrideDialog({ teamId }: { readonly teamId: string }) {
  const names = useNames()
  const { t, incident: nameOf } = names
  const zone = useZone()
  const incident = useIncident(useDesk((state) => state.shown))
  const team = useTeam(teamId)
  const teams = useTeams()
  const kind = usePack((state) => (incident ? state.kinds.get(incident.kind) : undefined))
  const dispatches = useWorld((world) => world.dispatches)
  const etaSeconds = useRecommendation(
    ({ recommendation }) =>
      recommendation?.excluded.find((entry) => entry.teamId === teamId)?.etaSeconds ?? recommendation?.candidates.find((entry) => entry.teamId === teamId)?.etaSeconds ?? null,
  )
  const violations = useMemo(
    () => (team && kind && incident ? eligibility({ team, kind, incidentId: incident.id, now: hubNow(), endOfDay: (day) => endOfDay(day, zone) }).violations : []),
    [team, kind, incident, zone],
  )
  if (!incident || !team) return null
  const bound = team.assignment ? dispatches.get(team.assignment.dispatchId) : undefined
  const here = bound?.incidentId === incident.id
  const onScene = bound?.phase === 'on-scene'
  const candidates = teams.filter(({ id }) => !incident.active.some((order) => order.teamId === id))
  return (
    <Ask
      title={t('desk.override.title')}
      place={sendPlace(incident.id)}
      text={{ label: t('desk.override.reason'), required: true, max: 500 }}
      confirm={t(bound ? 'desk.override.redirect' : 'desk.override.send', { team: team.profile.name })}
      disabled={here || onScene}
      onConfirm={(reason) => sendTeams(incident.id, [teamId], { reason, ...(bound ? { redirectFrom: bound.id } : {}) })}
    >
      <Select
        label={t('desk.override.team')}
        searchable
        allowDeselect={false}
        value={teamId}
        onChange={(id) => id && openDialog({ kind: 'override', teamId: id })}
        data={candidates.map(({ id, profile }) => ({ value: id, label: profile.name }))}
      />
      <div>{etaSeconds === null ? t('desk.override.noEta') : t('desk.override.eta', { eta: durationText(etaSeconds) })}</div>
      {violations.length === 0 && <div>{t('desk.override.noViolation')}</div>}
      <ul data-testid="violations">
        {violations.map((violation, index) => (
          <li key={`${violation.code}-${index}`}>{reasonText(violation, t, names).text}</li>
        ))}
      </ul>
      {bound && !onScene && !here && (
        <strong role="alert" data-testid="redirect-warning">
          {t('desk.override.takenFrom', { incident: nameOf(bound.incidentId), phase: t(`phase.${bound.phase}`) })}
        </strong>
      )}
      {onScene && <strong role="alert">{t('desk.override.onScene', { incident: nameOf(bound.incidentId) })}</strong>}
      {here && <strong role="alert">{t('desk.override.here')}</strong>}
    </Ask>
  )
}
