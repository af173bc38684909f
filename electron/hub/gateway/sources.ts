import type { Health, SourceHealth } from '../../../shared/protocol/messages'
import type { PackFeed } from '../../../shared/pack/schema'
import type { FeedLedger } from '../feeds/ledger'
import type { Hub } from '../core/hub'
import type { TrackHistory } from '../tracks/history'
import type { Counters } from './counters'

/** How often the screens are told, and after which age the hub itself counts as silent. Milliseconds. */
export const HEALTH_MS = 2_000
const HUB_STALE_MS = 6_000

/** The sources of what is on the screens, with their ages: the foot line of desk and wall. */
export function createSources(hub: Hub, ledger: FeedLedger, counters: Counters, collectors: () => readonly SourceHealth[]): () => Health {
  const refusedInAll = (): number =>
    Object.entries(counters.all()).reduce((sum, [name, count]) => (name.startsWith('refused.') ? sum + count : sum), 0)

  function feeds(now: number): SourceHealth[] {
    const declared: readonly Pick<PackFeed, 'name' | 'channel' | 'channelEn' | 'kind' | 'staleSeconds'>[] = hub.pack.manifest.feeds
    const others = ledger.names().filter((name) => !declared.some((feed) => feed.name === name))
    const all = [...declared, ...others.map((name) => ({ name, channel: name, channelEn: undefined, kind: null, staleSeconds: undefined }))]
    return all.map(({ name, channel, channelEn, kind, staleSeconds }) => {
      const { lastAt, accepted, lastCount, refused } = ledger.get(name)
      const staleAfterMs = staleSeconds === undefined ? null : staleSeconds * 1000
      const late = lastAt !== null && staleAfterMs !== null && now - lastAt > staleAfterMs
      // Of telemetry the number of rows since the start says nothing: those of the last batch do.
      const figure = kind === 'telemetry-http' ? lastCount : accepted
      return {
        id: `feed:${name}`,
        name: { zh: channel, en: channelEn ?? channel },
        lastAt,
        staleAfterMs,
        state: lastAt === null ? 'silent' : late ? 'stale' : 'live',
        detail: figure === 0 ? '' : String(figure),
        refused,
      }
    })
  }

  function positions(now: number): SourceHealth {
    const staleAfterMs = hub.pack.manifest.dispatch.positionStaleSeconds * 1000
    let total = 0
    let fresh = 0
    let lastAt: number | null = null
    for (const team of hub.world.teams.values()) {
      if (team.retired) continue
      total += 1
      const point = hub.tracks.get(`team:${team.id}`)
      if (!point) continue
      if (now - point.at <= staleAfterMs) fresh += 1
      lastAt = Math.max(lastAt ?? 0, point.at)
    }
    return {
      id: 'positions',
      name: { zh: '队伍定位', en: 'Team positions' },
      lastAt,
      staleAfterMs,
      state: lastAt === null ? 'silent' : fresh > 0 ? 'live' : 'stale',
      detail: `${fresh}/${total}`,
      refused: 0,
    }
  }

  function roads(): SourceHealth {
    const schematic = hub.roads?.schematic === true
    return {
      id: 'roads',
      name: schematic ? { zh: '路网（示意）', en: 'Roads (schematic)' } : { zh: '路网', en: 'Roads' },
      lastAt: null,
      staleAfterMs: null,
      state: hub.roads ? 'live' : 'failed',
      detail: hub.roads?.source ?? '',
      refused: 0,
    }
  }

  return () => {
    const now = hub.now()
    const own: SourceHealth = {
      id: 'hub',
      name: { zh: '中枢', en: 'Hub' },
      lastAt: now,
      staleAfterMs: HUB_STALE_MS,
      state: 'live',
      detail: '',
      refused: refusedInAll(),
    }
    return { hubTime: now, seq: hub.world.seq, sources: [own, ...feeds(now), ...collectors(), positions(now), roads()] }
  }
}

/** Past positions are no source: they are named only when they are not kept, so that whoever looks back knows. */
export function historySource(history: TrackHistory | null): SourceHealth[] {
  const { state, lastAt, message } = history?.state() ?? { state: 'live', lastAt: null, message: '' }
  if (state === 'live') return []
  const name = { zh: '航迹记录', en: 'Track history' }
  return [{ id: 'history', name, lastAt, staleAfterMs: null, state, detail: message.slice(0, 80), refused: 0 }]
}

/** Of a replay there is one source: what is on the screens was true once, and nothing in it is late. */
export function replaySources(hub: Hub): () => Health {
  return () => {
    const at = hub.now()
    const file: SourceHealth = { id: 'replay', name: { zh: '回放文件', en: 'Recording' }, lastAt: at, staleAfterMs: null, state: 'live', detail: '', refused: 0 }
    return { hubTime: at, seq: hub.world.seq, sources: [file] }
  }
}
