import type { BarSeriesOption } from 'echarts/charts'
import type { AriaComponentOption, GridComponentOption, MarkLineComponentOption } from 'echarts/components'
import type { ComposeOption } from 'echarts/core'
import { PALETTES } from '../map/palette'
import type { ChartData } from './chart-data'
import { CHART_COLOURS, CHART_FACE } from './theme'

export type ChartOption = ComposeOption<BarSeriesOption | GridComponentOption | AriaComponentOption | MarkLineComponentOption>

/** Width of a text in units, roughly: a Chinese character is a unit wide, others a bit more than half. */
const widthOf = (text: string) => [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 1 : 0.62), 0)

/** Every which category is named, so that names of `unitPx` letters do not touch on `widthPx`. */
export function labelStep(categories: readonly string[], widthPx: number, unitPx: number): number {
  const widest = Math.max(1, ...categories.map(widthOf)) * unitPx * 1.15
  return Math.max(1, Math.ceil((categories.length * widest) / Math.max(1, widthPx)))
}

/** The drawing of a chart. Bars only: lengths are what a room can compare from ten metres. */
export function chartOption(data: ChartData, unitPx: number, widthPx: number): ChartOption {
  const across = data.direction === 'across'
  const palette = PALETTES.dark
  const names = Math.max(0, ...data.categories.map(widthOf))
  const step = across ? 1 : labelStep(data.categories, widthPx - 3 * unitPx, unitPx)
  const category = {
    type: 'category' as const,
    data: [...data.categories],
    inverse: across,
    axisLabel: { interval: across ? 0 : (index: number) => index % step === 0, ...(across ? { width: widthPx * 0.42, overflow: 'truncate' as const } : {}) },
  }
  const largest = Math.max(0, ...data.categories.map((_, row) => data.series.reduce((sum, { values }) => sum + (values[row] ?? 0), 0)))
  // The target is seen even where everything is well below it.
  const reach = data.target && data.target.value > largest ? { max: data.target.value * 1.1 } : {}
  const value = { type: 'value' as const, ...reach, minInterval: data.samples === null ? 1 : 0, splitNumber: 2, axisLabel: { show: !across, hideOverlap: true }, splitLine: { show: !across } }
  const stacked = data.series.length > 1
  const figures = { show: across || data.categories.length <= 6, position: across ? ('right' as const) : ('top' as const), color: palette.text, fontSize: unitPx, fontFamily: CHART_FACE }
  return {
    animation: false,
    aria: { enabled: false },
    grid: {
      left: across ? Math.min(names * unitPx + unitPx * 0.6, widthPx * 0.45) : unitPx * 2.4,
      right: across ? unitPx * 3.4 : unitPx * 0.5,
      top: unitPx * 1.4,
      bottom: across ? unitPx * 0.3 : unitPx * 1.7,
    },
    xAxis: across ? value : category,
    yAxis: across ? category : value,
    series: data.series.map(({ tone, values }, index) => ({
      type: 'bar' as const,
      ...(stacked ? { stack: 'all' } : {}),
      silent: true,
      barMaxWidth: unitPx * 1.1,
      barCategoryGap: '28%',
      itemStyle: { color: CHART_COLOURS[tone] },
      label: !stacked
        ? figures
        : index < data.series.length - 1
          ? { show: false }
          : { ...figures, formatter: ({ dataIndex }: { readonly dataIndex: number }) => `${data.series[0]?.values[dataIndex] ?? 0}/${data.series.reduce((sum, one) => sum + (one.values[dataIndex] ?? 0), 0)}` },
      data: values.map((one, row) => ({ value: one, ...(data.tones?.[row] ? { itemStyle: { color: CHART_COLOURS[data.tones[row]] } } : {}) })),
      ...(index === 0 && data.target
        ? {
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { color: palette.text, type: 'dashed' as const, width: Math.max(2, unitPx / 14) },
              label: { formatter: data.target.name, color: palette.text, fontSize: unitPx, fontFamily: CHART_FACE, position: across ? ('start' as const) : ('insideEndTop' as const) },
              data: [across ? { xAxis: data.target.value } : { yAxis: data.target.value }],
            },
          }
        : {}),
    })),
  }
}
