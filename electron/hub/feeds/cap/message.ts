import { err, ok, type Result } from '../../../../shared/base/result'
import type { EpochMs } from '../../../../shared/base/time'
import type { Rejection } from '../../../../shared/domain/rejection'
import type { Severity } from '../../../../shared/domain/incident/kind'
import { validate } from '../../gateway/validate'
import { outsideTimeSchema } from '../time'
import { areaPlace, type AreaPlace } from './geometry'
import { severityOf, type EventWords } from './kinds'
import { children, childText, childTexts, type XmlNode } from './xml'

/** A CAP 1.2 message, as far as the product has a use for it. */
export interface CapMessage {
  /** `sender,identifier`: what other messages refer to it by. */
  readonly reference: string
  readonly type: 'Alert' | 'Update' | 'Cancel'
  readonly status: 'Actual' | 'Exercise' | 'Test'
  readonly sent: EpochMs
  /** `sender,identifier` of the earlier messages. */
  readonly references: readonly string[]
  readonly words: EventWords
  readonly severity: Severity | undefined
  readonly onset: EpochMs | null
  readonly headline: string
  readonly description: string
  readonly instruction: string
  readonly contact: string
  readonly areaDesc: string
  /** Null if no area has a polygon or circle. */
  readonly place: AreaPlace | null
}

const TYPES = ['Alert', 'Update', 'Cancel'] as const
const STATUSES = ['Actual', 'Exercise', 'Test'] as const

function bad(field: string, message: string, allowed?: readonly string[]): Result<never, Rejection> {
  return err({ code: 'invalid', message: `${field}: ${message}`, field, ...(allowed ? { allowed } : {}) })
}

/** Reads the parsed XML of one message (OASIS CAP-v1.2, 2010). The refusal names the element. */
export function capMessage(root: XmlNode): Result<CapMessage, Rejection> {
  const alert = children(root, 'alert')[0]
  if (!alert) return bad('alert', 'no CAP alert element')
  const identifier = childText(alert, 'identifier')
  const sender = childText(alert, 'sender')
  for (const [name, value] of [['identifier', identifier], ['sender', sender]] as const) {
    if (value === '') return bad(`alert.${name}`, 'missing')
    if (/[\s,<&]/.test(value)) return bad(`alert.${name}`, 'must not contain spaces, commas, < or &')
    if (value.length > 200) return bad(`alert.${name}`, 'longer than 200 characters')
  }
  const type = TYPES.find((known) => known === childText(alert, 'msgType'))
  if (!type) return bad('alert.msgType', 'only these carry an alarm', TYPES)
  const status = STATUSES.find((known) => known === childText(alert, 'status'))
  if (!status) return bad('alert.status', 'only these are taken', STATUSES)
  const sent = time(alert, 'sent', 'alert.sent')
  if (!sent.ok) return sent
  if (sent.value === null) return bad('alert.sent', 'missing')
  const infos = children(alert, 'info')
  // Several languages say the same: the Chinese one is for the officer.
  const info = infos.find((candidate) => /^zh/i.test(childText(candidate, 'language'))) ?? infos[0]
  if (!info && type !== 'Cancel') return bad('alert.info', 'missing')
  return withInfo(alert, info ?? {}, { reference: `${sender},${identifier}`, type, status, sent: sent.value })
}

function withInfo(
  alert: XmlNode,
  info: XmlNode,
  head: Pick<CapMessage, 'reference' | 'type' | 'status' | 'sent'>,
): Result<CapMessage, Rejection> {
  const onset = time(info, 'onset', 'alert.info.onset')
  if (!onset.ok) return onset
  const areas = children(info, 'area')
  const place = areaPlace({
    polygons: areas.flatMap((area) => childTexts(area, 'polygon')),
    circles: areas.flatMap((area) => childTexts(area, 'circle')),
  })
  if (!place.ok) {
    const shape = place.element === 'circle' ? '"lat,lon radius" with the radius in km' : 'at least four "lat,lon" pairs'
    return bad(`alert.info.area.${place.element}`, `must be ${shape}`)
  }
  const codes = [...children(info, 'eventCode'), ...children(info, 'parameter')].map((pair) => ({
    name: childText(pair, 'valueName'),
    value: childText(pair, 'value'),
  }))
  return ok({
    ...head,
    references: childText(alert, 'references')
      .split(/\s+/)
      .filter(Boolean)
      .map((reference) => reference.split(',').slice(0, 2).join(',')),
    words: { codes, event: childText(info, 'event'), categories: childTexts(info, 'category') },
    severity: severityOf(childText(info, 'severity')),
    onset: onset.value,
    headline: childText(info, 'headline'),
    description: childText(info, 'description'),
    instruction: childText(info, 'instruction'),
    contact: childText(info, 'contact'),
    areaDesc: areas.map((area) => childText(area, 'areaDesc')).filter(Boolean).join('、'),
    place: place.value,
  })
}

function time(of: XmlNode, name: string, field: string): Result<EpochMs | null, Rejection> {
  const text = childText(of, name)
  return text === '' ? ok(null) : validate(outsideTimeSchema, text, field)
}
