import type { dataZh } from '../zh/data'

export const dataEn: Record<keyof typeof dataZh, string> = {
  'data.points.loading': 'Loading points',
  'data.points.refused': 'The points could not be had: {{reason}}',
  'data.points.unreadable': 'The points are in an unknown form ({{detail}})',
  'data.points.empty': 'There are no points',
  'data.points.tooMany': 'Too many points: {{found}}, at most {{max}}',
  'data.points.swapped': 'Point {{row}} has longitude and latitude swapped ({{lon}}, {{lat}})',
  'data.points.outside': 'Point {{row}} is nowhere on earth ({{lon}}, {{lat}})',
  'data.history.failed': 'Past positions could not be had: {{reason}}',
}
