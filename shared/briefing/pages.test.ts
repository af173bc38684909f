import { describe, expect, it } from 'vitest'
import { frozen, SMALL, stormScene } from '../../tests/fixtures/briefing'
import { Scene } from '../../tests/fixtures/domain'
import { LANGUAGES } from '../i18n/catalogue'
import { translator } from '../i18n/translator'
import { SECTIONS } from '../domain/briefing/state'
import type { BriefingContent } from './content'
import { draftEdition } from './drafts'
import { clip, widthEm, wrap } from './measure'
import { BODY, FORMATS, PAGE_SIZE, type Format } from './page'
import { pagesOf, sectionPages } from './pages'
import type { Words } from './words'

const storm = frozen(stormScene('2022-12', 160))
const words: Words = { t: translator('zh'), language: 'zh', zone: 'Asia/Shanghai' }
const edition = (content: BriefingContent) => draftEdition(content, words.t, 'zh')

/** As many townships as a city has. */
function wide(): BriefingContent {
  const townships = Array.from({ length: 70 }, (_, i) => ({ id: `t${i}`, name: `第${i}镇`, at: { lon: 120 + i / 100, lat: 27 + i / 100 } }))
  return frozen(stormScene(), { pack: { ...SMALL, townships } })
}

describe('pages', () => {
  it.each(FORMATS)('lie inside the paper, in %s', (format) => {
    const { width, height } = PAGE_SIZE[format]
    for (const content of [storm, wide(), frozen(new Scene(), { storm: null })]) {
      for (const page of SECTIONS.flatMap((section) => sectionPages(section, { content, edition: edition(content), format, words, body: BODY[format] }))) {
        expect(page.blocks.length).toBeGreaterThan(0)
        for (const { at } of page.blocks) {
          expect([page.id, at.x >= 0, at.y >= 0, at.x + at.w <= width + 0.01, at.y + at.h <= height - 60]).toEqual([page.id, true, true, true, true])
          expect(Math.min(at.w, at.h)).toBeGreaterThan(20)
        }
      }
    }
  })

  it('follow the order of the officer, without what is hidden', () => {
    const base = edition(storm)
    const order = base.order.toReversed()
    const pages = pagesOf(storm, { ...base, order, hidden: ['towns', 'risks'] }, 'wide', words)
    const sections = [...new Set(pages.map(({ section }) => section))]
    expect(sections).toEqual(order.filter((section) => !['towns', 'risks'].includes(section)))
  })

  it('of a long table go on, with every row once and in order', () => {
    const content = wide()
    for (const format of FORMATS) {
      const pages = sectionPages('towns', { content, edition: edition(content), format, words, body: BODY[format] })
      expect(pages.length).toBeGreaterThan(1)
      expect(pages.map(({ part, parts }) => `${part}/${parts}`)).toEqual(pages.map((_, i) => `${i + 1}/${pages.length}`))
      const names = pages.flatMap(({ blocks }) => blocks.flatMap(({ block }) => (block.kind === 'table' ? block.rows.map((row) => row[0]) : [])))
      expect(names).toEqual(content.towns.map(({ name }) => name.zh))
    }
  })

  it('of long words go on: no sentence is lost', () => {
    const risks = Array.from({ length: 90 }, (_, i) => `第 ${i} 条风险：沿海乡镇的船只和养殖人员尚未全部上岸。`).join('\n')
    const base = edition(storm)
    const pages = sectionPages('risks', { content: storm, edition: { ...base, texts: { ...base.texts, risks } }, format: 'a4', words, body: BODY.a4 })
    expect(pages.length).toBeGreaterThan(1)
    const said = pages.flatMap(({ blocks }) => blocks.flatMap(({ block }) => (block.kind === 'text' && block.title === '主要风险' ? block.lines : []))).join('')
    expect(said).toBe(risks.replaceAll('\n', ''))
  })

  it('say that a part was not available where it is asked for all the same', () => {
    const [page] = sectionPages('level', { content: storm, edition: edition(storm), format: 'wide', words, body: BODY.wide })
    expect(page?.blocks).toMatchObject([{ block: { kind: 'message', text: '冻结时没有这部分数据' } }])
    expect(edition(storm).hidden).toEqual(expect.arrayContaining(['level', 'callout', 'relocation', 'sea', 'changes']))
    expect(edition(storm).texts.summary).not.toContain('undefined')
    const cover = sectionPages('cover', { content: storm, edition: edition(storm), format: 'wide', words, body: BODY.wide })
    expect(JSON.stringify(cover)).toContain('未启动或无数据：应急响应')
  })

  it.each(LANGUAGES)('hold no place that was not filled, in %s', (language) => {
    const t = translator(language)
    for (const format of FORMATS as readonly Format[]) {
      const all = SECTIONS.flatMap((section) => sectionPages(section, { content: storm, edition: draftEdition(storm, t, language), format, words: { t, language, zone: 'Asia/Shanghai' }, body: BODY[format] }))
      expect(JSON.stringify(all)).not.toMatch(/\{\{|NaN|undefined|briefing\./)
    }
  })
})

describe('text', () => {
  it('is broken so that no line is longer than its room and nothing is lost', () => {
    const text = '台风“桑美”中心位于 26.00°N 123.70°E，在苍南县东南方向约 357 km，prepared by the duty officer。\n第二段'
    for (const width of [6, 11, 23, 60]) {
      const lines = wrap(text, width)
      // A closing sign may hang over.
      for (const line of lines) expect(widthEm(line)).toBeLessThanOrEqual(width + 1)
      expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
    }
  })

  it('never begins a line with a sign that ends a sentence', () => {
    for (let width = 4; width < 20; width++) expect(wrap('一二三，四五六。七八九、十一十二；十三。', width).some((line) => /^[，。、；]/.test(line))).toBe(false)
  })

  it('is cut with a sign that it goes on', () => {
    expect(clip('苍南县应急指挥中心', 5)).toBe('苍南县应…')
    expect(clip('苍南', 5)).toBe('苍南')
  })
})
