/** Words of call-outs (叫应). */
export const calloutZh = {
  'event.callout.sent': '{{actor}} 发出{{kind}}{{colour}}色预警叫应，{{n}} 个单位',
  'event.callout.read': '{{unit}} 已阅',
  'event.callout.answered': '{{actor}} 反馈（{{unit}}）',
  'event.callout.reported': '{{actor}} 报告（{{unit}}）',
  'event.callout.reached': '{{actor}} 电话叫通 {{unit}}',
  'event.callout.notReached': '{{actor}} 电话未叫通 {{unit}}',
  'event.callout.clockRan': '{{clock}}时限到，{{n}} 个单位需电话叫应',
  'event.callout.lifted': '{{actor}} 解除预警',
  'event.callout.withdrawn': '{{actor}} 撤回预警：{{reason}}',
  'callout.clock.read': '查阅',
  'callout.clock.answer': '反馈',
  'callout.clock.report': '报告',
} as const
