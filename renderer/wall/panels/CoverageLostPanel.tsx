import { useCoverage } from '../../state/coverage'
import { useZone } from '../../state/pack'
import { useWorld } from '../../state/world'
import { shortTimeText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import css from '../wall.module.css'
import { COVERAGE_STALE_MS } from './CoveragePanel'
import { Panel, Rows, type PanelProps } from './Panel'
import { teamName } from './TeamLine'

/** People and places newly out of reach, why, and where. */
export function CoverageLostPanel({ unitPx }: PanelProps) {
  const { t, language } = useT()
  const zone = useZone()
  const coverage = useCoverage((state) => state.coverage)
  const teams = useWorld((world) => world.teams)
  const closures = useWorld((world) => world.closures)
  if (!coverage) {
    return (
      <Panel id="coverage-lost" title={t('wall.lost')} at={null}>
        <p className={css['quiet']}>{t('wall.coverage.waiting')}</p>
      </Panel>
    )
  }
  const { lost } = coverage
  const because = lost.causes
    .slice(0, 2)
    .map((cause) =>
      cause.kind === 'closure'
        ? t('wall.lost.closure', { reason: closures.get(cause.closureId)?.reason ?? '' })
        : t(`wall.lost.${cause.kind}`, { team: teamName(teams.get(cause.teamId), language) || cause.teamId }),
    )
    .join(' · ')
  return (
    <Panel id="coverage-lost" title={t('wall.lost')} at={coverage.at} staleMs={COVERAGE_STALE_MS}>
      {lost.placeCount > 0 && (
        <p className={css['lostSum']}>
          <strong className="num">{lost.people === null ? t('wall.lost.sumPlaces', { n: lost.placeCount }) : t('wall.lost.sum', { people: lost.people.toLocaleString('en'), places: lost.placeCount })}</strong>
          {lost.since !== null && <span className="num">{t('wall.lost.since', { time: shortTimeText(lost.since, zone) })}</span>}
          {because !== '' && <span>{because}</span>}
        </p>
      )}
      <Rows rows={lost.places} unitPx={unitPx} none={t('wall.lost.none')} more={(n) => t('wall.rows.more', { n })}>
        {({ id, name, nameEn, township, people, seconds }, height) => (
          <li key={id} style={{ height }}>
            <span className={css['rowName']}>{language === 'en' && nameEn ? nameEn : `${township} ${name}`}</span>
            {people !== null && <strong className="num">{t('wall.lost.people', { n: people.toLocaleString('en') })}</strong>}
            <span className={`num ${css['rowTime']}`}>{seconds === null ? t('wall.lost.cut') : t('wall.lost.minutes', { n: Math.ceil(seconds / 60) })}</span>
          </li>
        )}
      </Rows>
    </Panel>
  )
}
