import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { lookAtPdf, paperOf, withShellPaper } from '../fixtures/paper'
import { runHub, temporaryDataDir } from '../fixtures/run-hub'
import { storm } from '../fixtures/storms'
import { withoutMap } from '../fixtures/without-map'
import { unzip } from '../fixtures/zip'

/** From the key to the first page, through words, order and the wall, to what leaves the room. */
test('a situation is frozen by one key, edited, presented on a wall, and leaves as PDF and slides', async ({ browser }) => {
  const data = temporaryDataDir()
  const hub = await runHub(data.path)
  try {
    const post = async <T>(path: string, body: unknown, key: string): Promise<T> => {
      const headers = { 'content-type': 'application/json', ...(key === '' ? {} : { authorization: `Bearer ${key}` }) }
      const response = await fetch(new URL(path, hub.url), { method: 'POST', headers, body: JSON.stringify(body) })
      if (!response.ok) throw new Error(`${path} ${response.status} ${await response.text()}`)
      return (await response.json()) as T
    }
    const secret = new URLSearchParams(new URL(hub.links.desk).hash.slice(1)).get('k')
    const officer = (await post<{ key: string }>('/api/v1/devices/claim', { secret }, '')).key
    const { observed, ...rest } = storm('2022-12')
    const issuedAt = observed[50]?.at ?? 0
    await post('/api/v1/commands', { commandId: randomUUID(), type: 'recordAdvisory', data: { ...rest, agency: 'JMA', issuedAt, observed: observed.filter(({ at }) => at <= issuedAt), forecast: observed.filter(({ at }) => at > issuedAt) } }, officer)

    const desk = await (await browser.newContext({ viewport: { width: 1366, height: 768 }, acceptDownloads: true })).newPage()
    const wall = await (await browser.newContext({ viewport: { width: 960, height: 540 } })).newPage()
    for (const page of [desk, wall]) await withoutMap(page)
    await withShellPaper(desk)
    await wall.goto(hub.links.wall)
    await expect(wall.getByTestId('wall')).toBeVisible()
    await desk.addInitScript((key) => localStorage.setItem('dinghai.key.desk', key), officer)
    await desk.goto(`${hub.url}/desk/`)
    await expect(desk.getByTestId('officer')).toContainText('officer')

    // One key.
    await desk.keyboard.press('Shift+M')
    const page = desk.locator('section svg[data-testid=briefing-page]').first()
    await expect(page).toContainText('台风“梅花”研判会商材料')
    await expect(page).toContainText('数据时间')
    const position = desk.getByTestId('briefing-position')
    const pages = Number((await position.textContent())?.split('/')[1])
    expect(pages).toBeGreaterThan(5)

    // Words, and back.
    const title = desk.getByTestId('briefing-title')
    await title.fill('梅花台风第一次研判')
    await title.press('Control+Enter')
    await expect(page).toContainText('梅花台风第一次研判')
    const notes = desk.getByTestId('briefing-notes')
    await notes.fill('先讲路径')
    await notes.blur()
    const hidden = desk.locator('li[data-section=towns]')
    await hidden.getByRole('button', { name: /^隐藏/ }).click()
    await expect(position).toHaveText(`1 / ${pages - 1}`)
    await desk.getByTestId('briefing-undo').click()
    await expect(position).toHaveText(`1 / ${pages}`)

    // On a wall, without the notes.
    await desk.getByTestId('briefing-present').click()
    const shown = wall.getByTestId('wall-briefing')
    await expect(shown.getByTestId('briefing-page')).toContainText('梅花台风第一次研判')
    await expect(desk.getByTestId('briefing-note')).toHaveText('先讲路径')
    await desk.getByTestId('briefing-next').click()
    await expect(shown).toHaveAttribute('data-page', '1')
    await expect(shown.getByTestId('briefing-page')).toContainText('台风路径与风圈')
    expect(await wall.locator('body').textContent()).not.toContain('先讲路径')
    await desk.getByTestId('briefing-end').click()
    await expect(shown).toHaveCount(0)

    // On paper: a sheet for each page, words as words, no picture.
    for (const [format, size] of [['a4', '595×842'], ['wide', '960×540']] as const) {
      await desk.getByTestId(`briefing-pdf-${format}`).click()
      const { sheets, pictures, fonts } = lookAtPdf(await paperOf(desk))
      expect(sheets.length).toBeGreaterThan(5)
      expect(new Set(sheets)).toEqual(new Set([size]))
      expect(pictures).toBe(0)
      expect(fonts).toBeGreaterThan(0)
      await expect(desk.getByTestId('briefing-pptx')).toBeEnabled()
    }

    // As slides: texts, tables and charts that can be edited.
    const download = desk.waitForEvent('download')
    await desk.getByTestId('briefing-pptx').click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/^梅花台风第一次研判 \d{4}-\d{4}-01\.pptx$/)
    const parts = unzip(readFileSync(await file.path()))
    const slides = [...parts].filter(([name]) => /^ppt\/slides\/slide\d+\.xml$/.test(name)).map(([, xml]) => xml.toString('utf8'))
    expect(slides).toHaveLength(pages)
    expect(slides.join('')).toContain('梅花台风第一次研判')
    expect(slides.every((xml) => xml.includes('数据时间'))).toBe(true)
    expect(slides.filter((xml) => xml.includes('<a:tbl>')).length).toBeGreaterThan(1)
    expect([...parts.keys()].filter((name) => /^ppt\/charts\/chart\d+\.xml$/.test(name)).length).toBeGreaterThan(2)
    expect([...parts].some(([name, xml]) => name.startsWith('ppt/notesSlides/') && xml.toString('utf8').includes('先讲路径'))).toBe(true)

    // By its code: the same moment, and what is different now.
    const id = await desk.evaluate(async (key) => ((await (await fetch('/api/v1/briefings', { headers: { authorization: `Bearer ${key}` } })).json()) as { briefings: { id: string }[] }).briefings[0]?.id, officer)
    await desk.keyboard.press('Escape')
    await expect(desk.getByTestId('briefing-room')).toHaveCount(0)
    await desk.evaluate((of) => (window.location.hash = `briefing=${of}`), id)
    await expect(desk.getByTestId('briefing-room')).toBeVisible()
    await expect(desk.getByTestId('briefing-now')).toContainText('没有数字不同')
    for (const one of [desk, wall]) await one.context().close()
  } finally {
    await hub.stop()
    data.remove()
  }
})
