import { SourceFoot } from '../ui/SourceFoot'
import type { WallLayout } from './use-scale'
import css from './wall.module.css'

/** Foot line: every source with its age. (Coverage will stand at its right end once it is computed.) */
export function Foot({ layout }: { readonly layout: WallLayout }) {
  return (
    <footer className={`panel ${css['foot']}`} data-wide={layout.zones}>
      <SourceFoot />
    </footer>
  )
}
