import type { seaZh } from '../zh/sea'

export const seaEn: Record<keyof typeof seaZh, string> = {
  'event.recall.ordered': '{{actor}} called back to port: {{title}}, {{n}} vessels',
  'event.recall.coming': '{{actor}} recorded {{n}} vessels as coming',
  'event.recall.unable': '{{actor}} recorded {{n}} vessels as unable to come',
  'event.recall.progressed': '{{moving}} under way to port, {{inPort}} in port',
  'event.recall.ended': '{{actor}} ended a call back to port',
  'event.drift.recorded': '{{actor}} worked out a drift',
}
