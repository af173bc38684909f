import { useEffect, useMemo } from 'react'
import { isOpen } from '../../../shared/domain/incident/state'
import { availability } from '../../../shared/domain/team/state'
import { shelterMarks } from '../../map/sources'
import { hubNow, useNow } from '../../state/clock'
import { usePack } from '../../state/pack'
import { requestPointSet, usePointSets } from '../../state/points'
import { useReadings } from '../../state/readings'
import { useCheckIns } from '../../state/relocation'
import { teamTrack, useTrackGroup, useTracksGeneration } from '../../state/tracks'
import { useWorld } from '../../state/world'
import { inLanguage } from '../../ui/i18n'
import { useNames } from '../state/names'
import { freePlaces, groupOf, pointGroup, type AroundGroup } from './around-groups'

export interface Groups {
  readonly groups: readonly AroundGroup[]
  /** Names of point sets that are still on their way, or that could not be had. */
  readonly loading: readonly string[]
  readonly failed: readonly string[]
}

/** Everything of the jurisdiction that surroundings are made of; point sets are loaded for it. */
export function useGroups(): Groups {
  const names = useNames()
  const { t, language } = names
  const pack = usePack((state) => state.pack)
  const sets = usePointSets((state) => state.sets)
  const readings = useReadings((state) => state.byId)
  const checkIns = useCheckIns()
  const teams = useWorld((world) => world.teams)
  const incidents = useWorld((world) => world.incidents)
  const vessels = useTrackGroup('vessel')
  const moved = useTracksGeneration()
  const minute = useNow(60_000)
  const wanted = pack?.manifest.pointSets
  useEffect(() => {
    for (const { id } of wanted ?? []) requestPointSet(id)
  }, [wanted])

  const teamGroup = useMemo(
    () =>
      groupOf('teams', t('map.layer.teams'), withGeneration(moved, [...teams.values()]).filter(({ retired }) => !retired).map((team) => {
        const track = teamTrack(team.id)
        return {
          at: track ? { lon: track.lon, lat: track.lat } : team.profile.base,
          object: { layer: 'teams' as const, id: team.id },
          label: team.profile.name,
          note: t(`availability.${availability(team, hubNow())}`),
        }
      })),
    [teams, moved, t],
  )
  const incidentGroup = useMemo(
    () => groupOf('incidents', t('map.layer.incidents'), [...incidents.values()].filter(isOpen).map(({ id, at, kind, place }) => ({ at, object: { layer: 'incidents' as const, id }, label: names.kind(kind), note: place }))),
    [incidents, names, t],
  )
  const fixed = useMemo<readonly AroundGroup[]>(() => {
    if (!pack) return []
    const named = (one: { readonly name: string; readonly nameEn?: string }) => inLanguage({ zh: one.name, en: one.nameEn ?? one.name }, language)
    return [
      groupOf('stations', t('map.layer.stations'), pack.stations.map((one) => ({ at: one.at, object: { layer: 'stations' as const, id: one.id }, label: named(one as never), note: '' }))),
      groupOf('shelters', t('map.layer.shelters'), shelterMarks(pack.shelters, readings, minute, checkIns).map((one) => {
        const free = freePlaces(one)
        return { at: one.at, object: { layer: 'shelters' as const, id: one.id }, label: named(one as never), note: free === null ? (one.capacity === undefined ? '' : t('tools.around.capacity', { n: one.capacity })) : t('tools.around.free', { n: free }) }
      })),
      groupOf('hazards', t('map.layer.hazards'), pack.hazards.map((one) => ({ at: one.at, object: { layer: 'hazards' as const, id: one.id }, label: named(one as never), note: t(`map.level.${one.level}`) }))),
    ]
  }, [pack, readings, minute, checkIns, language, t])
  const points = useMemo(
    () => (wanted ?? []).flatMap(({ id, name }) => {
      const set = sets.get(id)?.set
      return set ? [pointGroup(set, inLanguage(name, language))] : []
    }),
    [wanted, sets, language],
  )
  const vesselGroup = useMemo<AroundGroup>(
    () => ({ id: 'vessels', title: t('map.layer.vessels'), size: vessels.size, lonLat: vessels.lonLat, row: (row) => ({ object: { layer: 'vessels', id: vessels.ids[row] ?? '' }, label: vessels.names[row] ?? vessels.ids[row] ?? '', note: '' }) }),
    [vessels, t],
  )
  const groups = useMemo(() => [incidentGroup, teamGroup, ...fixed, ...points, vesselGroup], [incidentGroup, teamGroup, fixed, points, vesselGroup])
  const names_ = (status: string) => (wanted ?? []).filter(({ id }) => (sets.get(id)?.status ?? 'loading') === status && !sets.get(id)?.set).map(({ name }) => inLanguage(name, language))
  return { groups, loading: names_('loading'), failed: names_('failed') }
}

/** Read again whenever positions changed. */
const withGeneration = <T>(_generation: number, list: T): T => list
