import type { UnitId } from '../../../shared/base/ids'
import type { LonLat } from '../../../shared/geo/position'
import type { Bounds } from '../../../shared/pack/bounds'
import type { PackProblem } from '../../../shared/pack/error'
import type { PointColumns } from '../../../shared/pack/points'
import { RISK_AREA_KINDS, riskAreaPropertiesSchema, riskRulesSchema, type RiskArea, type RiskPlan, type RiskRules } from '../../../shared/pack/risk'
import type { PackManifest } from '../../../shared/pack/schema'
import { boundsOf, insideOf, type Polygons } from '../../../shared/risk/area'
import { problemOfIssue } from './cells'
import { checkGeoJson } from './geojson'
import { lineOf, parseJson, pathText, readJson } from './json'
import type { Problems } from './problems'
import { inBounds } from './table'

export const RISK_RULES_FILE = 'risk.json'
export const RISK_AREAS_FILE = 'risk-areas.geojson'

type Path = readonly (string | number)[]

/** What risk areas refer to. */
export interface RiskReferences {
  readonly manifest: PackManifest
  readonly pointSets: readonly PointColumns[]
  readonly incidentKinds: readonly string[]
  /** Null: townships.csv itself is wrong. */
  readonly townships: ReadonlySet<string> | null
  readonly units: readonly string[]
  /** Levels of response.json, the lowest first; null: the pack has none, then nothing is ever watched. */
  readonly levels: readonly string[] | null
}

/**
 * Reads risk.json and risk-areas.geojson. Every error names file, line and field; null with at least one error. An area
 * that refers to a camera, unit, township or level that does not exist is an error: it would never be watched.
 */
export function readRisk(
  files: { readonly rules: string; readonly areas: string },
  references: RiskReferences,
  problems: Problems,
): RiskPlan | null {
  const before = problems.count
  const rules = readRules(files.rules, references, problems)
  const areas = readAreas(files.areas, rules, references, problems)
  if (rules !== null) checkKinds(files.rules.replace(/^\uFEFF/, ''), rules, areas, problems)
  return rules !== null && problems.count === before ? { rules, areas } : null
}

function readRules(content: string, { manifest, incidentKinds, levels }: RiskReferences, problems: Problems): RiskRules | null {
  const rules = readJson(RISK_RULES_FILE, content, riskRulesSchema, problems)
  if (rules === null) return null
  const text = content.replace(/^\uFEFF/, '')
  const report = (path: Path, problem: PackProblem): void => problems.add(RISK_RULES_FILE, lineOf(text, path), pathText(path), problem)
  const known = (path: Path, found: string, permitted: readonly string[]): void => {
    if (!permitted.includes(found)) report(path, { code: 'not-permitted', found, permitted })
  }
  const first = new Map<string, number>()
  rules.kinds.forEach(({ kind, incident, watchedFrom }, index) => {
    const path = ['kinds', index, 'kind']
    const firstRow = first.get(kind)
    if (firstRow === undefined) first.set(kind, lineOf(text, path))
    else report(path, { code: 'duplicate', found: kind, firstRow })
    known(['kinds', index, 'incident'], incident, incidentKinds)
    if (levels !== null) known(['kinds', index, 'watchedFrom'], watchedFrom, levels)
  })
  rules.heats.forEach((id, index) => known(['heats', index], id, manifest.heats.map((heat) => heat.id)))
  const cameraSets = manifest.pointSets.filter(({ kind }) => kind === 'camera').map(({ id }) => id)
  rules.cameras.forEach((id, index) => known(['cameras', index], id, cameraSets))
  return rules
}

function readAreas(content: string, rules: RiskRules | null, references: RiskReferences, problems: Problems): RiskArea[] {
  const { manifest, pointSets, townships, units, levels } = references
  const text = content.replace(/^\uFEFF/, '')
  const before = problems.count
  checkGeoJson(RISK_AREAS_FILE, content, ['Polygon', 'MultiPolygon'], manifest.bounds, problems)
  if (problems.count > before) return []
  const document = parseJson(RISK_AREAS_FILE, content, problems) as { features: { properties: unknown; geometry: { type: string; coordinates: unknown } }[] }
  const cameras = new Set(pointSets.filter(({ id }) => rules?.cameras.includes(id)).flatMap(({ ids }) => ids))
  const areas: RiskArea[] = []
  const lineOfId = new Map<string, number>()
  const lineOfCamera = new Map<string, number>()
  document.features.forEach(({ properties, geometry }, index) => {
    const at = (...path: (string | number)[]): Path => ['features', index, ...path]
    const report = (path: Path, problem: PackProblem): void =>
      problems.add(RISK_AREAS_FILE, problems.full ? null : lineOf(text, path), pathText(path), problem)
    const read = riskAreaPropertiesSchema.safeParse(properties)
    if (!read.success) {
      for (const issue of read.error.issues) {
        if (issue.code === 'unrecognized_keys') {
          const permitted = Object.keys(riskAreaPropertiesSchema.shape)
          for (const key of issue.keys) report(at('properties', key), { code: 'unknown-column', permitted })
          continue
        }
        const inside = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
        report(at('properties', ...inside), problemOfIssue(issue, inside.reduce<unknown>((value, step) => (value as Record<string, unknown> | null | undefined)?.[step], properties)))
      }
      return
    }
    const { id, kind, name, township, unit, watchedFrom, approximate } = read.data
    const firstRow = lineOfId.get(id)
    if (firstRow === undefined) lineOfId.set(id, lineOf(text, at('properties', 'id')))
    else report(at('properties', 'id'), { code: 'duplicate', found: id, firstRow })
    if (townships !== null && !townships.has(township)) report(at('properties', 'township'), { code: 'unknown-reference', found: township, target: 'townships.csv' })
    if (!units.includes(unit)) report(at('properties', 'unit'), { code: 'unknown-reference', found: unit, target: 'departments.csv, townships.csv, places.csv' })
    if (watchedFrom !== undefined && levels !== null && !levels.includes(watchedFrom)) {
      report(at('properties', 'watchedFrom'), { code: 'not-permitted', found: watchedFrom, permitted: levels })
    }
    read.data.cameras.forEach((camera, i) => {
      const path = at('properties', 'cameras', i)
      if (rules !== null && !cameras.has(camera)) report(path, { code: 'unknown-reference', found: camera, target: rules.cameras.join(', ') })
      // What a camera sees is in one place: two areas could not both be told.
      const earlier = lineOfCamera.get(camera)
      if (earlier === undefined) lineOfCamera.set(camera, lineOf(text, path))
      else report(path, { code: 'duplicate', found: camera, firstRow: earlier })
    })
    const polygons = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as Polygons
    const wrong = checkRings(polygons, manifest.bounds)
    if (wrong) report(at('geometry', 'coordinates', ...(geometry.type === 'Polygon' ? wrong.path.slice(1) : wrong.path)), wrong.problem)
    else if (rules !== null) {
      const byKind = rules.kinds.find((one) => one.kind === kind)
      areas.push({
        id, kind, name, township, unit: unit as UnitId, cameras: read.data.cameras, approximate, polygons,
        watchedFrom: watchedFrom ?? byKind?.watchedFrom ?? '',
        bounds: boundsOf(polygons),
        at: insideOf(polygons),
      })
    }
  })
  return areas
}

/** Areas without a rule would never be watched. */
function checkKinds(text: string, rules: RiskRules, areas: readonly RiskArea[], problems: Problems): void {
  for (const kind of RISK_AREA_KINDS) {
    if (rules.kinds.some((one) => one.kind === kind) || !areas.some((area) => area.kind === kind)) continue
    problems.add(RISK_RULES_FILE, lineOf(text, ['kinds']), 'kinds', { code: 'invalid', detail: `no rule for "${kind}", of which ${RISK_AREAS_FILE} has areas` })
  }
}

interface WrongRing {
  readonly path: readonly number[]
  readonly problem: PackProblem
}

/** Every ring closed, of at least three corners, inside the jurisdiction. */
function checkRings(polygons: Polygons, bounds: Bounds): WrongRing | null {
  for (const [p, polygon] of polygons.entries()) {
    if (polygon.length === 0) return { path: [p], problem: { code: 'wrong-length', found: 0, min: 1, max: null } }
    for (const [r, ring] of polygon.entries()) {
      if (ring.length < 4) return { path: [p, r], problem: { code: 'wrong-length', found: ring.length, min: 4, max: null } }
      if (String(ring[0]) !== String(ring.at(-1))) return { path: [p, r], problem: { code: 'invalid', detail: 'a ring must end where it starts' } }
      const outside = ring.findIndex(([lon, lat]) => !inBounds(lon, lat, bounds))
      const corner: LonLat | null = outside < 0 ? null : { lon: ring[outside]?.[0] ?? 0, lat: ring[outside]?.[1] ?? 0 }
      if (corner) return { path: [p, r, outside], problem: { code: 'outside-bounds', ...corner, bounds } }
    }
  }
  return null
}
