/** Alerts (预警) and risk areas. */
export const alertZh = {
  'event.alert.raised': '预警：{{place}}',
  'event.alert.signalled': '预警又有新信号',
  'event.alert.judged.real': '{{actor}} 研判预警属实 {{note}}',
  'event.alert.judged.watch': '{{actor}} 对预警持续关注 {{note}}',
  'event.alert.judged.false': '{{actor}} 研判预警为误报：{{note}}',
  'event.alert.sent': '{{actor}} 将预警推送责任单位',
  'event.alert.answered': '{{actor}} 反馈预警处置',
  'event.alert.escalated': '{{actor}} 将预警转为警情 {{incident}}',
  'event.alert.closed': '{{actor}} 关闭预警：{{reason}}',
  'event.alert.reopened': '{{actor}} 重新打开预警：{{reason}}',
} as const
