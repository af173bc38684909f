import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import { hubNow } from '../../state/clock'
import { useDispatch, useIncident, useTeam } from '../../state/select'
import { useT } from '../../ui/i18n'
import { useDesk } from '../state/desk'
import { useNames } from '../state/names'
import { give } from '../state/outgoing'
import { Ask } from './Ask'

/** Takes an order back. A team on scene is told so, and the officer is reminded of it. */
export function WithdrawDialog({ dispatchId }: { readonly dispatchId: string }) {
  const { t, team } = useNames()
  const dispatch = useDispatch(dispatchId)
  if (!dispatch) return null
  const place = `order:${dispatchId}`
  return (
    <Ask
      title={t('desk.withdraw.title', { team: team(dispatch.teamId) })}
      place={place}
      text={{ label: t('desk.reason'), required: true, max: 500 }}
      confirm={t('desk.action.withdraw')}
      onConfirm={async (reason) => (await give({ place, type: 'withdrawDispatch', data: { dispatchId, reason } })).ok}
    >
      <div>{t('desk.withdraw.now', { phase: t(`phase.${dispatch.phase}`) })}</div>
      {dispatch.phase === 'on-scene' && <strong>{t('desk.withdraw.onScene')}</strong>}
    </Ask>
  )
}

/** The leader said no by voice. */
export function DeclineDialog({ dispatchId }: { readonly dispatchId: string }) {
  const { t, team } = useNames()
  const dispatch = useDispatch(dispatchId)
  if (!dispatch) return null
  const place = `order:${dispatchId}`
  return (
    <Ask
      title={t('desk.decline.title', { team: team(dispatch.teamId) })}
      place={place}
      text={{ label: t('desk.reason'), required: true, max: 500 }}
      confirm={t('milestone.declined')}
      onConfirm={async (note) => (await give({ place, type: 'recordMilestone', data: { dispatchId, milestone: 'declined', observedAt: hubNow(), note } })).ok}
    />
  )
}

/** Takes a team off duty. */
export function DutyDialog({ teamId }: { readonly teamId: string }) {
  const { t } = useT()
  const team = useTeam(teamId)
  if (!team) return null
  const place = `team:${teamId}`
  return (
    <Ask
      title={t('desk.duty.title', { team: team.profile.name })}
      place={place}
      text={{ label: t('desk.reason'), required: true, max: 200 }}
      confirm={t('desk.team.offDuty')}
      onConfirm={async (reason) => (await give({ place, type: 'setTeamDuty', data: { teamId, onDuty: false, reason } })).ok}
    >
      {team.assignment && <div>{t('desk.duty.committed')}</div>}
    </Ask>
  )
}

const DEFAULT_MINUTES = 30

/** Keeps a team for the incident on screen. */
export function ReserveDialog({ teamId }: { readonly teamId: string }) {
  const { t, kind } = useNames()
  const team = useTeam(teamId)
  const incident = useIncident(useDesk((state) => state.shown))
  const [minutes, setMinutes] = useState(DEFAULT_MINUTES)
  if (!team || !incident) return null
  const place = `team:${teamId}`
  return (
    <Ask
      title={t('desk.reserve.title', { team: team.profile.name })}
      place={place}
      confirm={t('desk.team.reserve')}
      onConfirm={async () => (await give({ place, type: 'reserveTeam', data: { teamId, incidentId: incident.id, minutes } })).ok}
    >
      <div>{t('desk.reserve.for', { incident: `${kind(incident.kind)} ${incident.place} #${incident.number}` })}</div>
      <NumberInput data-autofocus label={t('desk.reserve.minutes')} min={1} max={1440} value={minutes} onChange={(value) => setMinutes(Math.min(1440, Math.max(1, Math.round(Number(value) || 1))))} />
    </Ask>
  )
}
