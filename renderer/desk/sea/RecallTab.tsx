import { useMemo, useState } from 'react'
import { isRecallOpen, RECALL_STAGES, type Recall, type RecallAnswer } from '../../../shared/domain/recall/state'
import { reached, recallProgress } from '../../../shared/sea/recall-view'
import { hubNow, useNow } from '../../state/clock'
import { useZone } from '../../state/pack'
import { useFormationOf, useSea, useSeaPlan } from '../../state/sea'
import { trackOf } from '../../state/tracks'
import { useWorld } from '../../state/world'
import { ageText, shortTimeText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { FateLine } from '../parts'
import { give } from '../state/outgoing'
import { RecallOrder } from './RecallOrder'
import css from './sea.module.css'
import { openVessel, useSeaDesk } from './store'

/** So many groups of a list are shown; all are counted. */
const LISTED = 60
/** Where the fate of answers and ends is told. */
const PLACE = 'recall'

/** Calls back to port: a new one, those that are open with their progress, and who gives cause for concern. */
export function RecallTab() {
  const { t } = useT()
  const recalls = useWorld((world) => world.recalls)
  const chosen = useSeaDesk((desk) => desk.recallId)
  const open = useMemo(() => [...recalls.values()].filter(isRecallOpen).toSorted((a, b) => b.orderedAt - a.orderedAt), [recalls])
  const shown = open.find(({ id }) => id === chosen) ?? open[0]
  return (
    <div className={css['part']}>
      <RecallOrder />
      <FateLine place={PLACE} />
      {open.length > 1 && (
        <div className={css['row']} role="group" aria-label={t('sea.recall.open')}>
          {open.map((recall) => (
            <button key={recall.id} type="button" aria-pressed={recall === shown} onClick={() => useSeaDesk.setState({ recallId: recall.id })}>
              <RecallTitle recall={recall} />
            </button>
          ))}
        </div>
      )}
      {shown ? <Progress key={shown.id} recall={shown} /> : <p className={css['quiet']}>{t('sea.recall.none')}</p>}
    </div>
  )
}

function RecallTitle({ recall }: { readonly recall: Recall }) {
  const { t } = useT()
  const zone = useZone()
  return (
    <>
      {recall.title === '' ? t(`sea.scope.${recall.scope.kind}`) : recall.title} <span className="num">{shortTimeText(recall.orderedAt, zone)}</span>
      {recall.drill && ` · ${t('sea.recall.drillMark')}`}
    </>
  )
}

function Progress({ recall }: { readonly recall: Recall }) {
  const { t } = useT()
  const now = useNow(5_000)
  const formations = useFormationOf()
  const plan = useSeaPlan()
  const view = useSea((sea) => sea.state?.recalls.find(({ recallId }) => recallId === recall.id))
  const [ending, setEnding] = useState(false)
  const [filter, setFilter] = useState('')
  const progress = useMemo(
    () => recallProgress(recall, (mmsi) => formations.get(mmsi)?.id ?? null, now, plan?.settings.recall.answerMinutes ?? 15),
    [recall, formations, now, plan],
  )
  const upTo = reached(progress.counts)
  const nameOf = (mmsi: string) => trackOf(`vessel:${mmsi}`)?.name ?? mmsi
  const answer = (vessels: readonly string[], said: RecallAnswer) => void give({ place: PLACE, type: 'answerRecall', data: { recallId: recall.id, vessels: [...vessels], answer: said, note: '', observedAt: hubNow() } })
  const groups = progress.unanswered.groups
    .map((group) => ({ ...group, name: group.formation === null ? nameOf(group.vessels[0]?.mmsi ?? '') : (formations.get(group.vessels[0]?.mmsi ?? '')?.name ?? group.formation) }))
    .filter(({ name, vessels }) => filter === '' || name.includes(filter) || vessels.some(({ mmsi }) => mmsi.includes(filter)))
  const vesselButton = (mmsi: string) => (
    <button type="button" className={css['name']} onClick={() => openVessel(mmsi)}>
      {nameOf(mmsi)}
    </button>
  )
  return (
    <div className={css['part']} data-testid="recall-progress">
      <h3>
        <RecallTitle recall={recall} /> · {t('sea.count', { n: progress.total })}
      </h3>
      <dl className={css['stages']}>
        {RECALL_STAGES.map((stage) => (
          <div key={stage} data-testid={`recall-${stage}`}>
            <dt>{t(`sea.stage.${stage}`)}</dt>
            <dd className={css['bar']} data-done={stage === 'inPort'}>
              <span style={{ width: `${(upTo[stage] / Math.max(1, progress.total)) * 100}%` }} />
            </dd>
            <dd className="num">
              {upTo[stage]} / {progress.total}
            </dd>
          </div>
        ))}
      </dl>
      <div className={css['row']}>
        <span className={css['quiet']}>{t('sea.recall.ordered', { age: ageText(now - recall.orderedAt, t), reason: recall.reason })}</span>
        {!ending && (
          <button type="button" onClick={() => setEnding(true)} data-testid="recall-end">
            {t('sea.recall.end')}
          </button>
        )}
        {ending && (
          <>
            <span>{t('sea.recall.endAsk', { n: progress.total - progress.counts.inPort })}</span>
            <button type="button" onClick={() => void give({ place: PLACE, type: 'endRecall', data: { recallId: recall.id, reason: '' } })} data-testid="recall-end-sure">
              {t('sea.recall.end')}
            </button>
            <button type="button" onClick={() => setEnding(false)}>
              {t('action.cancel')}
            </button>
          </>
        )}
      </div>
      {view && view.away.length > 0 && (
        <>
          <h3>{t('sea.recall.away', { n: view.away.length + view.moreAway })}</h3>
          <ul className={css['list']} data-testid="recall-away">
            {view.away.slice(0, LISTED).map((mmsi) => (
              <li key={mmsi}>
                {vesselButton(mmsi)}
                <span className={css['quiet']}>{formations.get(mmsi)?.name ?? t('sea.alone')}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {progress.unable.length > 0 && (
        <details>
          <summary>{t('sea.recall.unable', { n: progress.unable.length })}</summary>
          <ul className={css['list']} data-testid="recall-unable">
            {progress.unable.slice(0, LISTED).map(({ mmsi }) => (
              <li key={mmsi}>
                {vesselButton(mmsi)}
                <button type="button" onClick={() => answer([mmsi], 'coming')}>
                  {t('sea.answer.coming')}
                </button>
              </li>
            ))}
          </ul>
          {progress.unable.length > LISTED && <p>{t('sea.more', { n: progress.unable.length - LISTED })}</p>}
        </details>
      )}
      {progress.unanswered.total > 0 && (
        <>
          <div className={css['row']}>
            <h3>
              {t(progress.unanswered.late ? 'sea.recall.unansweredLate' : 'sea.recall.unanswered', { n: progress.unanswered.total, minutes: plan?.settings.recall.answerMinutes ?? 15 })}
            </h3>
            <input type="search" value={filter} placeholder={t('sea.recall.filter')} aria-label={t('sea.recall.filter')} onChange={(event) => setFilter(event.currentTarget.value.trim())} />
          </div>
          <ul className={css['list']} data-testid="recall-unanswered">
            {groups.slice(0, LISTED).map(({ formation, name, vessels }) => {
              const mmsis = vessels.map(({ mmsi }) => mmsi)
              const leader = formations.get(mmsis[0] ?? '')?.leader ?? mmsis[0] ?? ''
              return (
                <li key={formation ?? mmsis[0]}>
                  <button type="button" className={css['name']} onClick={() => openVessel(leader)} title={t('sea.recall.leader')}>
                    {name}
                  </button>
                  <span className="num">{t('sea.count', { n: vessels.length })}</span>
                  <button type="button" onClick={() => answer(mmsis, 'coming')} data-testid="answer-coming">
                    {t('sea.answer.coming')}
                  </button>
                  <button type="button" onClick={() => answer(mmsis, 'unable')}>
                    {t('sea.answer.unable')}
                  </button>
                </li>
              )
            })}
          </ul>
          {groups.length > LISTED && <p>{t('sea.moreGroups', { n: groups.length - LISTED })}</p>}
        </>
      )}
    </div>
  )
}
