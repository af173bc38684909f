import type { EpochMs } from '../../../shared/base/time'
import { SEVERITIES, type Severity } from '../../../shared/domain/incident/kind'
import type { LonLat } from '../../../shared/geo/position'
import type { Language, Translate } from '../../../shared/i18n/catalogue'
import type { Reading } from '../../../shared/protocol/messages'
import { peopleText } from '../../ui/alert-text'
import { ageText } from '../../ui/format'
import { middleOf } from '../geo'
import { closurePoint } from '../layers/closures'
import { seaDetails } from './sea-details'
import type { MovingSource } from '../moving-types'
import type { HazardMark, MapData, MapObject, PointsOnMap, RiskAreaMark, ShelterMark } from '../types'

/** One row of the card. Text only: much of it comes from outside. */
export interface Fact {
  readonly label: string
  readonly value: string
  readonly tone?: 'stale' | 'strong'
  /** Put before the value with its shape. */
  readonly severity?: Severity
}

/** What the card of an object shows. */
export interface ObjectDetails {
  readonly object: MapObject
  readonly title: string
  readonly kind: string
  /** Where it is; null: in many places. */
  readonly at: LonLat | null
  readonly facts: readonly Fact[]
  /** Members of a count, the first of them. */
  readonly members: readonly { readonly object: MapObject; readonly title: string }[]
  /** Members that are not listed. */
  readonly more: number
}

export interface Describing {
  readonly t: Translate
  readonly language: Language
  readonly now: EpochMs
  /** Last readings of an object by its id (`SET:ID`, `shelter:ID`). */
  readonly readings?: (id: string) => readonly Reading[]
}

/** Knots in a metre a second. */
const KNOTS = 1.943_844

const graded = (state: Reading['state']): Severity | null => SEVERITIES.find((severity) => severity === state) ?? null

function readingFacts(id: string, { t, now, readings }: Describing): Fact[] {
  return (readings?.(id) ?? []).map(({ metric, value, unit, state, at }) => {
    const severity = graded(state)
    return {
      label: metric,
      value: `${value}${unit === '' ? '' : ` ${unit}`}${state === 'fault' ? ` · ${t('map.legend.reading.fault')}` : ''} · ${ageText(now - at, t)}`,
      ...(severity ? { severity } : {}),
    }
  })
}

/** The English name where there is one; else the Chinese one as it is. */
const named = ({ name, nameEn }: { readonly name: string; readonly nameEn?: string }, language: Language) => (language === 'en' ? (nameEn ?? name) : name)

function shelterFacts(shelter: ShelterMark, { t, now }: Describing): Fact[] {
  const { capacity, occupied, occupiedAt, stale, township } = shelter
  const full = occupied !== undefined && capacity !== undefined && occupied >= capacity
  return [
    ...(occupied !== undefined && capacity !== undefined
      ? [
          {
            label: t('map.card.occupancy'),
            value: [
              t('map.card.occupancyOf', { n: occupied, capacity }),
              ...(full ? [t('map.card.full')] : []),
              ...(occupiedAt === undefined ? [] : [ageText(now - occupiedAt, t)]),
            ].join(' · '),
            ...(stale ? ({ tone: 'stale' } as const) : full ? ({ tone: 'strong' } as const) : {}),
          },
        ]
      : []),
    ...(occupied === undefined && capacity !== undefined ? [{ label: t('map.card.capacity'), value: t('map.card.people', { n: capacity }) }] : []),
    ...(township ? [{ label: t('map.card.township'), value: township }] : []),
  ]
}

function hazardFacts({ level, threatened, township }: HazardMark, { t }: Describing): Fact[] {
  return [
    { label: t('map.card.level'), value: t(`map.level.${level}`) },
    ...(threatened === undefined ? [] : [{ label: t('map.card.threatened'), value: t('map.card.people', { n: threatened }) }]),
    ...(township ? [{ label: t('map.card.township'), value: township }] : []),
  ]
}

type Described = Omit<ObjectDetails, 'object' | 'members' | 'more'>

function point({ set, name }: PointsOnMap, id: string, describing: Describing): Described | null {
  const row = set.ids.indexOf(id)
  if (row < 0) return null
  const { t } = describing
  const township = set.townships[set.townshipOf[row] ?? -1]
  const readings = readingFacts(`${set.id}:${id}`, describing)
  return {
    title: set.names[row] ?? id,
    kind: name,
    at: { lon: set.lonLat[row * 2] ?? NaN, lat: set.lonLat[row * 2 + 1] ?? NaN },
    facts: [
      ...(readings.length === 0 && set.kind === 'sensor' ? [{ label: t('map.card.reading'), value: t('map.card.noReading'), tone: 'stale' as const }] : readings),
      ...(township ? [{ label: t('map.card.township'), value: township }] : []),
      ...set.details.flatMap(({ heading, values }) => (values[row] ? [{ label: heading, value: values[row] }] : [])),
    ],
  }
}

function moving(source: MovingSource, id: string, kind: string, { t }: Describing): Described | null {
  const { ids, names, lonLat, heading, speed, at } = source.read()
  const row = ids.indexOf(id)
  if (row < 0) return null
  const age = source.now() - (at[row] ?? NaN)
  const degrees = heading[row] ?? NaN
  const mps = speed[row] ?? NaN
  return {
    title: names?.[row] ?? id,
    kind,
    at: { lon: lonLat[row * 2] ?? NaN, lat: lonLat[row * 2 + 1] ?? NaN },
    facts: [
      { label: t('map.card.position'), value: ageText(age, t), ...(age > source.staleMs ? ({ tone: 'stale' } as const) : {}) },
      ...(Number.isNaN(degrees) ? [] : [{ label: t('map.card.heading'), value: t('map.card.degrees', { n: Math.round(degrees) }) }]),
      ...(Number.isNaN(mps) ? [] : [{ label: t('map.card.speed'), value: t('map.card.knots', { n: (mps * KNOTS).toFixed(1) }) }]),
    ],
  }
}

function riskFacts({ state, alert, watchedFrom, township, cameras }: RiskAreaMark, { t, now }: Describing): Fact[] {
  return [
    { label: t('map.card.state'), value: t(`map.risk.${state}`), ...(alert ? { severity: alert.severity, tone: 'strong' as const } : {}) },
    ...(alert
      ? [
          { label: t('risk.people'), value: peopleText(alert.people, t) },
          { label: t('risk.signals'), value: t('risk.signalsAge', { n: alert.signals, age: ageText(now - alert.lastAt, t) }) },
        ]
      : []),
    { label: t('risk.watchedFrom'), value: watchedFrom },
    { label: t('map.card.township'), value: township },
    { label: t('risk.cameras'), value: String(cameras) },
  ]
}

function one({ layer, id, set, cell }: MapObject, data: MapData, describing: Describing): Described | null {
  const { t, language } = describing
  const kind = t(`map.layer.${layer}`)
  const byId = <T extends { readonly id: string }>(all: readonly T[]) => all.find((mark) => mark.id === id)
  switch (layer) {
    case 'points': {
      const points = data.points.find((candidate) => candidate.set.id === set)
      return points ? point(points, id, describing) : null
    }
    case 'vessels': {
      const mover = data.movers.find((candidate) => candidate.id === set)
      const source = set === undefined ? data.vessels : mover?.source
      return source ? moving(source, id, mover?.name ?? kind, describing) : null
    }
    case 'shelters': {
      const shelter = byId(data.shelters)
      return shelter ? { title: named(shelter, language), kind, at: shelter.at, facts: shelterFacts(shelter, describing) } : null
    }
    case 'hazards': {
      const hazard = byId(data.hazards)
      return hazard ? { title: named(hazard, language), kind: t(`map.hazard.${hazard.kind}`), at: hazard.at, facts: hazardFacts(hazard, describing) } : null
    }
    case 'stations': {
      const station = byId(data.stations)
      return station ? { title: named(station, language), kind: t(`map.station.${station.kind}`), at: station.at, facts: [] } : null
    }
    case 'teams': {
      const team = byId(data.teams)
      return team
        ? { title: team.title, kind, at: team.at, facts: team.subtitle ? [{ label: t('map.card.state'), value: team.subtitle, ...(team.stale ? ({ tone: 'stale' } as const) : {}) }] : [] }
        : null
    }
    case 'incidents': {
      const incident = byId(data.incidents)
      return incident
        ? { title: incident.label, kind, at: incident.at, facts: [{ label: t('map.card.severity'), value: t(`severityName.${incident.severity}`), severity: incident.severity }] }
        : null
    }
    case 'closures': {
      const closure = byId(data.closures)
      if (!closure) return null
      const [lon, lat] = closurePoint(closure)
      return { title: closure.label, kind, at: { lon, lat }, facts: [] }
    }
    case 'shapes': {
      const shape = byId(data.shapes)
      return shape ? { title: shape.label, kind: shape.of === 'draft' || shape.selected ? t('map.markedPoint') : `${kind} · ${t(`map.drawing.${shape.of}`)}`, at: middleOf(shape.geometry), facts: [] } : null
    }
    case 'risk-areas': {
      const area = byId(data.riskAreas)
      return area ? { title: area.name, kind: `${kind} · ${area.kind}`, at: area.at, facts: riskFacts(area, describing) } : null
    }
    case 'heat': {
      const heat = data.heats.find((candidate) => candidate.id === set)
      if (!heat || !cell) return null
      const unit = t(cell.per === 'km2' ? `map.heat.${heat.of}` : `map.heat.${heat.of}Cell`)
      return { title: heat.name, kind, at: cell.at, facts: [{ label: t('map.card.sum'), value: `${Number(cell.value.toPrecision(3))} ${unit}` }] }
    }
    case 'sea-grids':
    case 'formations':
    case 'sea-warnings':
      return seaDetails({ layer, id }, data, describing)
    case 'station-areas':
    case 'team-areas':
    case 'lost-areas': {
      const area = byId(data.areas)
      return area ? { title: kind, kind: area.estimated ? `${area.label} · ${t('map.estimated')}` : area.label, at: null, facts: [] } : null
    }
    default:
      return null
  }
}

/** What is known of an object; null: it is no longer in the data. */
export function describeObject(object: MapObject, data: MapData, describing: Describing): ObjectDetails | null {
  const { cluster, layer, set } = object
  const { t } = describing
  if (!cluster) {
    const described = one(object, data, describing)
    return described && { object, ...described, members: [], more: 0 }
  }
  const members = cluster.ids.flatMap((id) => {
    const member: MapObject = { layer, id, ...(set === undefined ? {} : { set }) }
    const described = one(member, data, describing)
    return described ? [{ object: member, title: described.title }] : []
  })
  const name = data.points.find((points) => points.set.id === set)?.name ?? t(`map.layer.${layer}`)
  const [west, south, east, north] = cluster.bounds
  return {
    object,
    title: name,
    kind: t('map.card.count', { n: cluster.count }),
    at: { lon: (west + east) / 2, lat: (south + north) / 2 },
    facts: [],
    members,
    more: cluster.count - members.length,
  }
}
