import { z } from 'zod'
import { fieldSchema } from '../domain/callout/fields'
import { SEVERITIES, type Severity } from '../domain/incident/kind'

const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens, at most 40')
const words = z.strictObject({ zh: z.string().trim().min(1).max(120), en: z.string().trim().min(1).max(120) })
const seconds = z.number().int().min(10).max(86_400)

/** Whom a call-out may address: those that answer for a place. */
export const CALLED_KINDS = ['town', 'village'] as const
export type CalledKind = (typeof CALLED_KINDS)[number]

/** What the text of a warning may leave open, in double braces. */
export const TEMPLATE_PLACES = ['organisation', 'time', 'units'] as const
const templateText = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .superRefine((text, context) => {
    for (const [, place] of text.matchAll(/\{\{([^}]*)\}\}/g)) {
      if (!(TEMPLATE_PLACES as readonly string[]).includes(place ?? '')) {
        context.addIssue({ code: 'custom', message: `there is no place "{{${place}}}": ${TEMPLATE_PLACES.map((name) => `{{${name}}}`).join(', ')}` })
      }
    }
  })

export const calloutClocksSchema = z.strictObject({
  /** From sending: who has not opened it is telephoned. Seconds. */
  readSeconds: seconds,
  /** From sending: until then a unit that must answer has answered. Seconds. */
  answerSeconds: seconds,
  /** From lifting: until then a unit that must report has reported. Seconds. */
  reportSeconds: seconds,
})
export type CalloutClocks = z.infer<typeof calloutClocksSchema>

export const calledSchema = z.strictObject({
  kind: z.enum(CALLED_KINDS),
  /** Must answer what is asked, not only read. */
  answers: z.boolean(),
  /** Must report after the lifting. */
  reports: z.boolean(),
})

/** callout.json: who is called out, with which clocks and questions, and the texts of warnings. */
export const calloutSettingsSchema = z
  .strictObject({
    clocks: calloutClocksSchema,
    called: z.array(calledSchema).min(1).max(CALLED_KINDS.length),
    answers: z.array(fieldSchema).min(1).max(12),
    report: z.array(fieldSchema).min(1).max(12),
    kinds: z.array(z.strictObject({ id, name: words })).min(1).max(30),
    templates: z.array(z.strictObject({ kind: id, colour: z.enum(SEVERITIES), text: z.strictObject({ zh: templateText, en: templateText }) })).max(200),
  })
  .superRefine((settings, context) => {
    const add = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path, message })
    const unique = (list: readonly string[], path: string, key: string): void =>
      list.forEach((one, index) => {
        if (list.indexOf(one) < index) add([path, index, key], `"${one}" is there twice`)
      })
    unique(settings.called.map(({ kind }) => kind), 'called', 'kind')
    unique(settings.answers.map((field) => field.id), 'answers', 'id')
    unique(settings.report.map((field) => field.id), 'report', 'id')
    unique(settings.kinds.map((kind) => kind.id), 'kinds', 'id')
    unique(settings.templates.map(({ kind, colour }) => `${kind} ${colour}`), 'templates', 'colour')
    const kinds = new Set(settings.kinds.map((kind) => kind.id))
    settings.templates.forEach(({ kind }, index) => {
      if (!kinds.has(kind)) add(['templates', index, 'kind'], `there is no kind "${kind}"`)
    })
    if (settings.clocks.answerSeconds < settings.clocks.readSeconds) {
      add(['clocks', 'answerSeconds'], 'who must answer must first have read: not sooner than readSeconds')
    }
  })
export type CalloutSettings = z.infer<typeof calloutSettingsSchema>

/** The text of a kind and colour with its open places filled; null where the jurisdiction has none. */
export function templateTextOf(
  settings: CalloutSettings,
  kind: string,
  colour: Severity,
  language: 'zh' | 'en',
  fill: Readonly<Record<(typeof TEMPLATE_PLACES)[number], string>>,
): string | null {
  const template = settings.templates.find((one) => one.kind === kind && one.colour === colour)
  return template?.text[language].replace(/\{\{(\w+)\}\}/g, (whole, place: string) => (place in fill ? fill[place as keyof typeof fill] : whole)) ?? null
}
