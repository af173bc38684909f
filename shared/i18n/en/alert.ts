import type { alertZh } from '../zh/alert'

export const alertEn: Record<keyof typeof alertZh, string> = {
  'event.alert.raised': 'Alert: {{place}}',
  'event.alert.signalled': 'Another signal of an alert',
  'event.alert.judged.real': '{{actor}} judged the alert real {{note}}',
  'event.alert.judged.watch': '{{actor}} keeps watching the alert {{note}}',
  'event.alert.judged.false': '{{actor}} judged the alert false: {{note}}',
  'event.alert.sent': '{{actor}} sent the alert to the responsible unit',
  'event.alert.answered': '{{actor}} recorded the answer to the alert',
  'event.alert.escalated': '{{actor}} made the alert an incident {{incident}}',
  'event.alert.closed': '{{actor}} closed the alert: {{reason}}',
  'event.alert.reopened': '{{actor}} reopened the alert: {{reason}}',
}
