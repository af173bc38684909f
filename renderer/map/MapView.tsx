import { useEffect, useImperativeHandle, useMemo, useRef, useState, type ReactNode, type Ref } from 'react'
import type { LonLat } from '../../shared/geo/position'
import { OFFLINE_BASEMAP } from '../../shared/pack/basemap'
import { hubUrl } from '../state/api'
import { useSession } from '../state/session'
import { inLanguage, useT } from '../ui/i18n'
import { afterPaint } from './after-paint'
import { hasWebGL2 } from './engine'
import type { GroundState } from './ground/ground-style'
import { usePointer } from './ground/pointer'
import { tellGroundState, useGround } from './ground/use-ground'
import groundCss from './ground/ground.module.css'
import { HeatLegend } from './HeatLegend'
import type { HeatScale } from './heat-scale'
import { createMapInstance } from './map-instance'
import type { MapInstance } from './map-options'
import css from './MapView.module.css'
import type { LayerStatuses, MapBounds, MapCamera, MapData, MapHandle, MapObject, Scheme, Visible } from './types'

export interface MapViewProps {
  readonly ref?: Ref<MapHandle>
  readonly data: MapData
  /** Switches that were touched; all others are as their layer has it. */
  readonly visible?: Visible
  /** Where it looks at first; later moves are asked of the handle. */
  readonly camera: MapCamera
  /** Characters of all kinds of incidents (`kind.glyph`). */
  readonly glyphs: readonly string[]
  readonly scheme?: Scheme
  /** Id of the ground, where a scene has its own; the screen's choice if left out. */
  readonly ground?: string
  /** What the colours of the heat maps mean: given this, the screen shows it itself, in place of the map's own box. */
  readonly onScales?: (scales: readonly HeatScale[]) => void
  /** Enlarges marks, lines and names; 1 at the desk, more on walls. */
  readonly scale?: number
  /** Enlarges names; `scale` if left out. Names must be read from the last seat, marks only seen. */
  readonly textScale?: number
  /** The least text of a wall: names, figures and characters of marks are not smaller. Pixels. */
  readonly leastText?: number
  readonly interactive?: boolean
  /** A click: what was hit, or null for the ground, and where (degrees WGS-84). */
  readonly onPick?: (object: MapObject | null, at: LonLat) => void
  readonly onHover?: (object: MapObject | null) => void
  /** The map has come to rest, and shows this: [west, south, east, north], degrees. */
  readonly onMoved?: (bounds: MapBounds) => void
  /** Age and health of each layer: `data.statuses` and what the map itself found wrong. For the list of layers. */
  readonly onStatuses?: (statuses: LayerStatuses) => void
  /** Put over the map: controls, legend. */
  readonly children?: ReactNode
}

type Trouble = { readonly kind: 'failed' | 'no-ground'; readonly reason: string } | { readonly kind: 'restoring' }

const NOTHING_HIDDEN: Visible = {}
const RESTORE_AFTER_MS = 1_000

/**
 * The map. Its marks are data, its moves are asked of the handle, and it never takes the screen down with it: without
 * WebGL2, or while a lost graphics context is restored, a sentence stands in its place.
 */
export function MapView(props: MapViewProps) {
  const {
    data,
    visible = NOTHING_HIDDEN,
    camera,
    glyphs,
    scheme: screenScheme = 'dark',
    scale = 1,
    textScale = scale,
    leastText = 0,
    interactive = true,
    children,
  } = props
  const { t, language } = useT()
  const { ground, scheme } = useGround(props.ground, screenScheme)
  // The pack that was loaded again is another object with the same ground.
  const groundKey = ground ? JSON.stringify(ground) : ''
  const [groundState, setGroundState] = useState<GroundState | null>(null)
  const container = useRef<HTMLDivElement>(null)
  const instance = useRef<MapInstance | null>(null)
  const lastCamera = useRef(camera)
  const handlers = useRef(props)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [scales, setScales] = useState<readonly HeatScale[]>([])
  const words = useRef(t)
  const groundNow = useRef(ground)
  const supported = useMemo(hasWebGL2, [])
  // The same characters in a new array are no reason to build the map again.
  const glyphKey = [...new Set(glyphs)].toSorted().join('')

  useEffect(() => {
    handlers.current = props
    words.current = t
    groundNow.current = ground
  })

  useEffect(() => {
    const element = container.current
    const tellGround = (state: GroundState | null) => {
      setGroundState(state)
      tellGroundState(state)
    }
    if (!element || !supported) return
    let restore: ReturnType<typeof setTimeout> | undefined
    let map: MapInstance
    try {
      map = createMapInstance({
        container: element,
        basemapUrl: new URL('/basemap/zhejiang.pmtiles', hubUrl()).href,
        ground: groundNow.current && { view: groundNow.current, hub: hubUrl(), key: () => useSession.getState().token, onState: tellGround },
        onPoint: (at) => usePointer.setState({ at }),
        scheme,
        scale,
        textScale,
        leastText,
        camera: lastCamera.current,
        glyphs: [...glyphKey],
        language,
        interactive,
        onPick: (object, at) => {
          usePointer.setState({ clicked: at })
          handlers.current.onPick?.(object, at)
        },
        onHover: (object) => {
          element.style.cursor = object && interactive ? 'pointer' : ''
          handlers.current.onHover?.(object)
        },
        onMoved: (bounds) => {
          // Where it looks, to be read off the page: tests and support ask for it.
          element.dataset['bounds'] = bounds.map((degrees) => degrees.toFixed(6)).join(' ')
          handlers.current.onMoved?.(bounds)
        },
        onStatuses: (statuses) => handlers.current.onStatuses?.(statuses),
        onScales: (now) => {
          if (handlers.current.onScales) handlers.current.onScales(now)
          else setScales(now)
        },
        words: () => words.current,
        onFailure: (reason) => setTrouble(reason === null ? null : { kind: 'no-ground', reason }),
        onContextLost: () => {
          setTrouble({ kind: 'restoring' })
          // Marks and ground hold buffers of the lost context: a new map is surer than mending this one.
          restore ??= setTimeout(() => setAttempt((count) => count + 1), RESTORE_AFTER_MS)
        },
      })
    } catch (error) {
      setTrouble({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
      return
    }
    instance.current = map
    setTrouble(null)
    return () => {
      clearTimeout(restore)
      tellGround(null)
      lastCamera.current = map.view()
      instance.current = null
      map.destroy()
    }
  }, [supported, scheme, scale, textScale, leastText, interactive, glyphKey, language, groundKey, attempt])

  const latest = useRef({ data, visible })
  const waiting = useRef(false)
  useEffect(() => {
    latest.current = { data, visible }
    if (waiting.current) return
    waiting.current = true
    afterPaint(() => {
      waiting.current = false
      instance.current?.draw(latest.current.data, latest.current.visible)
    })
  }, [data, visible, supported, scheme, scale, textScale, leastText, interactive, glyphKey, language, groundKey, attempt])

  useImperativeHandle(
    props.ref,
    (): MapHandle => ({
      fitTo: (bounds, options) => afterPaint(() => instance.current?.fitTo(bounds, options)),
      flyTo: (at, zoom) => afterPaint(() => instance.current?.flyTo(at, zoom)),
      zoomBy: (steps) => instance.current?.zoomBy(steps),
      jumpTo: (to) => afterPaint(() => instance.current?.jumpTo(to)),
      drawShape: (drawing) => instance.current?.drawShape(drawing) ?? Promise.resolve(null),
      picture: () => instance.current?.picture() ?? null,
      view: () => instance.current?.view() ?? lastCamera.current,
    }),
    [],
  )

  return (
    <section
      className={css['frame']}
      aria-label={t('map.label')}
      data-testid="map"
      data-ground={ground?.id ?? OFFLINE_BASEMAP}
      data-ground-state={groundState?.state}
      data-light={scheme}
      data-map={supported ? (trouble?.kind ?? 'drawn') : 'unsupported'}
    >
      {supported ? (
        <div ref={container} className={css['canvas']} />
      ) : (
        <div className={css['message']}>{t('map.unsupported')}</div>
      )}
      {trouble && (
        <div className={css['over']} role="status">
          {trouble.kind === 'failed' && t('map.failed', { reason: trouble.reason })}
          {trouble.kind === 'no-ground' && t('map.noGround', { reason: trouble.reason })}
          {trouble.kind === 'restoring' && t('map.restoring')}
        </div>
      )}
      {!trouble && ground && groundState && groundState.state !== 'there' && (
        <div className={groundCss['notice']} role="status" data-testid="ground-notice">
          {t(`ground.${groundState.state}`, { name: inLanguage(ground.name, language), reason: groundState.reason })}
        </div>
      )}
      {scales.length > 0 && <HeatLegend scales={scales} scheme={scheme} />}
      {children}
    </section>
  )
}
