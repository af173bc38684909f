import { BarChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent } from 'echarts/components'
import { init, use as register, type EChartsType } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { ChartOption } from './option'
import { chartTheme } from './theme'

register([BarChart, GridComponent, MarkLineComponent, CanvasRenderer])

export interface Drawing {
  show(option: ChartOption): void
  resize(): void
  end(): void
}

/** A chart on one element, until `end`. */
export function drawingOn(element: HTMLElement, unitPx: number): Drawing {
  const chart: EChartsType = init(element, chartTheme(unitPx), { renderer: 'canvas' })
  return {
    show: (option) => chart.setOption(option, { notMerge: true }),
    resize: () => chart.resize(),
    end: () => chart.dispose(),
  }
}
