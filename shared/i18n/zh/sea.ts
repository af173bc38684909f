/** Words of the sea: vessels, formations, grids, calls back to port, warnings, drift. */
export const seaZh = {
  'event.recall.ordered': '{{actor}} 下达召回：{{title}}，{{n}} 艘',
  'event.recall.coming': '{{actor}} 登记 {{n}} 艘应答返港',
  'event.recall.unable': '{{actor}} 登记 {{n}} 艘无法返港',
  'event.recall.progressed': '返航 {{moving}} 艘，进港 {{inPort}} 艘',
  'event.recall.ended': '{{actor}} 结束召回',
  'event.drift.recorded': '{{actor}} 推算漂移范围',
} as const
