import { memo, useId } from 'react'
import { PAGE_SIZE, type Format } from '../../../shared/briefing/page'
import { box, PAGE_FACE, type Shape } from './draw/shape'

export interface PageSvgProps {
  readonly shapes: readonly Shape[]
  readonly format: Format
  readonly label: string
  readonly className?: string | undefined
  /** A small picture of it beside its name: not read out. */
  readonly small?: boolean
}

/** A page of a briefing: lines and words, as sharp as whatever it is shown on. */
export const PageSvg = memo(function PageSvg({ shapes, format, label, className, small = false }: PageSvgProps) {
  const { width, height } = PAGE_SIZE[format]
  const id = useId()
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={className} fontFamily={PAGE_FACE} {...(small ? { 'aria-hidden': true } : { role: 'group', 'aria-label': label, 'data-testid': 'briefing-page' })}>
      {shapes.map((shape, i) => (
        <Mark key={i} shape={shape} id={`${id}${i}`} />
      ))}
    </svg>
  )
})

function Mark({ shape, id }: { readonly shape: Shape; readonly id: string }) {
  if (shape.kind === 'text') {
    const { x, y, text, size, fill, anchor, weight, halo, turn, opacity } = shape
    return (
      <text
        x={x}
        y={y}
        fontSize={size}
        fontWeight={weight}
        fill={fill}
        textAnchor={anchor}
        opacity={opacity}
        {...(halo === undefined ? {} : { stroke: halo, strokeWidth: size / 4, strokeLinejoin: 'round', paintOrder: 'stroke' })}
        {...(turn === undefined ? {} : { transform: `rotate(${turn} ${x} ${y})` })}
      >
        {text}
      </text>
    )
  }
  const { d, fill = 'none', stroke, width, dash, opacity, clip, move } = shape
  return (
    <>
      {clip && (
        <clipPath id={id}>
          <path d={box(clip)} />
        </clipPath>
      )}
      <path
        d={d}
        fill={fill}
        fillRule="evenodd"
        stroke={stroke}
        strokeWidth={width}
        strokeDasharray={dash}
        strokeLinejoin="round"
        opacity={opacity}
        {...(clip ? { clipPath: `url(#${id})` } : {})}
        {...(move ? { transform: `translate(${move.x} ${move.y}) scale(${move.scale})` } : {})}
      />
    </>
  )
}
