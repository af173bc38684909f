import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { calloutSettingsSchema, templateTextOf, type CalloutSettings } from '../../../shared/pack/callout'
import { SEVERITIES } from '../../../shared/domain/incident/kind'
import { readJson } from './json'
import { Problems } from './problems'

const text = readFileSync(fileURLToPath(new URL('../../../resources/packs/cangnan/callout.json', import.meta.url)), 'utf8')

function read(content: string): { settings: CalloutSettings | null; problems: { row: number | null; column: string | null; problem: object }[] } {
  const problems = new Problems()
  return { settings: readJson('callout.json', content, calloutSettingsSchema, problems), problems: problems.list() }
}

describe('callout.json', () => {
  it('of Cangnan has the clocks, the three questions and texts for the gravest colours', () => {
    const { settings, problems } = read(text)
    expect(problems).toEqual([])
    expect(settings?.clocks).toEqual({ readSeconds: 180, answerSeconds: 900, reportSeconds: 1800 })
    expect(settings?.answers.map(({ id, required }) => [id, required])).toEqual([['commander', true], ['villages', true], ['evacuate', true]])
    for (const colour of SEVERITIES) expect(settings?.templates.some((one) => one.kind === 'typhoon' && one.colour === colour)).toBe(true)
  })

  it.each([
    ['"readSeconds": 180', '"readSeconds": 1', 2, 'clocks.readSeconds'],
    ['"answerSeconds": 900', '"answerSeconds": 100', 2, 'clocks.answerSeconds'],
    ['"kind": "village"', '"kind": "street"', 5, 'called[1].kind'],
    ['"kind": "village"', '"kind": "town"', 5, 'called[1].kind'],
    ['"id": "villages"', '"id": "commander"', 9, 'answers[1].id'],
    ['"kind": "choice"', '"kind": "colour"', 12, 'answers[2].kind'],
    ['"id": "rainstorm"', '"id": "typhoon"', 36, 'kinds[1].id'],
    ['"kind": "rainstorm", "colour": "yellow"', '"kind": "snow", "colour": "yellow"', 45, 'templates[4].kind'],
    ['"kind": "rainstorm", "colour": "yellow"', '"kind": "rainstorm", "colour": "purple"', 45, 'templates[4].colour'],
    ['"kind": "rainstorm", "colour": "yellow"', '"kind": "rainstorm", "colour": "red"', 47, 'templates[6].colour'],
    ['{{time}} 暴雨黄色', '{{clock}} 暴雨黄色', 45, 'templates[4].text.zh'],
    ['"reports": true', '"reports": true, "calls": 3', 4, 'called[0].calls'],
  ])('with %s made %s says so with line and field', (from, to, row, column) => {
    expect(text).toContain(from)
    const { settings, problems } = read(text.replace(from, to))
    expect(settings).toBeNull()
    expect(problems[0]).toMatchObject({ row, column })
  })

  it('fills the open places of a text, and has none for a kind and colour without one', () => {
    const { settings } = read(text)
    const fill = { organisation: '苍南县应急指挥中心', time: '14:05', units: '马站镇' }
    expect(settings && templateTextOf(settings, 'rainstorm', 'orange', 'zh', fill)).toMatch(/^苍南县应急指挥中心 14:05 暴雨橙色预警.*马站镇请立即巡查/)
    expect(settings && templateTextOf(settings, 'rainstorm', 'blue', 'zh', fill)).toBeNull()
  })
})
