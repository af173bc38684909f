export interface LiveOptions {
  readonly url: string
  /** An officer's session or key. */
  readonly token: string
  /** Folder of the pack that the hub runs: for the shape of its coast. */
  readonly folder: string
  readonly vessels: number
  readonly seed?: number
  readonly stop: AbortSignal
  readonly say?: (step: 'started' | 'running' | 'refused' | 'away' | 'back', detail: Readonly<Record<string, unknown>>) => void
}
export function runLive(options: LiveOptions): Promise<void>
