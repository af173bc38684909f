import { z } from 'zod'

const bilingual = z.strictObject({ zh: z.string().min(1).max(120), en: z.string().min(1).max(120) })
const httpUrl = z
  .string()
  .max(2000)
  .regex(/^https?:\/\/[^\s]+$/, 'an address that begins with http:// or https://')

const port = z.number().int().min(1).max(65_535)

const common = {
  /** Stands in the log as `feed:NAME`, and names the inbox folder. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens, at most 40'),
  /** What the officer reads in the foot line. */
  title: bilingual,
  /** Silence longer than this is a fault. Seconds; null: it speaks only when something happens. */
  staleSeconds: z.number().int().min(10).max(2_592_000).nullable().default(null),
}

/** What a typhoon text is, and whose local time a provincial site means. */
const typhoonText = {
  format: z.enum(['auto', 'dinghai', 'provincial', 'jma-best-track', 'ibtracs']).default('auto'),
  zone: z.enum(['beijing', 'utc']).default('beijing'),
}

/** Sources that the hub goes and asks, or listens to; those that call by themselves are the manifest's `feeds`. */
export const collectorSchema = z.discriminatedUnion('kind', [
  /** Files that somebody, or another program, puts into `inbox/NAME` of the data directory. */
  z.strictObject({ kind: z.literal('typhoon-folder'), ...common, ...typhoonText, everySeconds: z.number().int().min(1).max(3600).default(5) }),
  /**
   * A site that is asked again and again. With `listUrl` it answers which storms there are (a list with `tfid`), and
   * `{id}` in `url` stands for one of them.
   */
  z.strictObject({
    kind: z.literal('typhoon-http'),
    ...common,
    ...typhoonText,
    url: httpUrl,
    listUrl: httpUrl.optional(),
    everySeconds: z.number().int().min(10).max(86_400).default(300),
  }),
  /** NMEA 0183 sentences from a receiver or a service that is connected to. */
  z.strictObject({ kind: z.literal('ais-tcp'), ...common, host: z.string().min(1).max(255), port }),
  /** The same, sent to a port of this machine. Only this machine is listened to unless `bind` says otherwise. */
  z.strictObject({ kind: z.literal('ais-udp'), ...common, bind: z.string().min(1).max(64).default('127.0.0.1'), port }),
])
export type Collector = z.infer<typeof collectorSchema>
export type CollectorKind = Collector['kind']
export type CollectorOf<K extends CollectorKind> = Extract<Collector, { kind: K }>
