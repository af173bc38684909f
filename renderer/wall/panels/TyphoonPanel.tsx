import { InsideTable } from '../../panels/typhoon/InsideTable'
import { TimeAxis } from '../../panels/typhoon/TimeAxis'
import { TyphoonHead } from '../../panels/typhoon/TyphoonHead'
import { useTyphoonView } from '../../state/typhoon'
import { useT } from '../../ui/i18n'
import css from '../wall.module.css'
import { Panel, type PanelProps } from './Panel'

/** Beyond this an advisory is old: agencies speak every three hours when a storm is near. */
const ADVICE_STALE_MS = 7 * 60 * 60_000

/** The storm that the desks look at, at their moment of the time axis. */
export function TyphoonPanel(_: PanelProps) {
  const { t } = useT()
  const view = useTyphoonView()
  return (
    <Panel id="typhoon" title={t('wall.typhoon')} at={view?.typhoon.advisedAt ?? null} staleMs={ADVICE_STALE_MS}>
      {view ? (
        <div className={css['storm']}>
          <TyphoonHead view={view} />
          <TimeAxis view={view} interactive={false} />
          <InsideTable view={view} />
        </div>
      ) : (
        <div className={css['placeholder']}>
          <strong>{t('wall.typhoon.none')}</strong>
          <span>{t('wall.typhoon.how')}</span>
        </div>
      )}
    </Panel>
  )
}
