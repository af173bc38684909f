import type { Result } from '../../../../shared/base/result'
import type { Advisory } from '../../../../shared/domain/typhoon/state'
import { readIbtracs } from './ibtracs'
import { readJmaBestTrack } from './jma-best-track'
import { readProvincial, type ProvincialZone } from './provincial'
import { readStormFile } from './storm-file'

/** What a text can be. `auto`: told by its beginning. */
export const TYPHOON_FORMATS = ['auto', 'dinghai', 'provincial', 'jma-best-track', 'ibtracs'] as const
export type TyphoonFormat = (typeof TYPHOON_FORMATS)[number]

/** Reads the advisories in a text. `zone` is whose local time a provincial site means; the others are UTC by definition. */
export function readAdvisories(text: string, format: TyphoonFormat, zone: ProvincialZone): Result<Advisory[], string> {
  switch (format === 'auto' ? formatOf(text) : format) {
    case 'dinghai':
      return readStormFile(text)
    case 'provincial':
      return readProvincial(text, zone)
    case 'jma-best-track':
      return readJmaBestTrack(text)
    case 'ibtracs':
      return readIbtracs(text)
  }
}

function formatOf(text: string): Exclude<TyphoonFormat, 'auto'> {
  const start = text.replace(/^\uFEFF/, '').trimStart()
  if (start.startsWith('66666')) return 'jma-best-track'
  if (!/^[[{]/.test(start)) return 'ibtracs'
  return /"format"\s*:\s*"dinghai-typhoon-/.test(start.slice(0, 500)) ? 'dinghai' : 'provincial'
}
