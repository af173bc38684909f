/** Words of response levels and duties. */
export const responseZh = {
  'event.response.declared': '{{actor}}启动{{level}}应急响应',
  'event.response.levelChanged': '{{actor}}把应急响应调整为{{level}}',
  'event.response.ended': '{{actor}}结束{{level}}应急响应',
  'event.response.dutyConfirmed': '{{actor}}确认一项职责',
  'event.response.confirmationWithdrawn': '{{actor}}撤回一项确认',
} as const
