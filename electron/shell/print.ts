import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, dialog, type BrowserWindow } from 'electron'
import type { NativeWords } from './words'

/** A4 on its side, as the screens are wider than high, with their backgrounds, in which they say what matters. */
const PAGE = { landscape: true, printBackground: true, pageSize: 'A4' } as const

/** Asks for a printer and prints what the window shows. */
export function printWindow(window: BrowserWindow, words: NativeWords): void {
  window.webContents.print({ ...PAGE, silent: false }, (done, reason) => {
    // The person closing the dialog is no failure.
    if (!done && reason !== '' && !/cancel/i.test(reason)) void tell(window, words('native.printFailed'), reason)
  })
}

/**
 * Asks for a place and saves what the window shows as PDF there, whole or not at all. Tells why it could not be saved. A
 * page that names the size of its sheets (a briefing) gets that, without margins of ours.
 */
export async function savePdf(window: BrowserWindow, words: NativeWords, now: Date): Promise<void> {
  if (asked.has(window)) return
  asked.add(window)
  try {
    await askAndSave(window, words, now)
  } finally {
    asked.delete(window)
  }
}

/** Windows whose dialog is open: one at a time, however often a page asks. */
const asked = new WeakSet<BrowserWindow>()

async function askAndSave(window: BrowserWindow, words: NativeWords, now: Date): Promise<void> {
  const name = words('native.pdfName', { screen: window.getTitle(), time: stamp(now) })
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), `${name.replace(/[\\/:*?"<>|·]+/g, ' ')}.pdf`),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
    // Elsewhere the system asks by itself before a file is replaced.
    properties: ['showOverwriteConfirmation'],
  })
  if (canceled || !filePath) return
  const part = `${filePath}.part`
  try {
    const pdf = await window.webContents.printToPDF({ ...PAGE, preferCSSPageSize: true, margins: { top: 0.3, bottom: 0.3, left: 0.3, right: 0.3 } })
    await writeFile(part, pdf)
    await rename(part, filePath)
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    await tell(window, words('native.pdfFailed'), `${filePath}\n${error instanceof Error ? error.message : String(error)}`)
  }
}

async function tell(window: BrowserWindow, message: string, detail: string): Promise<void> {
  if (!window.isDestroyed()) await dialog.showMessageBox(window, { type: 'error', message, detail })
}

/** `2026-11-22 0408`, in the machine's own zone, sortable and fit for a file name. */
function stamp(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}${two(now.getMinutes())}`
}
