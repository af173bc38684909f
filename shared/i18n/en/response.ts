import type { responseZh } from '../zh/response'

export const responseEn: Record<keyof typeof responseZh, string> = {
  'event.response.declared': '{{actor}} declared response {{level}}',
  'event.response.levelChanged': '{{actor}} changed the response to {{level}}',
  'event.response.ended': '{{actor}} ended response {{level}}',
  'event.response.dutyConfirmed': '{{actor}} confirmed a duty',
  'event.response.confirmationWithdrawn': '{{actor}} withdrew a confirmation',
}
