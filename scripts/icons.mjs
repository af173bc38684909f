// Draws the program's icons from renderer/public/favicon.svg into build/ and electron/shell/icons/, by the Chromium of this machine. Run it by hand
// after the picture has changed: `node scripts/icons.mjs`. Its results are committed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findBrowser } from './browser.mjs'
import { root } from './node.mjs'
import { fail } from './say.mjs'

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512]
/** Side of the tray's pictures, pixels: the system makes them smaller where it needs to. */
const TRAY = 32
/** Crossed out and greyed: the hub is not there. */
const LOST = '<rect width="64" height="64" rx="12" fill="#8a97a6" opacity=".72"/><path d="M10 54 54 10" stroke="#0d1824" stroke-width="9" stroke-linecap="round"/>'
/** Chunk types of Apple's icon file that hold a PNG, by its side in pixels. */
const ICNS = { 128: 'ic07', 256: 'ic08', 512: 'ic09' }

const executablePath = findBrowser() ?? fail('没有可用的 Chromium。', 'No Chromium is installed.')
const svg = readFileSync(join(root, 'renderer/public/favicon.svg'), 'utf8')
const folder = join(root, 'build/icons')
mkdirSync(folder, { recursive: true })

const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
const page = await browser.newPage()
const pngs = new Map()
for (const size of SIZES) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
  const png = await page.screenshot({ omitBackground: true })
  pngs.set(size, png)
  writeFileSync(join(folder, `${size}x${size}.png`), png)
}
for (const [name, over] of [['tray', ''], ['tray-lost', LOST]]) {
  await page.setViewportSize({ width: TRAY, height: TRAY })
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${TRAY}px;height:${TRAY}px}</style>${svg.replace('</svg>', `${over}</svg>`)}`)
  mkdirSync(join(root, 'electron/shell/icons'), { recursive: true })
  writeFileSync(join(root, `electron/shell/icons/${name}.png`), await page.screenshot({ omitBackground: true }))
}
await browser.close()
writeFileSync(join(root, 'build/icon.png'), pngs.get(512))
writeFileSync(join(root, 'build/icon.ico'), ico([16, 24, 32, 48, 64, 128, 256]))
writeFileSync(join(root, 'build/icon.icns'), icns())

/** Windows' icon file with PNG entries: a header, a table of 16 bytes each (0 stands for 256 pixels), the pictures. */
function ico(sizes) {
  const header = Buffer.alloc(6 + 16 * sizes.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(sizes.length, 4)
  let offset = header.length
  sizes.forEach((size, index) => {
    const at = 6 + 16 * index
    const { length } = pngs.get(size)
    header.writeUInt8(size % 256, at)
    header.writeUInt8(size % 256, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += length
  })
  return Buffer.concat([header, ...sizes.map((size) => pngs.get(size))])
}

/** Apple's icon file: `icns`, whole length, then chunks of type, length and PNG. */
function icns() {
  const chunks = Object.entries(ICNS).map(([size, type]) => {
    const png = pngs.get(Number(size))
    const head = Buffer.alloc(8)
    head.write(type)
    head.writeUInt32BE(png.length + 8, 4)
    return Buffer.concat([head, png])
  })
  const head = Buffer.alloc(8)
  head.write('icns')
  head.writeUInt32BE(8 + chunks.reduce((sum, chunk) => sum + chunk.length, 0), 4)
  return Buffer.concat([head, ...chunks])
}
