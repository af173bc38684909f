import { Menu } from '@mantine/core'
import { useMemo, useRef } from 'react'
import { isActive, MILESTONES, type Dispatch, type Milestone } from '../../../shared/domain/dispatch/state'
import type { Incident } from '../../../shared/domain/incident/state'
import { hubNow, useNow } from '../../state/clock'
import { usePack, useZone } from '../../state/pack'
import { useTeam } from '../../state/select'
import { teamTrack, useTracksGeneration } from '../../state/tracks'
import { ageText, clockText, shortTimeText, timeText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { Kbd } from '../../ui/States'
import { violationTexts } from '../../ui/rejection-text'
import { FateLine, keepFocus } from '../parts'
import { useAction } from '../state/actions'
import { openDialog } from '../state/desk'
import { keyOf } from '../state/key-table'
import { give } from '../state/outgoing'
import css from './Orders.module.css'

const silent = (dispatch: Dispatch) => isActive(dispatch) && (dispatch.phase === 'ordered' || dispatch.phase === 'delivered')

/** Every order of the incident, the ones that bind a team first, with what can be done about each. */
export function Orders({ incident, dispatches }: { readonly incident: Incident; readonly dispatches: readonly Dispatch[] }) {
  const { t } = useT()
  const list = useRef<HTMLDivElement>(null)
  const sorted = useMemo(() => dispatches.toSorted((a, b) => Number(isActive(b)) - Number(isActive(a)) || b.orderedAt - a.orderedAt), [dispatches])
  const unanswered = sorted.find((dispatch) => silent(dispatch) && dispatch.escalatedTo === 'officer')
  const waiting = unanswered ?? sorted.find(silent)
  const newest = sorted.find(isActive)
  useAction('focusOrders', () => list.current?.querySelector('button')?.focus(), sorted.length > 0)
  useAction('realert', () => waiting && realert(waiting), waiting !== undefined)
  const toWithdraw = waiting ?? newest
  useAction('withdraw', () => toWithdraw && openDialog({ kind: 'withdraw', dispatchId: toWithdraw.id }), toWithdraw !== undefined)
  if (sorted.length === 0) return null
  return (
    <section className={css['orders']} aria-label={t('desk.orders')} ref={list} data-testid="orders" data-incident={incident.id}>
      {unanswered && <EscalationBanner dispatch={unanswered} />}
      {sorted.map((dispatch) => (
        <OrderRow key={dispatch.id} dispatch={dispatch} />
      ))}
    </section>
  )
}

export function realert(dispatch: Dispatch): void {
  void give({ place: `order:${dispatch.id}`, type: 'realertDispatch', data: { dispatchId: dispatch.id } })
}

function EscalationBanner({ dispatch }: { readonly dispatch: Dispatch }) {
  const { t } = useT()
  const team = useTeam(dispatch.teamId)
  const now = useNow(1000)
  return (
    <div className={css['escalation']} role="alert" data-testid="escalation">
      <strong>{t('desk.escalated', { team: team?.profile.name ?? dispatch.teamId, n: dispatch.realerts, age: clockText(now - dispatch.orderedAt) })}</strong>
      <span className="num">{team?.profile.leader.phone}</span>
      <span className={css['acts']}>
        <button type="button" onMouseDown={keepFocus} onClick={() => realert(dispatch)}>
          {t('desk.action.realert')} <Kbd>{keyOf('realert')}</Kbd>
        </button>
        <button type="button" onMouseDown={keepFocus} onClick={() => openDialog({ kind: 'withdraw', dispatchId: dispatch.id })}>
          {t('desk.action.withdraw')} <Kbd>{keyOf('withdraw')}</Kbd>
        </button>
      </span>
    </div>
  )
}

const REACHED: readonly { readonly phase: Dispatch['phase']; readonly at: (dispatch: Dispatch) => number | null }[] = [
  { phase: 'ordered', at: (dispatch) => dispatch.orderedAt },
  { phase: 'delivered', at: (dispatch) => dispatch.deliveredAt },
  { phase: 'acknowledged', at: (dispatch) => dispatch.acknowledgedAt },
  { phase: 'en-route', at: (dispatch) => dispatch.departedAt },
  { phase: 'on-scene', at: (dispatch) => dispatch.arrivedAt },
  { phase: 'completed', at: (dispatch) => dispatch.completedAt },
]
const RANK: Readonly<Record<string, number>> = { ordered: 0, delivered: 0, acknowledged: 1, 'en-route': 2, 'on-scene': 3 }
const MILESTONE_RANK: Readonly<Record<Milestone, number>> = { acknowledged: 1, departed: 2, arrived: 3, completed: 4, declined: 0 }

/** The milestones that an officer may still record for an order, by voice. */
export function openMilestones(dispatch: Dispatch): Milestone[] {
  if (!isActive(dispatch)) return []
  const reached = RANK[dispatch.phase] ?? 0
  return MILESTONES.filter((milestone) => {
    if (milestone === 'completed') return dispatch.phase === 'on-scene'
    if (milestone === 'declined') return dispatch.phase !== 'on-scene'
    return MILESTONE_RANK[milestone] > reached
  })
}

function record(dispatch: Dispatch, milestone: Milestone): void {
  if (milestone === 'declined') return openDialog({ kind: 'decline', dispatchId: dispatch.id })
  void give({ place: `order:${dispatch.id}`, type: 'recordMilestone', data: { dispatchId: dispatch.id, milestone, observedAt: hubNow() } })
}

export function OrderRow({ dispatch }: { readonly dispatch: Dispatch }) {
  const { t } = useT()
  const zone = useZone()
  const team = useTeam(dispatch.teamId)
  const active = isActive(dispatch)
  const phase = dispatch.escalatedTo === 'officer' && silent(dispatch) ? t('desk.order.noAnswer') : t(`phase.${dispatch.phase}`)
  const milestones = openMilestones(dispatch)
  return (
    <div className={css['order']} data-active={active || undefined} data-phase={dispatch.phase} data-testid="order" data-team={dispatch.teamId}>
      <div className={css['line']}>
        <strong className={css['team']}>{team?.profile.name ?? dispatch.teamId}</strong>
        <span className={css['phase']} data-testid="order-phase">
          {phase}
        </span>
        {active && (
          <Menu position="bottom-end" shadow="md" withinPortal transitionProps={{ duration: 0 }}>
            <Menu.Target>
              <button type="button" className={css['more']} aria-label={t('desk.order.actions', { team: team?.profile.name ?? dispatch.teamId })}>
                {t('desk.order.more')}
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{t('desk.order.byVoice')}</Menu.Label>
              {dispatch.deliveredAt === null && (
                <Menu.Item onClick={() => void give({ place: `order:${dispatch.id}`, type: 'markDelivered', data: { dispatchId: dispatch.id, observedAt: hubNow(), note: t('desk.order.byVoiceNote') } })}>
                  {t('phase.delivered')}
                </Menu.Item>
              )}
              {milestones.map((milestone) => (
                <Menu.Item key={milestone} onClick={() => record(dispatch, milestone)}>
                  {t(`milestone.${milestone}`)}
                </Menu.Item>
              ))}
              <Menu.Divider />
              {silent(dispatch) && <Menu.Item onClick={() => realert(dispatch)}>{t('desk.action.realert')}</Menu.Item>}
              <Menu.Item onClick={() => openDialog({ kind: 'devices', teamId: dispatch.teamId })}>{t('desk.order.link')}</Menu.Item>
              <Menu.Item color="var(--bad)" onClick={() => openDialog({ kind: 'withdraw', dispatchId: dispatch.id })}>
                {t('desk.action.withdraw')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <ol className={css['steps']}>
        {REACHED.map(({ phase: step, at }) => {
          const time = at(dispatch)
          return (
            <li key={step} data-done={time !== null || undefined} title={time === null ? undefined : timeText(time, zone)}>
              {t(`phase.${step}`)} {time !== null && <span className="num">{shortTimeText(time, zone)}</span>}
            </li>
          )
        })}
      </ol>
      <div className={css['notes']}>
        {silent(dispatch) && <PhoneState dispatch={dispatch} />}
        {dispatch.override && <span>{t('desk.order.override', { violations: violationTexts(dispatch.override.violations, t), reason: dispatch.override.reason })}</span>}
        {dispatch.message !== '' && <span>{t('desk.order.message', { text: dispatch.message })}</span>}
        {dispatch.endReason !== '' && <span>{dispatch.endReason}</span>}
        {dispatch.reinforcementAsked && active && <strong>{t('desk.order.reinforcement')}</strong>}
        {active && !silent(dispatch) && <Position teamId={dispatch.teamId} />}
      </div>
      <FateLine place={`order:${dispatch.id}`} />
    </div>
  )
}

/** Has the phone got it, when does it ring again. */
function PhoneState({ dispatch }: { readonly dispatch: Dispatch }) {
  const { t } = useT()
  const now = useNow(1000)
  const settings = usePack((state) => state.pack?.manifest.dispatch)
  const left = settings ? dispatch.lastAlertAt + settings.ackTimeoutSeconds * 1000 - now : null
  const state = dispatch.deliveredAt === null ? t('desk.order.notDelivered') : t('desk.order.ringing')
  return (
    <span>
      {state}
      {dispatch.realerts > 0 && ` · ${t('desk.order.realerted', { n: dispatch.realerts })}`}
      {left !== null && left > 0 && dispatch.escalatedTo === null && settings && (
        <span className="num"> · {t(dispatch.realerts < settings.maxRealerts ? 'desk.order.nextRing' : 'desk.order.nextEscalation', { left: clockText(left) })}</span>
      )}
    </span>
  )
}

function Position({ teamId }: { readonly teamId: string }) {
  const { t } = useT()
  const now = useNow(1000)
  useTracksGeneration()
  const track = teamTrack(teamId)
  return <span>{track ? t('desk.order.position', { age: ageText(now - track.at, t) }) : t('desk.order.noPosition')}</span>
}
