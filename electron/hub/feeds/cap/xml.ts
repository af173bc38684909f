import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { err, ok, type Result } from '../../../../shared/base/result'
import type { Rejection } from '../../../../shared/domain/rejection'

/** An element with its children by name; text is kept as text, always. */
export type XmlNode = { readonly [name: string]: readonly (XmlNode | string)[] }

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: true,
  processEntities: true,
  isArray: () => true,
})

/** Deepest nesting that a CAP message needs is 5; far more is somebody trying out the parser. */
const MAX_DEPTH = 20

/**
 * Reads XML without ever expanding anything: a document type or an entity declaration is refused before parsing (XXE and
 * "billion laughs" need one). The declared encoding is respected: GB 2312 and GBK are still sent.
 */
export function readXml(bytes: Uint8Array): Result<XmlNode, Rejection> {
  const text = decode(bytes)
  if (!text.ok) return text
  if (/<!\s*(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(text.value)) {
    return malformed('document types and entity declarations are not accepted')
  }
  if (depthOf(text.value) > MAX_DEPTH) return malformed('nested too deeply')
  const valid = XMLValidator.validate(text.value)
  if (valid !== true) return malformed(`line ${valid.err.line}: ${valid.err.msg}`)
  try {
    return ok(parser.parse(text.value) as XmlNode)
  } catch (error) {
    return malformed(error instanceof Error ? error.message : 'unreadable')
  }
}

function malformed(detail: string): Result<never, Rejection> {
  return err({ code: 'invalid', message: `the body is not acceptable XML: ${detail.slice(0, 200)}` })
}

function decode(bytes: Uint8Array): Result<string, Rejection> {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const name = /^[^<]*<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1] ?? 'utf-8'
  try {
    return ok(new TextDecoder(name, { fatal: true }).decode(bytes))
  } catch {
    return malformed(`not readable as ${name}`)
  }
}

function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (const [tag, close] of text.matchAll(/<(\/?)[A-Za-z_][^>]*>/g)) {
    if (close === '/') depth -= 1
    else if (!tag.endsWith('/>')) deepest = Math.max(deepest, (depth += 1))
  }
  return deepest
}

/** The element's children of that name, as elements. */
export function children(of: XmlNode, name: string): XmlNode[] {
  return (of[name] ?? []).flatMap((child) => (typeof child === 'string' ? [] : [child]))
}

/** The text of the first child of that name; empty if there is none. */
export function childText(of: XmlNode, name: string): string {
  return childTexts(of, name)[0] ?? ''
}

export function childTexts(of: XmlNode, name: string): string[] {
  return (of[name] ?? []).flatMap((child) => (typeof child === 'string' ? [child] : []))
}
