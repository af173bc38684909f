import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { useMemo, useState } from 'react'
import { decimalText } from '../../../shared/geo/coordinates'
import { createPlaceIndex, type SearchHit } from '../../../shared/pack/search'
import { fromPlaceText } from '../../map/ground/place-text'
import { useT } from '../../ui/i18n'
import { Kbd } from '../../ui/States'
import { takeIncident } from '../queue/Incidents'
import { useSearch } from '../search/index-store'
import { readingOf } from '../search/reading'
import { typedPoints, type TypedPoint } from '../search/typed-points'
import { possibleActions, runAction } from '../state/actions'
import { openTab, showTeam, wishMap } from '../state/desk'
import { keyOf, type ActionId } from '../state/key-table'
import { showPoint } from '../tools/found-point'
import css from './Header.module.css'

const [store, spotlight] = createSpotlight()

export const openCommandLine = (): void => spotlight.open()

/** Actions that make no sense from a list: moving in lists is what they are. */
const NOT_LISTED: ReadonlySet<ActionId> = new Set(['command', 'candidateNext', 'candidatePrevious', 'focusQueue'])

/**
 * Ctrl+K: finds incidents, teams and places by characters, pinyin and initials, reads positions (coordinates, or a place
 * with direction and distance), and does everything that a key does.
 */
export function CommandLine() {
  const { t } = useT()
  const search = useSearch()
  const [query, setQuery] = useState('')
  const hits = useMemo(() => search(query, 12), [search, query])
  const points = useMemo(() => typedPoints(query, search), [search, query])
  const pointText = ({ from, at }: TypedPoint) => (from ? fromPlaceText(from.name, from.bearing, from.metres, t) : decimalText(at))
  const actions = matchActions(query, (id) => t(`desk.action.${id}`))
  return (
    <Spotlight.Root store={store} query={query} onQueryChange={setQuery} clearQueryOnClose shortcut={null} scrollable maxHeight="60vh" transitionProps={{ duration: 0 }} overlayProps={{ blur: 0, backgroundOpacity: 0.5 }} size="lg" classNames={{ action: css['action'] ?? '' }}>
      <Spotlight.Search placeholder={t('desk.command.hint')} aria-label={t('desk.action.command')} data-testid="command-input" />
      <Spotlight.ActionsList>
        {points.length > 0 && (
          <Spotlight.ActionsGroup label={t('desk.command.points')}>
            {points.map((point) => (
              <Spotlight.Action
                key={`${pointText(point)} ${decimalText(point.at)}`}
                label={pointText(point)}
                description={`WGS-84 ${decimalText(point.at)}`}
                onClick={() => showPoint(point.at, pointText(point))}
                data-testid="command-point"
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {hits.length > 0 && (
          <Spotlight.ActionsGroup label={t('desk.command.found')}>
            {hits.map((hit) => (
              <Spotlight.Action key={`${hit.entry.type} ${hit.entry.id}`} label={hit.entry.name} description={[t(`desk.searchType.${hit.entry.type}`), hit.entry.detail ?? ''].filter((part) => part !== '').join(' · ')} onClick={() => go(hit)} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {actions.length > 0 && (
          <Spotlight.ActionsGroup label={t('desk.command.actions')}>
            {actions.map((id) => (
              // After the list has closed, so that the focus is back where the action expects it.
              <Spotlight.Action key={id} label={t(`desk.action.${id}`)} rightSection={<Kbd>{keyOf(id)}</Kbd>} onClick={() => setTimeout(() => runAction(id), 0)} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {points.length === 0 && hits.length === 0 && actions.length === 0 && <Spotlight.Empty>{t('desk.command.nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function matchActions(query: string, name: (id: ActionId) => string): ActionId[] {
  const possible = possibleActions().filter((id) => !NOT_LISTED.has(id))
  if (query.trim() === '') return possible
  const index = createPlaceIndex(possible.map((id) => ({ id, type: 'place', ...readingOf(name(id)), aliases: [], at: null })))
  return index.search(query, 8).map(({ entry }) => entry.id as ActionId)
}

function go({ entry }: SearchHit): void {
  if (entry.type === 'incident') {
    openTab('incidents')
    takeIncident(entry.id)
  } else if (entry.type === 'team') {
    openTab('teams')
    showTeam(entry.id)
  }
  if (entry.at) wishMap(entry.at, entry.type === 'township' ? 11.5 : 13)
}
