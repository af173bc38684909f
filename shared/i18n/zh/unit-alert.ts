/** Alerts on a unit's page. */
export const unitAlertZh = {
  'unit.alerts': '预警处置',
  'unit.alerts.people': '{{n}} 人',
  'unit.alerts.peopleUnknown': '人数不详',
  'unit.alerts.seen': '最近发现 {{time}}',
  'unit.alerts.sent': '指挥中心 {{time}} 推送',
  'unit.alerts.due': '请在 {{time}} 前反馈',
  'unit.alerts.late': '反馈已超时 {{n}} 分钟',
  'unit.alerts.text': '说明（可不填）',
  'unit.alerts.sending': '正在发送',
  'unit.alerts.said': '{{time}} 反馈：{{answer}}',
  'unit.alerts.answer.on-the-way': '已派人前往',
  'unit.alerts.answer.cleared': '已劝离',
  'unit.alerts.answer.nobody-found': '现场无人',
  'unit.alerts.answer.needs-help': '需要支援',
} as const
