import { Select, TextInput } from '@mantine/core'
import { memo, useMemo, useState } from 'react'
import { endOfDay } from '../../../shared/base/zone'
import { availability, type Team } from '../../../shared/domain/team/state'
import { isOpen } from '../../../shared/domain/incident/state'
import { useNow } from '../../state/clock'
import { useZone } from '../../state/pack'
import { useIncident, useTeams } from '../../state/select'
import { shortTimeText } from '../../ui/format'
import { EmptyState, LoadingState } from '../../ui/States'
import { useWorld } from '../../state/world'
import { ALL_TEAMS, holds, qualificationsOf, teamMatches, townshipsOf, type TeamFilter } from '../logic/team-filter'
import { FateLine, keepFocus, useIntoView } from '../parts'
import { useSearch } from '../search/index-store'
import { openDialog, showTeam, useDesk, wishMap } from '../state/desk'
import { useNames } from '../state/names'
import { give } from '../state/outgoing'
import css from './Queue.module.css'

const AVAILABILITIES = ['available', 'reserved', 'committed', 'off-duty'] as const

/** All teams, with filters; what can be done to one opens below its name. */
export function Teams() {
  const { t } = useNames()
  const zone = useZone()
  const teams = useTeams()
  const loaded = useWorld((world) => world.loaded)
  const now = useNow(15_000)
  const search = useSearch()
  const [filter, setFilter] = useState<TeamFilter>(ALL_TEAMS)
  const selected = useDesk((state) => state.team)
  const change = (part: Partial<TeamFilter>) => setFilter({ ...filter, ...part })
  const shown = useMemo(() => {
    const found = new Set(filter.text.trim() === '' ? [] : search(filter.text, 100).filter(({ entry }) => entry.type === 'team').map(({ entry }) => entry.id))
    const context = { now, endOfDay: (day: string) => endOfDay(day, zone), found }
    return teams.filter((team) => teamMatches(team, filter, context))
  }, [teams, filter, now, zone, search])
  const option = <V extends string>(value: V, label: string) => ({ value, label })
  return (
    <>
      <div className={css['filters']}>
        <TextInput size="xs" aria-label={t('desk.teams.search')} placeholder={t('desk.teams.search')} value={filter.text} onChange={(event) => change({ text: event.currentTarget.value })} />
        <Select size="xs" clearable aria-label={t('desk.teams.availability')} placeholder={t('desk.teams.availability')} value={filter.availability} onChange={(value) => change({ availability: value as TeamFilter['availability'] })} data={AVAILABILITIES.map((one) => option(one, t(`availability.${one}`)))} />
        <Select size="xs" clearable aria-label={t('desk.teams.qualification')} placeholder={t('desk.teams.qualification')} value={filter.qualification} onChange={(value) => change({ qualification: value as TeamFilter['qualification'] })} data={qualificationsOf(teams).map((one) => option(one, t(`qualification.${one}`)))} />
        <Select size="xs" clearable searchable aria-label={t('desk.teams.township')} placeholder={t('desk.teams.township')} value={filter.township} onChange={(value) => change({ township: value })} data={townshipsOf(teams)} />
        <Select size="xs" clearable aria-label={t('desk.teams.kind')} placeholder={t('desk.teams.kind')} value={filter.kind} onChange={(value) => change({ kind: value as TeamFilter['kind'] })} data={[option('social', t('teamKind.social')), option('professional', t('teamKind.professional'))]} />
      </div>
      <div className={css['bar']} role="status">
        <span className={css['quiet']}>{t('desk.teams.count', { shown: shown.length, all: teams.length })}</span>
      </div>
      {!loaded && <LoadingState />}
      {loaded && shown.length === 0 && <EmptyState title={t('desk.teams.none')} />}
      <ul className={css['list']}>
        {shown.map((team) => (
          <li key={team.id}>
            <TeamRow team={team} open={team.id === selected} now={now} />
          </li>
        ))}
      </ul>
    </>
  )
}

const TeamRow = memo(function TeamRow({ team, open, now }: { readonly team: Team; readonly open: boolean; readonly now: number }) {
  const { t, incident } = useNames()
  const zone = useZone()
  const state = availability(team, now)
  const ref = useIntoView<HTMLButtonElement>(open)
  const { profile } = team
  const valid = { now, endOfDay: (day: string) => endOfDay(day, zone) }
  const qualifications = [...new Set(profile.certificates.map(({ qualification }) => qualification))].filter((code) => holds(team, code, valid))
  return (
    <>
      <button
        ref={ref}
        type="button"
        className={css['team']}
        data-state={state}
        aria-expanded={open}
        data-testid="team"
        data-team={team.id}
        onClick={() => {
          showTeam(open ? null : team.id)
          wishMap(profile.base)
        }}
      >
        <i className={css['dot']} aria-hidden />
        <span className={css['body']}>
          <span className={css['line']}>
            <strong className={css['kind']}>{profile.name}</strong>
            <span className={css['word']}>{t(`availability.${state}`)}</span>
          </span>
          <span className={css['sub']}>
            {[t(`teamKind.${profile.kind}`), profile.township, ...qualifications.map((code) => t(`qualification.${code}`))].join(' · ')}
          </span>
        </span>
      </button>
      {open && (
        <div className={css['teamMore']}>
          <div>
            {t('desk.team.leader', { name: profile.leader.name, phone: profile.leader.phone, n: profile.members })}
            {profile.demonstration && ` · ${t('demonstration.mark')}`}
          </div>
          {team.assignment && <div>{t('reason.committed', { incident: incident(team.assignment.incidentId) })}</div>}
          {!team.onDuty && team.offDutyReason !== '' && <div>{t('reason.off_dutyBecause', { reason: team.offDutyReason })}</div>}
          {team.reservation && state === 'reserved' && (
            <div>{t('desk.team.reservedUntil', { incident: incident(team.reservation.incidentId), until: shortTimeText(team.reservation.until, zone) })}</div>
          )}
          <ul className={css['certificates']}>
            {profile.certificates.map((certificate) => (
              <li key={certificate.number} data-expired={valid.endOfDay(certificate.validUntil) < now || undefined}>
                {t(`level.${certificate.level}`)} {t(`qualification.${certificate.qualification}`)} <span className="num">{certificate.number}</span>{' '}
                <span className="num">{t('desk.team.validUntil', { date: certificate.validUntil })}</span>
              </li>
            ))}
          </ul>
          <TeamActs team={team} />
          <FateLine place={`team:${team.id}`} />
        </div>
      )}
    </>
  )
})

function TeamActs({ team }: { readonly team: Team }) {
  const { t } = useNames()
  const place = `team:${team.id}`
  const shown = useIncident(useDesk((state) => state.shown))
  const canReserve = shown !== undefined && isOpen(shown) && !team.assignment && team.onDuty
  return (
    <div className={css['acts']}>
      {team.onDuty ? (
        <button type="button" onMouseDown={keepFocus} onClick={() => openDialog({ kind: 'duty', teamId: team.id })} data-testid="duty-off">
          {t('desk.team.offDuty')}
        </button>
      ) : (
        <button type="button" onMouseDown={keepFocus} onClick={() => void give({ place, type: 'setTeamDuty', data: { teamId: team.id, onDuty: true } })} data-testid="duty-on">
          {t('desk.team.onDuty')}
        </button>
      )}
      {team.reservation ? (
        <button type="button" onMouseDown={keepFocus} onClick={() => void give({ place, type: 'releaseReservation', data: { teamId: team.id } })}>
          {t('desk.team.release')}
        </button>
      ) : (
        <button type="button" disabled={!canReserve} title={canReserve ? undefined : t('desk.team.reserveHint')} onMouseDown={keepFocus} onClick={() => openDialog({ kind: 'reserve', teamId: team.id })}>
          {t('desk.team.reserve')}
        </button>
      )}
      <button type="button" onMouseDown={keepFocus} onClick={() => openDialog({ kind: 'devices', teamId: team.id })}>
        {t('desk.team.link')}
      </button>
    </div>
  )
}
