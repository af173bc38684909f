import { PALETTES, SEVERITY_FILL } from '../map/palette'
import type { ChartTone } from './chart-data'

const palette = PALETTES.dark

/** Colours of a chart: those of the map and of `tokens.css`. A canvas cannot read variables. */
export const CHART_COLOURS: Readonly<Record<ChartTone, string>> = {
  act: palette.act,
  ok: palette.ok,
  off: palette.off,
  ...SEVERITY_FILL,
}

/** B612 for figures and Latin, the system's Chinese face for Chinese: as on the rest of the screen. */
export const CHART_FACE = "B612, 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"

/** The one theme of all charts. `unitPx` is the least text of the wall: nothing in a chart is smaller. */
export function chartTheme(unitPx: number) {
  const text = { color: palette.text, fontFamily: CHART_FACE, fontSize: unitPx }
  const axis = {
    axisLine: { lineStyle: { color: palette.admin, width: Math.max(1, unitPx / 16) } },
    axisTick: { show: false },
    axisLabel: { ...text, color: palette.textQuiet, margin: unitPx * 0.3 },
    splitLine: { lineStyle: { color: palette.admin, opacity: 0.5 } },
  }
  return { textStyle: text, categoryAxis: { ...axis, splitLine: { show: false } }, valueAxis: { ...axis, axisLine: { show: false } } }
}
