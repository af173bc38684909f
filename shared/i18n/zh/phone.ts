/** Words of the team's phone only. Keys begin with `phone.`. */
export const phoneZh = {
  'phone.title': '定海 · 队伍端',
} as const
