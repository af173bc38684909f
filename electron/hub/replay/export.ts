import type { Gzip } from 'node:zlib'
import { ok, type Result } from '../../../shared/base/result'
import type { EpochMs } from '../../../shared/base/time'
import { wallTime } from '../../../shared/base/zone'
import type { Rejection } from '../../../shared/domain/rejection'
import type { Pack } from '../../../shared/pack/schema'
import { RECORDING_FORMAT, RECORDING_VERSION, type RecordingHeader } from '../../../shared/replay/format'
import { packStamp } from './pack-revision'
import { planRecording, type EventSource } from './plan'
import { waysBetween, type KeptPositions } from './ways'
import { recordingBytes } from './write'

export interface ExportOptions {
  readonly source: EventSource
  /** Null: without the ways of what moved. */
  readonly positions: KeptPositions | null
  readonly pack: Pick<Pack, 'folder' | 'manifest'>
  readonly logId: string
  readonly drill: boolean
  /** Version of the program. */
  readonly app: string
  /** Who takes it, as the log names people. */
  readonly by: string
  readonly at: EpochMs
  readonly from: EpochMs
  readonly to: EpochMs
}

/** Plans a recording and opens its bytes. What goes wrong while they are read destroys the stream. */
export async function exportRecording(options: ExportOptions): Promise<Result<{ header: RecordingHeader; bytes: Gzip }, Rejection>> {
  const { source, positions, pack, from, to } = options
  const plan = await planRecording(source, from, to)
  if (!plan.ok) return plan
  const header: RecordingHeader = {
    format: RECORDING_FORMAT,
    version: RECORDING_VERSION,
    app: options.app,
    logId: options.logId,
    pack: await packStamp(pack),
    organisation: pack.manifest.organisation,
    zone: pack.manifest.zone,
    drill: options.drill,
    from,
    to,
    fromSeq: plan.value.fromSeq,
    toSeq: plan.value.toSeq,
    exportedBy: options.by,
    exportedAt: options.at,
  }
  const ways = positions === null ? [] : waysBetween(positions, from, to)
  return ok({ header, bytes: recordingBytes({ header, plan: plan.value, source, ways }) })
}

/** `dinghai-20260728-1403.dhlog`: when it begins, in the bureau's zone. */
export function recordingName({ from, zone }: Pick<RecordingHeader, 'from' | 'zone'>): string {
  const { year, month, day, hour, minute } = wallTime(from, zone)
  const two = (n: number) => String(n).padStart(2, '0')
  return `dinghai-${year}${two(month)}${two(day)}-${two(hour)}${two(minute)}.dhlog`
}
