import { create } from 'zustand'
import { EMPTY_DRAFT, type Draft, type FieldProblem } from './fields'

interface DraftState {
  readonly draft: Draft
  readonly problems: readonly FieldProblem[]
}

/** The form outlives its panel: Escape keeps what was typed. */
export const useDraft = create<DraftState>(() => ({ draft: EMPTY_DRAFT, problems: [] }))

export function changeDraft(part: Partial<Draft>): void {
  useDraft.setState(({ draft, problems }) => ({
    draft: { ...draft, ...part },
    // What is being mended is not complained about.
    problems: problems.filter(({ field }) => !(field === 'kind' && 'kind' in part) && !(field === 'position' && ('at' in part || 'coordinates' in part)) && !(field === 'people' && 'people' in part)),
  }))
}

export function clearDraft(): void {
  useDraft.setState({ draft: EMPTY_DRAFT, problems: [] })
}

export function setProblems(problems: readonly FieldProblem[]): void {
  useDraft.setState({ problems })
}
