import { expect, it } from 'vitest'
import { RelocationScene } from '../../tests/fixtures/relocation'
import type { Unit } from '../pack/units'
import { unitRelocation } from './unit-view'

const unit = (id: string, kind: Unit['kind'], name: string, parent: string | null): Unit => ({ id: id as Unit['id'], kind, name, parent: parent as Unit['parent'], at: null })
const TOWN = unit('town:mazhan', 'town', '马站镇', null)
const VILLAGE = unit('village:v1', 'village', 'v1村', TOWN.id)
const UNITS = [unit('department:water', 'department', '水利局', null), TOWN, VILLAGE]
const SHELTERS = [{ id: 's1', name: '马站小学', township: '马站镇', capacity: 10 }, { id: 's2', name: '赤溪小学', township: '赤溪镇', capacity: 100 }]
const view = (scene: RelocationScene, of: Unit) => unitRelocation(scene.world, SHELTERS, UNITS, of)

it('shows a village its sheet and the shelters that it needs, a town its villages in figures, a department nothing', () => {
  const scene = new RelocationScene()
  expect(view(scene, VILLAGE)).toMatchObject({ sheet: { villageId: 'village:v1' }, villages: [], shelters: [{ id: 's1', persons: null, ofTown: true }] })
  expect(view(scene, TOWN)).toMatchObject({ sheet: null, villages: [{ name: 'v1村' }, { name: 'v2村' }], shelters: [{ id: 's1' }] })
  expect(view(scene, TOWN)?.villages).toHaveLength(2)
  expect(view(scene, UNITS[0] ?? TOWN)).toBe(null)
})

it('adds a shelter of another town to which somebody is sent, where the village counts nobody else', () => {
  const scene = new RelocationScene()
  scene.done('assignShelter', { sheetId: scene.sheetId(), householdIds: ['v1-01'], shelterId: 's2' })
  expect(view(scene, VILLAGE)?.shelters.map(({ id, ofTown }) => [id, ofTown])).toEqual([['s1', true], ['s2', false]])
})

it('is over when the relocation is', () => {
  const scene = new RelocationScene()
  scene.done('endRelocation', { relocationId: scene.relocationId, reason: '' })
  expect(view(scene, VILLAGE)).toBe(null)
})
