import type { PackError, PackProblem } from '../../../shared/pack/error'

/** More than this many errors help nobody: the first are shown, in the order of the files. */
export const MAX_PACK_ERRORS = 50

/** Collects what is wrong in the files of a pack. */
export class Problems {
  readonly #errors: PackError[] = []

  add(file: string, row: number | null, column: string | null, problem: PackProblem): void {
    this.#errors.push({ file, row, column, problem })
  }

  get count(): number {
    return this.#errors.length
  }

  /** No further error will be shown. */
  get full(): boolean {
    return this.#errors.length >= MAX_PACK_ERRORS
  }

  /** At most `MAX_PACK_ERRORS`, in the order found. */
  list(): PackError[] {
    return this.#errors.slice(0, MAX_PACK_ERRORS)
  }
}
