export function findMakensis(): string | null
export function makeInstaller(settings: {
  readonly makensis: string
  readonly folder: string
  readonly version: string
  readonly output: string
  readonly icon?: string
  readonly quick?: boolean
}): void
