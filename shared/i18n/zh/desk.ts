/** Words of the desk only. Keys begin with `desk.`. */
export const deskZh = {
  'desk.title': '定海 · 指挥席',
} as const
