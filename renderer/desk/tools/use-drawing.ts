import { useEffect, type RefObject } from 'react'
import type { Drawing } from '../../map/drawing'
import type { MapHandle } from '../../map/types'
import { setTool, useDesk } from '../state/desk'

let current: Drawing | null = null

/** Takes the last corner of what is drawn by hand back; false: nobody draws, or it is closed. */
export const undoCorner = (): boolean => current?.undo() ?? false

/** Draws closures, areas and patrols on the map with the drawing library; their corners are the tool's points. */
export function useDrawing(map: RefObject<MapHandle | null>, rebuiltWith: string): void {
  const key = useDesk(({ tool }) => (tool.kind === 'closure' ? `closure ${tool.shape}` : tool.kind === 'draw' && tool.shape !== 'Point' ? `${tool.of} ${tool.shape} ${tool.change?.id ?? ''}` : null))
  useEffect(() => {
    if (key === null) return
    const { tool } = useDesk.getState()
    if ((tool.kind !== 'closure' && tool.kind !== 'draw') || tool.shape === 'Point') return
    let over = false
    let own: Drawing | null = null
    const start = map.current?.drawShape({
      shape: tool.shape,
      points: tool.points,
      onPoints: (points) => {
        const now = useDesk.getState().tool
        if (!over && (now.kind === 'closure' || now.kind === 'draw')) setTool({ ...now, points })
      },
    })
    void start?.then((drawing) => {
      if (over) return drawing?.stop()
      own = drawing
      current = drawing
    })
    return () => {
      over = true
      if (current === own) current = null
      own?.stop()
    }
  }, [map, key, rebuiltWith])
}
