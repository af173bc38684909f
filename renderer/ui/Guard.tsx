import { Component, type ReactNode } from 'react'

export interface GuardProps {
  readonly children: ReactNode
  /** Drawn in place of what failed; `again` makes another attempt. */
  readonly renderInstead: (again: () => void) => ReactNode
  /** Another value is another thing to draw: it is tried at once. */
  readonly of?: unknown
}

interface GuardState {
  readonly failed: boolean
  readonly of: unknown
}

/**
 * Keeps an error while drawing where it arose. React takes the whole screen away if nothing does, and a desk or a wall
 * that is white because one panel met a value that it did not expect is the worst of all answers.
 */
export class Guard extends Component<GuardProps, GuardState> {
  override state: GuardState = { failed: false, of: this.props.of }

  static getDerivedStateFromError(): Partial<GuardState> {
    return { failed: true }
  }

  static getDerivedStateFromProps({ of }: GuardProps, state: GuardState): GuardState | null {
    return Object.is(of, state.of) ? null : { failed: false, of }
  }

  readonly #again = () => this.setState({ failed: false })

  override render(): ReactNode {
    return this.state.failed ? this.props.renderInstead(this.#again) : this.props.children
  }
}
