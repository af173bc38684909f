import type { wallZh } from '../zh/wall'

export const wallEn: Record<keyof typeof wallZh, string> = {
  'wall.title': 'Dinghai · Wall',
}
