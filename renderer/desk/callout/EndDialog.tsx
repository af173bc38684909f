import { asCalloutId } from '../../../shared/base/ids'
import { useWorld } from '../../state/world'
import { useT } from '../../ui/i18n'
import { Ask } from '../dialogs/Ask'
import { give } from '../state/outgoing'

/** Lifting, after which the units report; or withdrawing what should not have been sent. */
export function EndDialog({ calloutId, act }: { readonly calloutId: string; readonly act: 'lift' | 'withdraw' }) {
  const { t } = useT()
  const id = asCalloutId(calloutId)
  const callout = useWorld((world) => world.callouts.get(id))
  if (!callout) return null
  const place = `callout:${calloutId}`
  const lift = act === 'lift'
  const reporters = callout.units.filter(({ reports }) => reports).length
  return (
    <Ask
      title={t(lift ? 'callout.lift' : 'callout.withdraw')}
      place={place}
      confirm={t(lift ? 'callout.lift' : 'callout.withdraw')}
      text={{ label: t(lift ? 'callout.note' : 'desk.reason'), required: !lift, max: 500 }}
      onConfirm={async (text) => {
        const reply = lift ? await give({ place, type: 'liftCallout', data: { calloutId: id, note: text } }) : await give({ place, type: 'withdrawCallout', data: { calloutId: id, reason: text } })
        return reply.ok
      }}
    >
      <p>{lift ? t('callout.liftAsk', { n: callout.units.length, reporters, minutes: callout.clocks.reportSeconds / 60 }) : t('callout.withdrawAsk', { n: callout.units.length })}</p>
    </Ask>
  )
}
