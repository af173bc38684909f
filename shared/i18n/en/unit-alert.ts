import type { unitAlertZh } from '../zh/unit-alert'

export const unitAlertEn: Record<keyof typeof unitAlertZh, string> = {
  'unit.alerts': 'Alerts to see to',
  'unit.alerts.severity.red': 'R',
  'unit.alerts.severity.orange': 'O',
  'unit.alerts.severity.yellow': 'Y',
  'unit.alerts.severity.blue': 'B',
  'unit.alerts.people': '{{n}} people',
  'unit.alerts.peopleUnknown': 'not counted',
  'unit.alerts.seen': 'last seen {{time}}',
  'unit.alerts.sent': 'sent by the command centre at {{time}}',
  'unit.alerts.due': 'Answer by {{time}}',
  'unit.alerts.late': 'The answer is {{n}} min late',
  'unit.alerts.text': 'Note (may be empty)',
  'unit.alerts.sending': 'Sending',
  'unit.alerts.said': '{{time}} answered: {{answer}}',
  'unit.alerts.answer.on-the-way': 'Somebody is on the way',
  'unit.alerts.answer.cleared': 'They were sent away',
  'unit.alerts.answer.nobody-found': 'Nobody found',
  'unit.alerts.answer.needs-help': 'Help is needed',
}
