import type { Position } from 'geojson'
import { err, ok, type Result } from '../../../shared/base/result'
import { readCsv } from './csv'
import { readGeoJson } from './geojson'
import { readGpx } from './gpx'
import { readKml } from './kml'
import { IMPORT_KINDS, IMPORT_LIMITS, mapPositions, positionsOf, type Imported, type ImportKind, type ImportProblem, type RawImport } from './model'
import type { XmlElement } from './xml'

/** The kind of a file by its ending, or null: none that can become a layer. */
export function importKind(fileName: string): ImportKind | null {
  const ending = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase()
  return Object.hasOwn(IMPORT_KINDS, ending) ? IMPORT_KINDS[ending as keyof typeof IMPORT_KINDS] : null
}

/** Text of a file in UTF-8, or in GB 18030 as Chinese spreadsheets write it; null for what is no text. */
export function decodeText(bytes: Uint8Array): string | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      return text.includes('\0') ? null : text
    } catch {
      // The next encoding.
    }
  }
  return null
}

/**
 * Reads a file into features in WGS-84, or says why not. Nothing is half taken: one position that cannot be on Earth
 * refuses the file, because then none can be trusted. `readXml` parses XML (`xml.ts` in a browser).
 */
export function parseImport(fileName: string, bytes: Uint8Array, readXml: (text: string) => XmlElement | null): Result<Imported, ImportProblem> {
  const kind = importKind(fileName)
  if (!kind) return err({ code: 'unknownKind' })
  if (bytes.length > IMPORT_LIMITS.bytes) return err({ code: 'tooLarge', limitMb: IMPORT_LIMITS.bytes / 1e6 })
  const text = decodeText(bytes)
  if (text === null) return err({ code: 'notText' })
  const read = readers[kind](text, readXml)
  return read.ok ? checked(kind, read.value) : read
}

type Reader = (text: string, readXml: (text: string) => XmlElement | null) => Result<RawImport, ImportProblem>

const readers: Readonly<Record<ImportKind, Reader>> = {
  csv: readCsv,
  geojson: readGeoJson,
  gpx: (text, readXml) => readGpx(readXml(text)),
  kml: (text, readXml) => readKml(readXml(text)),
}

const onEarth = ([lon = Number.NaN, lat = Number.NaN]: Position) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90
/** China and its seas, generously: enough to see that 27,120 is 120,27. */
const inChina = ([lon = Number.NaN, lat = Number.NaN]: Position) => lon >= 70 && lon <= 140 && lat >= 0 && lat <= 56
const turned = ([first = Number.NaN, second = Number.NaN]: Position): Position => [second, first]

function checked(kind: ImportKind, { features, skipped }: RawImport): Result<Imported, ImportProblem> {
  if (features.length === 0) return err({ code: 'empty' })
  if (features.length > IMPORT_LIMITS.features) return err({ code: 'tooMany', limit: IMPORT_LIMITS.features })
  const positions = features.map(({ geometry }) => positionsOf(geometry))
  const all = positions.flat()
  if (all.length > IMPORT_LIMITS.positions) return err({ code: 'tooMany', limit: IMPORT_LIMITS.positions })
  const swapped = !all.some(inChina) && all.every((at) => inChina(turned(at)))
  const bad = swapped ? -1 : positions.findIndex((corners) => !corners.every(onEarth))
  if (bad >= 0) {
    const position = positions[bad]?.find((at) => !onEarth(at)) ?? []
    return err({ code: 'outOfRange', where: bad + 1, position: position.slice(0, 2).join(', ') })
  }
  const right = swapped ? features.map(({ name, geometry }) => ({ name, geometry: mapPositions(geometry, turned) })) : features
  return ok({ kind, features: right, skipped, swapped, bounds: boundsOf(swapped ? all.map(turned) : all) })
}

function boundsOf(positions: readonly Position[]): [number, number, number, number] {
  const bounds: [number, number, number, number] = [180, 90, -180, -90]
  for (const [lon = 0, lat = 0] of positions) {
    bounds[0] = Math.min(bounds[0], lon)
    bounds[1] = Math.min(bounds[1], lat)
    bounds[2] = Math.max(bounds[2], lon)
    bounds[3] = Math.max(bounds[3], lat)
  }
  return bounds
}
