import text from '../../../resources/typhoons/land.geojson?raw'
import { landTest, type LandTest } from '../../../shared/typhoon/landing'

interface LandFile {
  readonly bbox: readonly [number, number, number, number]
  readonly features: readonly { readonly geometry: { readonly coordinates: readonly (readonly (readonly [number, number])[])[] } }[]
}

let known: LandTest | null = null

/** Where land is, for the estimate of a landing. Read once, when the first briefing is made. */
export function landOf(): LandTest {
  if (known) return known
  const { bbox, features } = JSON.parse(text) as LandFile
  known = landTest({ bounds: bbox, rings: features.flatMap(({ geometry }) => geometry.coordinates) })
  return known
}
