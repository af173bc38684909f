/** Words about data that did not come as it should. Keys begin with `data.`. */
export const dataZh = {
  'data.points.loading': '点位加载中',
  'data.points.refused': '点位未能取得：{{reason}}',
  'data.points.unreadable': '点位数据格式有误（{{detail}}）',
  'data.points.empty': '点位数据为空',
  'data.points.tooMany': '点位过多：{{found}} 个，最多 {{max}} 个',
  'data.points.swapped': '第 {{row}} 个点经纬度颠倒（{{lon}}，{{lat}}）',
  'data.points.outside': '第 {{row}} 个点坐标无效（{{lon}}，{{lat}}）',
  'data.history.failed': '历史位置未能取得：{{reason}}',
} as const
