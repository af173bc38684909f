import { Suspense, type ComponentType } from 'react'
import type { PanelId, PanelPlace, Scene } from '../../shared/pack/scene'
import { inLanguage, useT } from '../ui/i18n'
import { lazyPart } from '../ui/lazy-part'
import { PartGuard } from '../ui/PartGuard'
import { bodyOf, cellRect, FRAME, gridFor } from './logic/scene-grid'
import { AlertsPanel } from './panels/AlertsPanel'
import { CalloutPanel } from './panels/CalloutPanel'
import { CameraPanel } from './panels/CameraPanel'
import { ChartPanel } from './panels/ChartPanel'
import { ClosuresPanel } from './panels/ClosuresPanel'
import { CoverageLostPanel } from './panels/CoverageLostPanel'
import { CoveragePanel } from './panels/CoveragePanel'
import { DayPanel } from './panels/DayPanel'
import { DutiesPanel } from './panels/DutiesPanel'
import { FocusPanel } from './panels/FocusPanel'
import { ForcesPanel } from './panels/ForcesPanel'
import { IncidentColumn } from './panels/IncidentColumn'
import { LevelPanel } from './panels/LevelPanel'
import { MovementsPanel } from './panels/MovementsPanel'
import type { PanelProps } from './panels/Panel'
import { RelocationPanel } from './panels/RelocationPanel'
import { RiskPanel } from './panels/RiskPanel'
import { SeaPanel } from './panels/SeaPanel'
import { SensorsPanel } from './panels/SensorsPanel'
import { SheltersPanel } from './panels/SheltersPanel'
import { TextPanel } from './panels/TextPanel'
import { TyphoonPanel } from './panels/TyphoonPanel'
import type { Showing } from './showing'
import type { WallLayout } from './use-scale'
import css from './wall.module.css'

/** It draws with the map's own marks, and comes with the map. */
const LegendPanel = lazyPart(() => import('./panels/LegendPanel').then((module) => module.LegendPanel))

const PANELS: Readonly<Record<PanelId, ComponentType<PanelProps>>> = {
  incidents: IncidentColumn,
  'incident-focus': FocusPanel,
  figures: DayPanel,
  forces: ForcesPanel,
  movements: MovementsPanel,
  alerts: AlertsPanel,
  closures: ClosuresPanel,
  coverage: CoveragePanel,
  'coverage-lost': CoverageLostPanel,
  shelters: SheltersPanel,
  sensors: SensorsPanel,
  sea: SeaPanel,
  typhoon: TyphoonPanel,
  relocation: RelocationPanel,
  level: LevelPanel,
  duties: DutiesPanel,
  callout: CalloutPanel,
  risk: RiskPanel,
  camera: CameraPanel,
  chart: ChartPanel,
  legend: LegendPanel,
  text: TextPanel,
}

const keyOf = ({ panel, column, row, chart, camera }: PanelPlace) => [panel, column, row, chart ?? camera ?? ''].join(' ')

/** The panels of a scene, each in its cells of the whole wall's canvas. A new scene fades in once. */
export function SceneView({ scene, showing, layout }: { readonly scene: Scene; readonly showing: Showing; readonly layout: WallLayout }) {
  const { language } = useT()
  const { canvas, unitPx } = layout
  const grid = gridFor(scene, canvas)
  const body = bodyOf(canvas, unitPx)
  return (
    <section className={`${css['scene']} fades-when-lost`} aria-label={inLanguage(scene.name, language)} data-testid="scene">
      {grid.panels.map((place) => {
        const Panel = PANELS[place.panel]
        return (
          <div key={keyOf(place)} className={css['cell']} style={cellRect(grid, place, body, FRAME.gap * unitPx)} data-panel={place.panel}>
            <PartGuard unattended of={scene}>
              <Suspense fallback={null}>
                <Panel place={place} unitPx={unitPx} showing={showing} />
              </Suspense>
            </PartGuard>
          </div>
        )
      })}
    </section>
  )
}
