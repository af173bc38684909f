import { stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { required } from '../../../shared/base/assert'
import { levelMeets } from '../../../shared/domain/team/profile'
import type { QualificationCode, QualificationLevel, TeamProfile } from '../../../shared/domain/team/profile'
import { distanceM } from '../../../shared/geo/position'
import { packErrorText } from '../../../shared/pack/error'
import type { Pack } from '../../../shared/pack/schema'
import { createPlaceIndex } from '../../../shared/pack/search'
import { loadPack } from './load'
import { packSearchEntries } from './pinyin'

const folder = fileURLToPath(new URL('../../../resources/packs/cangnan', import.meta.url))
/** The upper reach of Guanmei reservoir, where the known case happens. */
const CASE = { lon: 120.42, lat: 27.3 }

let read: Promise<Pack> | null = null
/** Read once: nothing here changes it. */
function cangnan(): Promise<Pack> {
  read ??= load()
  return read
}

async function load(): Promise<Pack> {
  const loaded = await loadPack(folder)
  if (!loaded.ok) throw new Error(loaded.error.map((error) => packErrorText(error, 'en')).join('\n'))
  return loaded.value
}

function holds(profile: TeamProfile, code: QualificationCode, level: QualificationLevel, day: string): boolean {
  return profile.certificates.some(
    (certificate) =>
      certificate.qualification === code && levelMeets(certificate.level, level) && certificate.validUntil >= day,
  )
}

describe('the Cangnan pack', () => {
  it('loads with the size that the product promises', async () => {
    const pack = await cangnan()
    expect(pack.teams.filter(({ profile }) => profile.kind === 'social')).toHaveLength(14)
    expect(pack.teams.filter(({ profile }) => profile.kind === 'professional')).toHaveLength(49)
    expect(pack.townships).toHaveLength(18)
    expect(pack.departments).toHaveLength(22)
    expect(pack.shelters.length).toBeGreaterThanOrEqual(60)
    expect(pack.hazards.length).toBeGreaterThanOrEqual(120)
    expect(pack.places.length).toBeGreaterThanOrEqual(250)
    expect(pack.stations.length).toBeGreaterThan(0)
    expect(pack.piers.length).toBeGreaterThan(0)
  })

  it('lists who is moved before a typhoon in every village, invented and said to be', async () => {
    const { households, places } = await cangnan()
    expect(households.length).toBeGreaterThanOrEqual(2_000)
    expect(new Set(households.map(({ villageId }) => villageId)).size).toBe(places.filter(({ kind }) => kind === 'village').length)
    expect(households.every(({ head, phone }) => head.startsWith('演示') && (phone === null || phone.startsWith('0577-0000-')))).toBe(true)
  })

  it('has people everywhere, most in the towns, some beside every reservoir', async () => {
    const pack = await cangnan()
    expect(pack.population.length).toBeGreaterThan(500)
    expect(pack.population.length).toBeLessThan(2_000)
    expect(pack.population.reduce((sum, { people }) => sum + people, 0)).toBe(850_000)
    const living = (at: { lon: number; lat: number }, metres: number): number =>
      pack.population.reduce((sum, point) => sum + (distanceM(point.at, at) <= metres ? point.people : 0), 0)
    for (const { at } of pack.townships) expect(living(at, 1_500)).toBeGreaterThan(800)
    for (const { at, name } of pack.places.filter(({ kind }) => kind === 'reservoir')) expect(living(at, 1_200), name).toBeGreaterThan(30)
    expect(living(CASE, 800)).toBeGreaterThan(30)
  })

  it('has points by the thousand where the county is, each with somebody or something invented', async () => {
    const { pointSets, manifest } = await cangnan()
    const sizes = Object.fromEntries(pointSets.map(({ id, ids }) => [id, ids.length]))
    expect(sizes).toEqual({ 'guard-codes': 31_000, factories: 14_355, cameras: 600, sensors: 400, 'rescue-poles': 500 })
    for (const set of pointSets) {
      expect(set.townships.length, set.id).toBeGreaterThanOrEqual(17)
      const people = set.details.flatMap(({ heading, values }) => (['责任人', '联系人', '单位'].includes(heading) ? values : []))
      expect(people.length, set.id).toBeGreaterThanOrEqual(set.ids.length)
      expect(people.every((name) => name.startsWith('演示')), set.id).toBe(true)
      expect(manifest.pointSets.find(({ id }) => id === set.id)?.name.zh).toContain('演示')
      expect((await stat(`${folder}/${set.id}.csv`)).size).toBeLessThan(2_048 * 1024)
    }
  })

  it('has the kinds of incident that the alarm interface names', async () => {
    const codes = (await cangnan()).kinds.map((kind) => kind.code)
    expect(codes).toEqual(
      expect.arrayContaining([
        'missing-person-water',
        'missing-person-mountain',
        'drowning',
        'flood',
        'landslide',
        'fire-building',
        'fire-forest',
        'vessel-distress',
        'traffic',
        'hazmat',
        'collapse',
        'medical',
      ]),
    )
  })

  it('marks every person as invented and shares no leader, telephone or certificate', async () => {
    const { manifest, teams } = await cangnan()
    expect(manifest.demonstration).toBe(true)
    expect(teams.every(({ profile }) => profile.demonstration && profile.leader.name.startsWith('演示'))).toBe(true)
    expect(new Set(teams.map(({ profile }) => profile.leader.name)).size).toBe(teams.length)
    expect(teams.every(({ profile }) => /^138000000\d\d$/.test(profile.leader.phone))).toBe(true)
    expect(new Set(teams.map(({ profile }) => profile.leader.phone)).size).toBe(teams.length)
    const numbers = teams.flatMap(({ profile }) => profile.certificates.map((certificate) => certificate.number))
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers.every((number) => number.startsWith('演示-'))).toBe(true)
  })

  it('covers the needs of every kind with certificates that are valid for years', async () => {
    const { kinds, teams } = await cangnan()
    for (const kind of kinds) {
      for (const need of kind.needs) {
        const valid = teams.filter(({ profile }) => holds(profile, need.qualification, need.minLevel, '2030-01-01'))
        expect(valid.length, `${kind.code} needs ${need.qualification}`).toBeGreaterThan(0)
      }
      for (const { code, required: must } of kind.equipment) {
        const fit = teams.filter(({ profile }) => profile.equipment.some((held) => held.code === code))
        expect(fit.length, `${kind.code} ${must ? 'must have' : 'wants'} ${code}`).toBeGreaterThan(0)
      }
    }
  })

  it('plays the known case: Lanqi is qualified and nearest, Feiyun nearer with an expired certificate', async () => {
    const { teams } = await cangnan()
    const profile = (id: string): TeamProfile => required(teams.find((team) => team.id === id), id).profile
    const lanqi = profile('lanqi-water')
    const feiyun = profile('feiyun-mountain')
    expect(holds(lanqi, 'water', 'national', '2030-01-01')).toBe(true)
    expect(lanqi.equipment.find(({ code }) => code === 'assault-boat')?.count).toBe(2)
    expect(holds(feiyun, 'water', 'county', '2026-09-30')).toBe(true)
    expect(holds(feiyun, 'water', 'county', '2026-10-01')).toBe(false)
    expect(distanceM(feiyun.base, CASE)).toBeLessThan(distanceM(lanqi.base, CASE))
    const qualified = teams
      .filter((team) => holds(team.profile, 'water', 'provincial', '2030-01-01'))
      .toSorted((a, b) => distanceM(a.profile.base, CASE) - distanceM(b.profile.base, CASE))
    expect(qualified.length).toBeGreaterThanOrEqual(4)
    expect(qualified[0]?.id).toBe('lanqi-water')
    const xiaguan = profile('xiaguan-sea')
    expect(xiaguan.vehicles.some((vehicle) => vehicle.class === 'boat')).toBe(true)
  })

  it('finds Guanmei reservoir however it is typed', async () => {
    const index = createPlaceIndex(packSearchEntries(await cangnan()))
    for (const query of ['观美水库', '观美', 'guanmei', 'guan mei shui ku', 'GuanMeiShuiKu', 'gmsk', '观美sk', 'Guanmei Res', 'guānměi']) {
      const found = index.search(query, 5).map((hit) => hit.entry.id)
      expect(found, query).toContain('guanmei-reservoir')
    }
    expect(index.search('gmsk')[0]?.entry.id).toBe('guanmei-reservoir')
    expect(index.search('观美水库')[0]).toMatchObject({ quality: 'exact', entry: { id: 'guanmei-reservoir' } })
    expect(index.search('lanqi')[0]?.entry.id).toBe('lanqi-water')
    expect(index.search('lqsy')[0]?.entry.id).toBe('lanqi-water')
  })

  it('answers the known misreadings with its own pinyin', async () => {
    const byName = new Map(packSearchEntries(await cangnan()).map((entry) => [entry.name, entry.pinyin]))
    expect(byName.get('莒溪镇')).toBe('ju xi zhen')
    expect(byName.get('矾山镇')).toBe('fan shan zhen')
    expect(byName.get('大渔镇')).toBe('da yu zhen')
    expect(byName.get('大厝基村')).toBe('da cuo ji cun')
    expect(byName.get('埔坪村')).toBe('pu ping cun')
  })
})
