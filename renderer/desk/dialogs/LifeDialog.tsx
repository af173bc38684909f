import type { CommandReply } from '../../../shared/protocol/messages'
import { useDispatchesOf } from '../../state/select'
import { useWorld } from '../../state/world'
import { useT } from '../../ui/i18n'
import { useAnyIncident, type LifeAct } from '../state/desk'
import { teamName } from '../state/names'
import { give } from '../state/outgoing'
import { Ask } from './Ask'

/** Steps of an incident's life that ask for a word or that cannot be undone. Says which teams they free. */
export function LifeDialog({ act, incidentId }: { readonly act: LifeAct; readonly incidentId: string }) {
  const { t } = useT()
  const incident = useAnyIncident(incidentId)
  const dispatches = useDispatchesOf(incident)
  if (!incident) return null
  const place = `life:${incidentId}`
  const active = dispatches.filter((dispatch) => incident.active.some((order) => order.dispatchId === dispatch.id))
  const onScene = active.filter(({ phase }) => phase === 'on-scene')
  const underWay = active.filter(({ phase }) => phase !== 'on-scene')
  const frees = act === 'close' || act === 'falseAlarm'
  const expectedVersion = useWorld.getState().incidents.get(incident.id)?.version ?? incident.version

  const run: Readonly<Record<LifeAct, (text: string) => Promise<CommandReply>>> = {
    verify: (note) => give({ place, type: 'verifyIncident', data: { incidentId, note } }),
    control: (note) => give({ place, type: 'controlIncident', data: { incidentId, note } }),
    close: (summary) => give({ place, type: 'closeIncident', data: { incidentId, summary }, expectedVersion }),
    falseAlarm: (reason) => give({ place, type: 'markFalseAlarm', data: { incidentId, reason }, expectedVersion }),
    reopen: (reason) => give({ place, type: 'reopenIncident', data: { incidentId, reason } }),
    note: (text) => give({ place, type: 'addNote', data: { incidentId, text } }),
  }
  const required = act === 'falseAlarm' || act === 'reopen' || act === 'note'
  const short = act === 'falseAlarm' || act === 'reopen'
  return (
    <Ask
      title={`${t(`desk.action.${act}`)} #${incident.number}`}
      place={place}
      text={{ label: t(`desk.life.${act}.text`), required, multiline: !short, max: short ? 500 : act === 'close' || act === 'note' ? 4000 : 2000 }}
      confirm={t(`desk.action.${act}`)}
      onConfirm={async (text) => (await run[act](text)).ok}
    >
      {frees && active.length === 0 && <div>{t('desk.life.freesNobody')}</div>}
      {frees && onScene.length > 0 && <div>{t('desk.life.completes', { teams: onScene.map(({ teamId }) => teamName(teamId)).join(t('desk.comma')) })}</div>}
      {frees && underWay.length > 0 && <strong>{t('desk.life.callsBack', { teams: underWay.map(({ teamId }) => teamName(teamId)).join(t('desk.comma')) })}</strong>}
    </Ask>
  )
}
