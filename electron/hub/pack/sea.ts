import { seaGridPropertiesSchema, seaSettingsSchema, type Formation, type PackSea, type RegisteredVessel, type SeaGrid } from '../../../shared/pack/sea'
import type { Bounds } from '../../../shared/pack/bounds'
import { problemOfIssue, id, integer, optional, phone, text, type Cell } from './cells'
import { err, ok } from '../../../shared/base/result'
import { checkGeoJson } from './geojson'
import { lineOf, pathText, readJson } from './json'
import type { Problems } from './problems'
import { readTable } from './table'

/** The files of the sea: where sea.json is, the others must be too. */
export const SEA_FILES = { settings: 'sea.json', grids: 'sea-grids.geojson', formations: 'formations.csv', vessels: 'vessels.csv' } as const

const mmsi: Cell<string> = {
  required: true,
  read: (value) => (/^\d{9}$/.test(value) ? ok(value) : err({ code: 'invalid', detail: `"${value.slice(0, 40)}" is no MMSI: nine digits` })),
}

const FORMATION_COLUMNS = { id, name: text(40), leader: mmsi, port: id }
const VESSEL_COLUMNS = { mmsi, name: text(40), formation: optional(id), owner: text(40), phone, crew: optional(integer(0, 5000)) }

export type SeaTexts = { readonly [F in keyof typeof SEA_FILES]: string }

/**
 * The sea of a pack: limits, fixed grids, formations with their members, the register of vessels. Every formation needs
 * a home port among the pack's piers and a leader that the register has in it. Null with problems.
 */
export function readSea(files: SeaTexts, { bounds, ports, kinds }: { readonly bounds: Bounds | null; readonly ports: ReadonlySet<string>; readonly kinds: readonly string[] }, problems: Problems): PackSea | null {
  const before = problems.count
  const settings = readJson(SEA_FILES.settings, files.settings, seaSettingsSchema, problems) ?? null
  if (settings !== null && !kinds.includes(settings.overboardKind)) {
    const path = ['overboardKind']
    problems.add(SEA_FILES.settings, lineOf(files.settings, path), pathText(path), { code: 'unknown-reference', found: settings.overboardKind, target: 'kinds.json' })
  }
  const grids = readGrids(files.grids, bounds, problems)
  const formations = readTable(SEA_FILES.formations, files.formations, FORMATION_COLUMNS, 'id', problems)
  const vessels = readTable(SEA_FILES.vessels, files.vessels, VESSEL_COLUMNS, 'mmsi', problems)

  const members = new Map<string, string[]>()
  const registered = vessels.rows.map(({ row, formation = null, crew = null, ...vessel }): RegisteredVessel => {
    if (formation !== null) {
      if (formations.keys?.has(formation) === false) {
        problems.add(SEA_FILES.vessels, row, 'formation', { code: 'unknown-reference', found: formation, target: SEA_FILES.formations })
      }
      const held = members.get(formation)
      if (held) held.push(vessel.mmsi)
      else members.set(formation, [vessel.mmsi])
    }
    return { ...vessel, formation, crew }
  })
  const read = formations.rows.map(({ row, ...formation }): Formation => {
    const own = members.get(formation.id) ?? []
    if (!ports.has(formation.port)) problems.add(SEA_FILES.formations, row, 'port', { code: 'unknown-reference', found: formation.port, target: 'piers' })
    if (vessels.keys?.has(formation.leader) === false) {
      problems.add(SEA_FILES.formations, row, 'leader', { code: 'unknown-reference', found: formation.leader, target: SEA_FILES.vessels })
    } else if (vessels.keys && !own.includes(formation.leader)) {
      problems.add(SEA_FILES.formations, row, 'leader', { code: 'invalid', detail: `vessel ${formation.leader} is not in formation ${formation.id}` })
    }
    return { ...formation, members: own }
  })
  return settings === null || problems.count > before ? null : { settings, grids, formations: read, vessels: registered }
}

function readGrids(content: string, bounds: Bounds | null, problems: Problems): SeaGrid[] {
  const file = SEA_FILES.grids
  const before = problems.count
  checkGeoJson(file, content, ['Polygon'], bounds, problems)
  if (problems.count > before) return []
  const { features } = JSON.parse(content) as { features: { properties: unknown; geometry: { coordinates: [number, number][][] } }[] }
  const ids = new Map<string, number>()
  return features.flatMap(({ properties, geometry }, index): SeaGrid[] => {
    const add = (path: readonly (string | number)[], problem: Parameters<Problems['add']>[3]): void => {
      const full = ['features', index, ...path]
      problems.add(file, lineOf(content, full), pathText(full), problem)
    }
    const open = geometry.coordinates.findIndex((ring) => ring.length < 4 || String(ring[0]) !== String(ring.at(-1)))
    if (open >= 0) add(['geometry', 'coordinates', open], { code: 'invalid', detail: 'a ring has at least four positions and ends where it starts' })
    const parsed = seaGridPropertiesSchema.safeParse(properties)
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
        const found = path.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | undefined)?.[step], properties)
        if (issue.code !== 'unrecognized_keys') add(['properties', ...path], problemOfIssue(issue, found))
        else for (const key of issue.keys) add(['properties', key], { code: 'unknown-column', permitted: Object.keys(seaGridPropertiesSchema.shape) })
      }
      return []
    }
    const { id: gridId, name, name_en: nameEn, kind, unit = '', silence_minutes: silenceMinutes = null } = parsed.data
    const first = ids.get(gridId)
    if (first !== undefined) add(['properties', 'id'], { code: 'duplicate', found: gridId, firstRow: first })
    else ids.set(gridId, lineOf(content, ['features', index]))
    return [{ id: gridId, name, ...(nameEn === undefined ? {} : { nameEn }), kind, unit, silenceMinutes, rings: geometry.coordinates }]
  })
}
