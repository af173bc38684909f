import type { calloutZh } from '../zh/callout'

export const calloutEn: Record<keyof typeof calloutZh, string> = {
  'event.callout.sent': '{{actor}} sent a {{colour}} warning ({{kind}}) to {{n}} units',
  'event.callout.read': '{{unit}} has read it',
  'event.callout.answered': '{{actor}} answered for {{unit}}',
  'event.callout.reported': '{{actor}} reported for {{unit}}',
  'event.callout.reached': '{{actor}} reached {{unit}} by telephone',
  'event.callout.notReached': '{{actor}} did not reach {{unit}} by telephone',
  'event.callout.clockRan': 'Time to {{clock}} is over: {{n}} units to telephone',
  'event.callout.lifted': '{{actor}} lifted the warning',
  'event.callout.withdrawn': '{{actor}} withdrew the warning: {{reason}}',
  'callout.clock.read': 'read',
  'callout.clock.answer': 'answer',
  'callout.clock.report': 'report',
}
