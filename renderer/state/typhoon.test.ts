import { describe, expect, it } from 'vitest'
import { storm } from '../../tests/fixtures/storms'
import { asActorId } from '../../shared/base/ids'
import type { Typhoon } from '../../shared/domain/typhoon/state'
import { typhoonView } from './typhoon'

function typhoon(id: '2006-08' | '2022-12'): Typhoon {
  const { typhoonId, name, agency, observed } = storm(id)
  return { id: typhoonId, version: 1, name, observed: { [agency]: observed, CMA: observed.slice(0, 5) }, forecasts: {}, firstAt: 0, advisedAt: 0, advisedBy: asActorId('feed:x'), endedAt: null }
}
const [saomai, muifa] = [typhoon('2006-08'), typhoon('2022-12')]
const NOW = Date.UTC(2026, 10, 22)

describe('the storm that is looked at', () => {
  it('is the first, by the agency with the newest word, at the end of its track when that is past', () => {
    expect(typhoonView([muifa, saomai], null, NOW)).toMatchObject({ typhoon: { id: '2022-12' }, agency: 'JMA best track', moved: false, at: muifa.observed['JMA best track']?.at(-1)?.at })
  })

  it('of the past is looked at where it was last observed, not at the end of its forecast', () => {
    const fixes = saomai.observed['CMA'] ?? []
    const ahead = { agency: 'CMA', issuedAt: fixes[2]?.at ?? 0, fixes: fixes.slice(3) }
    const half = { ...saomai, observed: { CMA: fixes.slice(0, 3) }, forecasts: { CMA: ahead } }
    expect(typhoonView([half], null, NOW)).toMatchObject({ at: fixes[2]?.at, last: fixes.at(-1)?.at })
  })

  it('is the one of the time axis, held inside its track', () => {
    const at = Date.UTC(2006, 7, 10, 9)
    expect(typhoonView([muifa, saomai], { typhoonId: saomai.id, agency: 'CMA', at }, NOW)).toMatchObject({ typhoon: { id: '2006-08' }, agency: 'CMA', moved: true, at: saomai.observed['CMA']?.at(-1)?.at })
    expect(typhoonView([saomai], { typhoonId: saomai.id, agency: 'nobody', at }, NOW)).toMatchObject({ agency: 'JMA best track', at })
  })

  it('is none without storms, and the first when the axis is on one that is gone', () => {
    expect(typhoonView([], { typhoonId: saomai.id, agency: 'CMA', at: 0 }, NOW)).toBeNull()
    expect(typhoonView([muifa], { typhoonId: saomai.id, agency: 'CMA', at: 0 }, NOW)).toMatchObject({ typhoon: { id: '2022-12' }, moved: false })
  })
})
