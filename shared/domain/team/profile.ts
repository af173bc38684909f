import { z } from 'zod'
import { VEHICLE_CLASSES } from '../../dispatch/travel'

/** Certificate levels, strongest first (国家级 省级 市级 县级). */
export const QUALIFICATION_LEVELS = ['national', 'provincial', 'city', 'county'] as const
export type QualificationLevel = (typeof QUALIFICATION_LEVELS)[number]

/** True if `held` is at least as strong as `needed`. */
export function levelMeets(held: QualificationLevel, needed: QualificationLevel): boolean {
  return QUALIFICATION_LEVELS.indexOf(held) <= QUALIFICATION_LEVELS.indexOf(needed)
}

/** What a team can be certified for. */
export const QUALIFICATIONS = [
  'water',
  'mountain',
  'fire',
  'diving',
  'medical',
  'drone',
  'maritime',
  'collapse',
  'hazmat',
  'forest-fire',
  'traffic',
  'flood',
] as const
export type QualificationCode = (typeof QUALIFICATIONS)[number]

/** Equipment that a kind of incident may ask for. */
export const EQUIPMENT = ['assault-boat', 'rescue-boat', 'throw-line', 'drone', 'rope-kit', 'diving-gear', 'cutter', 'pump', 'stretcher', 'aed', 'life-detector', 'hazmat-suit', 'water-tender', 'ladder', 'excavator', 'search-dog'] as const
export type EquipmentCode = (typeof EQUIPMENT)[number]

export const lonLatSchema = z.object({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
})

export const certificateSchema = z.object({
  qualification: z.enum(QUALIFICATIONS),
  level: z.enum(QUALIFICATION_LEVELS),
  number: z.string().min(1).max(64),
  /** Last day on which it is valid, `YYYY-MM-DD` in the jurisdiction's zone. */
  validUntil: z.iso.date(),
})
export type Certificate = z.infer<typeof certificateSchema>

export const teamProfileSchema = z.object({
  name: z.string().min(1).max(80),
  nameEn: z.string().max(80).optional(),
  kind: z.enum(['social', 'professional']),
  township: z.string().max(40),
  leader: z.object({ name: z.string().min(1).max(40), phone: z.string().max(24) }),
  members: z.number().int().min(1).max(2000),
  base: lonLatSchema,
  certificates: z.array(certificateSchema).max(20),
  vehicles: z.array(z.object({ class: z.enum(VEHICLE_CLASSES), count: z.number().int().min(1).max(200) })).max(10),
  equipment: z.array(z.object({ code: z.enum(EQUIPMENT), count: z.number().int().min(1).max(500) })).max(30),
  /** Seconds from the order to the vehicle moving, by the team's own record (volunteers gather first). */
  mobilisationSeconds: z.number().int().min(0).max(7200),
  /** Invented for demonstration: shown as 演示数据. */
  demonstration: z.boolean(),
})
export type TeamProfile = z.infer<typeof teamProfileSchema>
