import type { briefingZh } from '../zh/briefing'

export const briefingEn: Record<keyof typeof briefingZh, string> = {
  'desk.action.briefing': 'Briefing: freeze the situation',
  'desk.action.briefings': 'Open the briefings',
  'event.briefing.frozen': '{{actor}} froze the situation, briefing {{number}}',
  'event.briefing.edited': '{{actor}} changed the briefing, draft {{no}}',
  'event.briefing.published': '{{actor}} published the briefing, draft {{no}}',
  'event.briefing.withdrawn': '{{actor}} withdrew the briefing: {{reason}}',
  'director.show.briefing': 'Briefing, page {{page}}',
  'briefing.title': 'Briefing',
}
