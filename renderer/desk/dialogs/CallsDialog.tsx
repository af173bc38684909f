import { useZone } from '../../state/pack'
import { maskedPhone, momentText, positionText } from '../../ui/format'
import { useAnyIncident, useDesk } from '../state/desk'
import { useNames } from '../state/names'
import { DeskModal } from './Ask'
import css from './Dialogs.module.css'

/** Every call about an incident, merged ones and what sources added later, as they came. */
export function CallsDialog({ incidentId }: { readonly incidentId: string }) {
  const { t, kind } = useNames()
  const zone = useZone()
  const incident = useAnyIncident(incidentId)
  const revealed = useDesk((state) => state.revealed.has(incidentId))
  if (!incident) return null
  return (
    <DeskModal title={t('desk.calls.title', { n: incident.calls.length, number: incident.number })} size="lg">
      <ol className={css['calls']}>
        {incident.calls.map((call, index) => (
          <li key={`${call.source.feed}/${call.source.sourceId}/${index}`}>
            <div>
              <strong>{call.source.channel}</strong> <span className="num">{momentText(call.receivedAt, zone)}</span> · {kind(call.kind)} · {t(`severityName.${call.severity}`)}
            </div>
            <div>{[call.place, positionText(call.at), call.original.datum === 'wgs84' ? '' : t(`desk.datum.${call.original.datum}`)].filter((part) => part !== '').join(' · ')}</div>
            {call.description !== '' && <div>{call.description}</div>}
            {call.caller && (
              <div>
                {call.caller.name} <span className="num">{revealed ? call.caller.phone : maskedPhone(call.caller.phone)}</span>
              </div>
            )}
          </li>
        ))}
      </ol>
    </DeskModal>
  )
}
