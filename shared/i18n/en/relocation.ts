import type { relocationZh } from '../zh/relocation'

/** Words of moving people: village sheets and shelters. */
export const relocationEn: Record<keyof typeof relocationZh, string> = {
  'event.relocation.started': '{{actor}} started to move people',
  'event.relocation.ended': '{{actor}} ended moving people',
  'event.relocation.resumed': '{{actor}} took moving people up again',
  'event.relocation.walkInsCounted': '{{actor}} counted people at a shelter',
  'event.sheet.opened': '{{actor}} opened a village sheet',
  'event.sheet.marked': '{{actor}} reported on households',
  'event.sheet.unmarked': '{{actor}} took a report back',
  'event.sheet.shelterAssigned': '{{actor}} assigned another shelter',
  'event.sheet.reported': '{{actor}} reported all moved',
  'event.sheet.confirmed': '{{actor}} confirmed a village',
  'event.sheet.sentBack': '{{actor}} gave a report back',
}
