import type { deskZh } from '../zh/desk'

export const deskEn: Record<keyof typeof deskZh, string> = {
  'desk.title': 'Dinghai · Desk',
}
