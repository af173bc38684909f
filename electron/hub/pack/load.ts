import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { err, ok } from '../../../shared/base/result'
import type { Result } from '../../../shared/base/result'
import type { PackError, PackProblem } from '../../../shared/pack/error'
import { kindsFileSchema, packManifestSchema } from '../../../shared/pack/schema'
import type { PointColumns } from '../../../shared/pack/points'
import type { Pack, PackManifest } from '../../../shared/pack/schema'
import { DEFAULT_WALL } from '../../../shared/wall/default-scenes'
import type { IncidentKind } from '../../../shared/domain/incident/kind'
import { OFFLINE_BASEMAP } from '../../../shared/pack/basemap'
import { unitsOf } from '../../../shared/pack/units'
import { readArchive } from '../basemaps/archive'
import { MACHINE_BASEMAP } from '../basemaps/basemaps'
import { readContacts } from './contacts'
import { calloutSettingsSchema } from '../../../shared/pack/callout'
import { checkGeoJson } from './geojson'
import { readHouseholds } from './households'
import { lineOf, pathText, readJson } from './json'
import { readPointSet } from './point-sets'
import { readPoints, type Points } from './points'
import { readPopulation } from './population'
import { Problems } from './problems'
import { readResponse } from './response'
import { readRisk, RISK_AREAS_FILE, RISK_RULES_FILE } from './risk'
import { readScenes } from './scenes'
import { readSea, SEA_FILES } from './sea'
import { readTeams } from './teams'

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** Of a file that a pack may do without: one that cannot be looked at counts as there, and is then told about. */
function isThere(folder: string, file: string): Promise<boolean> {
  return stat(join(folder, file)).then(() => true, (error: unknown) => !isMissing(error))
}

/** The text of a file of the pack, or null with an error. */
async function readText(folder: string, file: string, problems: Problems): Promise<string | null> {
  let bytes: Buffer
  try {
    bytes = await readFile(join(folder, file))
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    problems.add(file, null, null, isMissing(error) ? { code: 'missing-file' } : { code: 'unreadable', detail })
    return null
  }
  let content: string
  try {
    content = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    problems.add(file, null, null, { code: 'not-utf8' })
    return null
  }
  if (content.trim() === '') {
    problems.add(file, null, null, { code: 'empty-file' })
    return null
  }
  return content
}

async function readManifest(folder: string, problems: Problems): Promise<PackManifest | null> {
  const file = 'pack.json'
  const content = await readText(folder, file, problems)
  if (content === null) return null
  const manifest = readJson(file, content, packManifestSchema, problems)
  const names = new Set<string>()
  manifest?.feeds.forEach((feed, index) => {
    if (names.has(feed.name)) {
      const path = ['feeds', index, 'name']
      problems.add(file, lineOf(content, path), `feeds[${index}].name`, { code: 'duplicate', found: feed.name, firstRow: null })
    }
    names.add(feed.name)
  })
  manifest?.collectors.forEach(({ name }, index) => {
    if (names.has(name)) {
      const path = ['collectors', index, 'name']
      problems.add(file, lineOf(content, path), `collectors[${index}].name`, { code: 'duplicate', found: name, firstRow: null })
    }
    names.add(name)
  })
  for (const list of ['pointSets', 'heats'] as const) {
    // Readings of shelters are known by that name.
    const taken = new Set(list === 'pointSets' ? ['shelter'] : [])
    manifest?.[list].forEach(({ id }, index) => {
      if (taken.has(id)) {
        problems.add(file, lineOf(content, [list, index, 'id']), `${list}[${index}].id`, { code: 'duplicate', found: id, firstRow: null })
      }
      taken.add(id)
    })
  }
  return manifest
}

async function readKinds(folder: string, problems: Problems): Promise<IncidentKind[]> {
  const file = 'kinds.json'
  const content = await readText(folder, file, problems)
  if (content === null) return []
  const kinds = readJson(file, content, kindsFileSchema, problems) ?? []
  const lines = new Map<string, number>()
  kinds.forEach((kind, index) => {
    const line = lineOf(content, [index, 'code'])
    const firstRow = lines.get(kind.code)
    if (firstRow === undefined) lines.set(kind.code, line)
    else problems.add(file, line, `[${index}].code`, { code: 'duplicate', found: kind.code, firstRow })
  })
  return kinds
}

/** Roads and coast are read by the road engine: here only their form is checked, so that nothing starts on a bad one. */
async function checkMaps(folder: string, manifest: PackManifest, problems: Problems): Promise<void> {
  const { roads, coast, bounds } = manifest
  if (roads.kind === 'schematic') {
    const content = await readText(folder, roads.file, problems)
    if (content !== null) checkGeoJson(roads.file, content, ['Point', 'LineString'], bounds, problems)
  } else {
    await stat(join(folder, roads.file)).catch(() => {
      problems.add(roads.file, null, null, { code: 'missing-file' })
    })
  }
  if (coast === undefined) return
  const content = await readText(folder, coast, problems)
  if (content !== null) checkGeoJson(coast, content, ['Polygon', 'MultiPolygon', 'LineString'], bounds, problems)
}

/** Ids that occur twice, archives that are missing or are none: found at start, not on the wall. */
async function checkBasemaps(folder: string, content: string, manifest: PackManifest, problems: Problems): Promise<void> {
  const ids = new Set<string>([MACHINE_BASEMAP, OFFLINE_BASEMAP])
  for (const [index, basemap] of manifest.basemaps.entries()) {
    const add = (path: (string | number)[], problem: PackProblem): void => {
      const full = ['basemaps', index, ...path]
      problems.add('pack.json', lineOf(content, full), pathText(full), problem)
    }
    if (ids.has(basemap.id)) add(['id'], { code: 'duplicate', found: basemap.id, firstRow: null })
    ids.add(basemap.id)
    const archives = [
      ...(basemap.kind === 'pmtiles' ? [{ path: ['file'], file: basemap.file, dem: false }] : []),
      ...(basemap.dem?.file === undefined ? [] : [{ path: ['dem', 'file'], file: basemap.dem.file, dem: true }]),
    ]
    for (const { path, file, dem } of archives) {
      const read = await readArchive(join(folder, file))
      if (!read.ok) add(path, { code: 'invalid', detail: `${file}: ${read.error}` })
      else if (dem && read.value.content !== 'picture') add(path, { code: 'invalid', detail: `${file}: heights must be pictures, these are vector tiles` })
    }
  }
}

/**
 * Reads and checks a pack folder as a whole. Either everything is right, or the list of what is not (at most
 * `MAX_PACK_ERRORS`), each with file, row and column. Never throws for anything that the folder contains.
 */
export async function loadPack(folder: string): Promise<Result<Pack, PackError[]>> {
  const problems = new Problems()
  const root = resolve(folder)
  const isFolder = await stat(root).then((entry) => entry.isDirectory(), () => false)
  if (!isFolder) {
    problems.add(root, null, null, { code: 'missing-folder' })
    return err(problems.list())
  }

  const manifest = await readManifest(root, problems)
  const bounds = manifest?.bounds ?? null
  const kinds = await readKinds(root, problems)
  const csv = (file: string): Promise<string | null> => readText(root, file, problems)
  const townships = await csv('townships.csv')
  const teamFiles = { teams: await csv('teams.csv'), certificates: await csv('certificates.csv') }
  const pierContent = manifest?.piers === undefined ? null : await csv(manifest.piers)
  const points = readPoints(
    {
      townships,
      stations: await csv('stations.csv'),
      shelters: await csv('shelters.csv'),
      hazards: await csv('hazards.csv'),
      places: await csv('places.csv'),
      departments: await csv('departments.csv'),
      piers: manifest?.piers === undefined || pierContent === null ? null : { file: manifest.piers, content: pierContent },
    },
    bounds,
    problems,
  )
  const people = manifest?.population === undefined ? null : await csv(manifest.population)
  const population =
    manifest?.population === undefined || people === null
      ? []
      : readPopulation(manifest.population, people, bounds, points.townshipNames, problems)
  const demonstration = manifest?.demonstration ?? false
  const teams = readTeams(teamFiles, { bounds, demonstration, townships: points.townshipNames }, problems)
  const pointSets: PointColumns[] = []
  for (const set of manifest?.pointSets ?? []) {
    const content = await csv(set.file)
    if (content !== null) pointSets.push(readPointSet(set, content, bounds, points.townshipNames, problems))
  }
  if (manifest !== null) await checkMaps(root, manifest, problems)
  if (manifest !== null && manifest.basemaps.length > 0) await checkBasemaps(root, (await csv('pack.json')) ?? '', manifest, problems)

  const scenes = (await isThere(root, 'scenes.json')) ? await csv('scenes.json') : null
  const wall = scenes === null ? DEFAULT_WALL : readScenes(scenes, manifest, problems)

  if (manifest === null || wall === null || problems.count > 0) return err(problems.list())
  const { townshipNames: _, ...read } = points
  const plans = await readPlans(root, { manifest, kinds, pointSets, ...points }, problems)
  if (problems.count > 0) return err(problems.list())
  return ok({ folder: root, manifest, kinds, teams, ...read, population, pointSets, wall, ...plans })
}

/** What a pack may do without: whom to call, who has to be moved, call-outs, levels, areas of risk, the sea. */
type Plans = Pick<Pack, 'contacts' | 'households' | 'callout' | 'response' | 'risk' | 'sea'>

/**
 * Reads what refers to units, points and kinds. Only once all of these are right: one wrong row there would make every
 * row that names it wrong too.
 */
async function readPlans(root: string, base: Points & Pick<Pack, 'manifest' | 'kinds' | 'pointSets'>, problems: Problems): Promise<Plans> {
  const csv = (file: string): Promise<string | null> => readText(root, file, problems)
  const optional = async (file: string): Promise<string | null> => ((await isThere(root, file)) ? csv(file) : null)
  const { manifest, kinds, pointSets } = base
  const { bounds } = manifest
  const units = unitsOf(base)
  const kindCodes = kinds.map(({ code }) => code)

  const contactText = await optional('contacts.csv')
  const contacts = contactText === null ? [] : readContacts(contactText, base, problems)
  const calloutText = await optional('callout.json')
  const callout = calloutText === null ? null : readJson('callout.json', calloutText, calloutSettingsSchema, problems)
  const householdText = await optional('households.csv')
  const households = householdText === null ? [] : readHouseholds(householdText, base, bounds, problems)
  const planned = await optional('response.json')
  const response = planned === null ? null : readResponse(planned, units, problems)

  // Rules without areas or areas without rules: the missing file is the error.
  const hasRisk = (await isThere(root, RISK_RULES_FILE)) || (await isThere(root, RISK_AREAS_FILE))
  const rules = hasRisk ? await csv(RISK_RULES_FILE) : null
  const areas = hasRisk ? await csv(RISK_AREAS_FILE) : null
  const levels = response?.levels.map(({ id }) => id) ?? null
  const risk =
    rules === null || areas === null
      ? null
      : readRisk({ rules, areas }, { manifest, pointSets, incidentKinds: kindCodes, townships: base.townshipNames, units: units.map(({ id }) => id), levels }, problems)

  const hasSea = await isThere(root, SEA_FILES.settings)
  const settings = hasSea ? await csv(SEA_FILES.settings) : null
  const grids = hasSea ? await csv(SEA_FILES.grids) : null
  const formations = hasSea ? await csv(SEA_FILES.formations) : null
  const vessels = hasSea ? await csv(SEA_FILES.vessels) : null
  const sea =
    settings === null || grids === null || formations === null || vessels === null
      ? null
      : readSea({ settings, grids, formations, vessels }, { bounds, ports: new Set(base.piers.map(({ id }) => id)), kinds: kindCodes }, problems)
  return { contacts, households, callout, response, risk, sea }
}
