/** Words of moving people: village sheets and shelters. */
export const relocationZh = {
  'event.relocation.started': '{{actor}} 启动人员转移',
  'event.relocation.ended': '{{actor}} 结束人员转移',
  'event.relocation.resumed': '{{actor}} 恢复人员转移',
  'event.relocation.walkInsCounted': '{{actor}} 登记避灾点散客',
  'event.sheet.opened': '{{actor}} 下发村社防台任务单',
  'event.sheet.marked': '{{actor}} 更新转移进度',
  'event.sheet.unmarked': '{{actor}} 撤回一条转移登记',
  'event.sheet.shelterAssigned': '{{actor}} 调整避灾点',
  'event.sheet.reported': '{{actor}} 上报转移完成',
  'event.sheet.confirmed': '{{actor}} 确认转移完成',
  'event.sheet.sentBack': '{{actor}} 退回转移报告',
} as const
