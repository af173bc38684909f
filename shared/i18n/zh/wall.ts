/** Words of the wall only. Keys begin with `wall.`. */
export const wallZh = {
  'wall.title': '定海 · 大屏',
} as const
