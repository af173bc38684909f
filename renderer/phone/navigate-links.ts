import { fromWgs84 } from '../../shared/geo/datum'
import type { LonLat } from '../../shared/geo/position'

export interface NavigateLinks {
  readonly amap: string
  readonly baidu: string
  readonly system: string
}

/**
 * Links that open a navigation app at a place. Amap expects GCJ-02 (`lon,lat`), Baidu BD-09 (`lat,lng`), `geo:` URIs are
 * WGS-84 (RFC 5870). Formats: lbs.amap.com/api/uri-api/guide/travel/route, lbsyun.baidu.com/index.php?title=uri/api/web.
 */
export function navigateLinks(at: LonLat, name: string): NavigateLinks {
  const label = encodeURIComponent(name.slice(0, 40))
  const gcj = fromWgs84(at, 'gcj02')
  const bd = fromWgs84(at, 'bd09')
  return {
    amap: `https://uri.amap.com/navigation?to=${six(gcj.lon)},${six(gcj.lat)},${label}&mode=car&callnative=1`,
    baidu: `https://api.map.baidu.com/marker?location=${six(bd.lat)},${six(bd.lon)}&title=${label}&content=${label}&output=html&src=dinghai`,
    system: `geo:${six(at.lat)},${six(at.lon)}?q=${six(at.lat)},${six(at.lon)}(${label})`,
  }
}

/** Six decimals of a degree: 0.1 m. */
function six(degrees: number): string {
  return degrees.toFixed(6)
}
