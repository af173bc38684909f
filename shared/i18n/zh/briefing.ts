/** Words of the briefing (研判会商). */
export const briefingZh = {
  'desk.action.briefing': '研判：冻结当前态势',
  'desk.action.briefings': '打开研判材料',
  'event.briefing.frozen': '{{actor}} 冻结态势，研判 {{number}}',
  'event.briefing.edited': '{{actor}} 修改研判材料，第 {{no}} 稿',
  'event.briefing.published': '{{actor}} 发布研判材料，第 {{no}} 稿',
  'event.briefing.withdrawn': '{{actor}} 撤回研判材料：{{reason}}',
  'director.show.briefing': '研判材料第 {{page}} 页',
  'briefing.title': '研判会商',
} as const
