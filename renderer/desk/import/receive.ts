import type { Translate } from '../../../shared/i18n/catalogue'
import { IMPORT_LIMITS, type ImportProblem } from './model'
import { hubNow } from '../../state/clock'
import { importKind, parseImport } from './parse'
import { addOverlay, askForPictures } from './store'
import { readXml } from './xml'

/** What a hub takes as a photo, and how large (its HTTP interface says the same). */
const PHOTO_TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp'])
export const MAX_PHOTO_BYTES = 8_000_000

/** One line for the officer; a refusal stays longer on screen. */
export interface Notice {
  readonly tone: 'done' | 'refused'
  readonly text: string
}

/** Why a file was refused, in words. */
export function problemText(problem: ImportProblem, t: Translate): string {
  switch (problem.code) {
    case 'tooLarge':
      return t('import.tooLarge', { n: problem.limitMb })
    case 'tooMany':
      return t('import.tooMany', { n: problem.limit })
    case 'broken':
      return t('import.broken', { kind: problem.kind.toUpperCase() })
    case 'outOfRange':
      return t('import.outOfRange', { n: problem.where, position: problem.position })
    default:
      return t(`import.${problem.code}`)
  }
}

/** Takes what was dropped, file by file: one that is refused does not hinder the others. `shown`: the incident on screen. */
export async function receiveFiles(files: readonly File[], shown: string | null, t: Translate): Promise<Notice[]> {
  const photos = files.filter(({ type }) => PHOTO_TYPES.has(type))
  const others = files.filter(({ type }) => !PHOTO_TYPES.has(type))
  const notices = [...receivePhotos(photos, shown, t)]
  for (const file of others) notices.push(...(await receiveLayer(file, t)))
  return notices
}

function receivePhotos(photos: readonly File[], shown: string | null, t: Translate): Notice[] {
  if (photos.length === 0) return []
  if (shown === null) return [{ tone: 'refused', text: t('import.picturesNoIncident') }]
  const fitting = photos.filter(({ size }) => size <= MAX_PHOTO_BYTES)
  if (fitting.length > 0) askForPictures(shown, fitting)
  const reason = t('import.photoTooLarge', { n: MAX_PHOTO_BYTES / 1e6 })
  return photos.filter((photo) => !fitting.includes(photo)).map(({ name }) => ({ tone: 'refused', text: t('import.refused', { name, reason }) }))
}

async function receiveLayer(file: File, t: Translate): Promise<Notice[]> {
  const { name } = file
  const refused = (reason: string): Notice[] => [{ tone: 'refused', text: t('import.refused', { name, reason }) }]
  if (!importKind(name)) return refused(t('import.unknownKind'))
  // Asked before it is read: a film that was named .csv must not fill the memory.
  if (file.size > IMPORT_LIMITS.bytes) return refused(t('import.tooLarge', { n: IMPORT_LIMITS.bytes / 1e6 }))
  try {
    const read = parseImport(name, new Uint8Array(await file.arrayBuffer()), readXml)
    if (!read.ok) return refused(problemText(read.error, t))
    const { features, skipped, swapped } = read.value
    addOverlay(name, read.value, hubNow())
    const notices: Notice[] = [{ tone: 'done', text: t('import.added', { name, n: features.length }) }]
    if (swapped) notices.push({ tone: 'refused', text: `${name}: ${t('import.swapped')}` })
    if (skipped > 0) notices.push({ tone: 'refused', text: `${name}: ${t('import.skipped', { n: skipped })}` })
    return notices
  } catch {
    return refused(t('import.unreadable'))
  }
}
