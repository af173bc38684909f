import { useMemo, useState } from 'react'
import { z } from 'zod'
import type { Visible } from '../../map/types'
import { useConnection } from '../../state/connection'
import { keep, kept } from '../../state/keep'

/** The layers that this officer chose in this browser; rubbish is as good as nothing. */
export function useKeptLayers(): [Visible, (visible: Visible) => void] {
  const officer = useConnection((state) => state.name) ?? ''
  const [chosen, setChosen] = useState<{ readonly of: string; readonly visible: Visible }>(() => ({ of: officer, visible: keptLayers(officer) }))
  const visible = useMemo(() => (chosen.of === officer ? chosen.visible : keptLayers(officer)), [chosen, officer])
  return [
    visible,
    (next) => {
      keep(`layers.${officer}`, JSON.stringify(next))
      setChosen({ of: officer, visible: next })
    },
  ]
}

function keptLayers(officer: string): Visible {
  try {
    return z.record(z.string(), z.boolean()).parse(JSON.parse(kept(`layers.${officer}`) ?? '{}'))
  } catch {
    return {}
  }
}
