import css from './relocation.module.css'

/** How full a shelter is. Beyond its capacity the bar is full and hatched: the figures beside it say by how much. */
export function OccupancyBar({ persons, capacity }: { readonly persons: number; readonly capacity: number }) {
  const share = capacity > 0 ? Math.min(1, persons / capacity) : 0
  return (
    <span className={css['bar']} data-over={persons > capacity} aria-hidden>
      <i style={{ width: `${share * 100}%` }} />
    </span>
  )
}
