import { alertEn } from './en/alert'
import { replayEn } from './en/replay'
import { calloutEn } from './en/callout'
import { briefingEn } from './en/briefing'
import { commonEn } from './en/common'
import { dataEn } from './en/data'
import { deskEn } from './en/desk'
import { groundEn } from './en/ground'
import { directorEn } from './en/director'
import { importEn } from './en/import'
import { mapEn } from './en/map'
import { phoneEn } from './en/phone'
import { seaEn } from './en/sea'
import { responseEn } from './en/response'
import { toolsEn } from './en/tools'
import { relocationEn } from './en/relocation'
import { typhoonEn } from './en/typhoon'
import { unitEn } from './en/unit'
import { wallEn } from './en/wall'
import { alertZh } from './zh/alert'
import { replayZh } from './zh/replay'
import { calloutZh } from './zh/callout'
import { briefingZh } from './zh/briefing'
import { commonZh } from './zh/common'
import { dataZh } from './zh/data'
import { deskZh } from './zh/desk'
import { groundZh } from './zh/ground'
import { directorZh } from './zh/director'
import { importZh } from './zh/import'
import { mapZh } from './zh/map'
import { phoneZh } from './zh/phone'
import { seaZh } from './zh/sea'
import { responseZh } from './zh/response'
import { toolsZh } from './zh/tools'
import { relocationZh } from './zh/relocation'
import { typhoonZh } from './zh/typhoon'
import { unitZh } from './zh/unit'
import { wallZh } from './zh/wall'

export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** Every string that a person can read, Chinese first: the Chinese catalogue defines the keys. */
export const zh = { ...commonZh, ...seaZh, ...deskZh, ...wallZh, ...phoneZh, ...importZh, ...mapZh, ...groundZh, ...dataZh, ...relocationZh, ...typhoonZh, ...responseZh, ...briefingZh, ...alertZh, ...calloutZh, ...directorZh, ...toolsZh, ...unitZh, ...replayZh } as const
export const en: Record<MessageKey, string> = { ...commonEn, ...seaEn, ...deskEn, ...wallEn, ...phoneEn, ...importEn, ...mapEn, ...groundEn, ...dataEn, ...relocationEn, ...typhoonEn, ...responseEn, ...briefingEn, ...alertEn, ...calloutEn, ...directorEn, ...toolsEn, ...unitEn, ...replayEn }

export type MessageKey = keyof typeof zh

/** The names between double braces in a message: `'{{n}} 秒'` gives `'n'`. */
export type Placeholders<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never

export type MessageValues<Key extends MessageKey> = {
  readonly [Name in Placeholders<(typeof zh)[Key]>]: string | number
}

/** The translator: asks for exactly the values that the message has places for. */
export type Translate = <Key extends MessageKey>(
  key: Key,
  ...values: [Placeholders<(typeof zh)[Key]>] extends [never] ? [] : [MessageValues<Key>]
) => string
