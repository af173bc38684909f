/** Typed face of `scene.mjs` for the tests. */
export interface SceneOptions {
  readonly url: string
  /** An officer's session token. */
  readonly token: string
  readonly say?: (step: string, detail: Record<string, unknown>) => void
  /** 10 plays ten times faster. */
  readonly speed?: number
  readonly decide?: 'auto' | 'officer'
  readonly thinkMs?: number
  /** Close the incident at the end. Default true. */
  readonly close?: boolean
}

export function playScene(options: SceneOptions): Promise<{
  readonly state: string
  readonly clocks: Record<string, unknown>
  readonly timeline: readonly { readonly type: string }[]
  readonly [field: string]: unknown
}>
