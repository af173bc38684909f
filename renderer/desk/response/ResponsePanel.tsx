import { useMemo, useState } from 'react'
import type { Response } from '../../../shared/domain/response/state'
import { DUTY_FILTERS, dutyGroups, inOrder, type DutyFilter, type DutyQuery } from '../../../shared/response/list'
import { countDuties } from '../../../shared/response/summary'
import { useNow } from '../../state/clock'
import { useZone } from '../../state/pack'
import { useLatestResponse, useResponsePlan } from '../../state/response'
import { useUnits } from '../../state/units'
import { inLanguage, useT } from '../../ui/i18n'
import { dutyStateText } from '../../ui/response-text'
import { EmptyState } from '../../ui/States'
import { FateLine } from '../parts'
import { LevelHead } from './LevelHead'
import { LevelHistory } from './LevelHistory'
import { SuggestionLine } from './SuggestionLine'
import { UnitDuties } from './UnitDuties'
import { copyLines } from './copy'
import css from './response.module.css'

/** The level in force and what every department and town has to do: declared, changed, followed and confirmed here. */
export function ResponsePanel() {
  const { t } = useT()
  const plan = useResponsePlan()
  const response = useLatestResponse()
  if (!plan && !response) return <EmptyState title={t('response.noPlan')} />
  return (
    <section className={css['panel']} aria-label={t('response.title')} data-testid="response-panel">
      <LevelHead plan={plan} response={response} />
      <FateLine place="response" />
      {plan && <SuggestionLine plan={plan} response={response} />}
      {response && <DutyLists response={response} />}
      {response && <LevelHistory response={response} />}
    </section>
  )
}

const KINDS = ['department', 'town'] as const satisfies readonly DutyQuery['kind'][]

function DutyLists({ response }: { readonly response: Response }) {
  const { t, language } = useT()
  const zone = useZone()
  const now = useNow(10_000)
  const units = useUnits()
  const [query, setQuery] = useState<DutyQuery>({ kind: 'department', filter: 'all', search: '' })
  const [said, setSaid] = useState('')
  const counts = useMemo(() => countDuties(response.duties, now), [response, now])
  const ended = useMemo(() => response.duties.filter(({ endedAt }) => endedAt !== null).length, [response])
  const groups = useMemo(() => {
    const found = dutyGroups(response, now, query)
    return query.filter === 'late' ? found : inOrder(found, units.map(({ id }) => id))
  }, [response, now, query, units])
  const numbers: Readonly<Record<DutyFilter, number>> = { all: counts.total, late: counts.late, open: counts.open, confirmed: counts.confirmed, ended }
  const change = (part: Partial<DutyQuery>) => {
    setSaid('')
    setQuery({ ...query, ...part })
  }
  const copy = () => {
    const lines = groups.flatMap(({ name, rows }) =>
      rows.map(({ duty, status }) => [inLanguage(name, language), inLanguage(duty.text, language), dutyStateText(status, zone, t)].join('\t')),
    )
    void copyLines(lines).then((done) => setSaid(done ? t('response.copied', { n: lines.length }) : t('response.copyFailed')))
  }
  return (
    <>
      <div className={css['choice']} role="group" aria-label={t('response.filter')}>
        {DUTY_FILTERS.map((filter) => (
          <button key={filter} type="button" aria-pressed={query.filter === filter} data-filter={filter} data-testid={`duty-filter-${filter}`} onClick={() => change({ filter })}>
            {t(`response.filter.${filter}`)} <span className="num">{numbers[filter]}</span>
          </button>
        ))}
      </div>
      <div className={css['tools']}>
        <div className={css['choice']} role="group" aria-label={t('response.kind')}>
          {KINDS.map((kind) => (
            <button key={kind} type="button" aria-pressed={query.kind === kind} data-testid={`duty-kind-${kind}`} onClick={() => change({ kind })}>
              {t(`response.kind.${kind}`)}
            </button>
          ))}
        </div>
        <input type="search" aria-label={t('response.search')} placeholder={t('response.search')} maxLength={60} value={query.search} data-testid="duty-search" onChange={(event) => change({ search: event.currentTarget.value })} />
        <button type="button" onClick={copy} data-testid="duty-copy">
          {t('response.copy')}
        </button>
      </div>
      {said !== '' && <p role="status">{said}</p>}
      {groups.length === 0 && <EmptyState title={t(query.filter === 'late' && query.search === '' ? 'response.allConfirmed' : 'response.nothing')} />}
      {groups.map((group) => (
        <UnitDuties key={group.unit} responseId={response.id} group={group} open={query.filter !== 'all' || query.search !== ''} />
      ))}
    </>
  )
}
