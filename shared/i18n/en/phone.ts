import type { phoneZh } from '../zh/phone'

export const phoneEn: Record<keyof typeof phoneZh, string> = {
  'phone.title': 'Dinghai · Team phone',
}
