import { useState } from 'react'
import { awayIn } from '../../../shared/relocation/tally'
import type { TownVillage } from '../../../shared/relocation/unit-view'
import type { UnitState } from '../../../shared/unit/view'
import { useNow } from '../../state/clock'
import { useT } from '../i18n'
import { say } from '../session'
import { useUnit } from '../store'
import './relocation.css'

const MINUTE = 60_000
/** Shorter silences are nothing to speak of. */
const QUIET_MS = 5 * MINUTE

/** A town's villages: who has not reported first, and the reports that wait for the town's word. */
export function TownSection({ state: { relocation } }: { readonly state: UnitState }) {
  const { t } = useT()
  if (!relocation || relocation.villages.length === 0) return null
  // What waits for the town's own word stands first, then who has not reported, the longest silent before the others.
  const villages = relocation.villages.toSorted((a, b) => Number(b.stage === 'reported') - Number(a.stage === 'reported'))
  const people = villages.reduce((sum, { tally }) => sum + tally.people, 0)
  const left = villages.reduce((sum, one) => sum + one.left, 0)
  const done = villages.filter(({ stage }) => stage === 'reported' || stage === 'confirmed').length
  return (
    <section className="moving" data-testid="unit-town">
      <h2>{relocation.relocation.name}</h2>
      <dl className="progress">
        <div>
          <dt>{t('unit.sheet.people')}</dt>
          <dd className="num">{people}</dd>
        </div>
        <div data-left={left > 0}>
          <dt>{t('unit.sheet.left')}</dt>
          <dd className="num">{left}</dd>
        </div>
        <div>
          <dt>{t('unit.town.done')}</dt>
          <dd className="num">
            {done}/{villages.length}
          </dd>
        </div>
      </dl>
      <ul className="households">
        {villages.map((village) => (
          <Village key={village.sheetId} village={village} />
        ))}
      </ul>
    </section>
  )
}

function Village({ village: { sheetId, name, tally, left, stage, since, report } }: { readonly village: TownVillage }) {
  const { t } = useT()
  const now = useNow(30_000)
  const [reason, setReason] = useState<string | null>(null)
  const waiting = useUnit(({ said }) => said.some((one) => one.state === 'waiting' && (one.data as { readonly sheetId?: string }).sheetId === sheetId))
  return (
    <li className="household" data-stage={stage} data-testid={`unit-village-${stage}`}>
      <div className="row">
        <div className="who">
          <strong>{name}</strong>
          <span>{t('unit.town.figures', { people: tally.people, away: awayIn(tally), left })}</span>
          <span className="state">
            {t(`unit.stage.${stage}`)}
            {stage !== 'confirmed' && now - since >= QUIET_MS && ` · ${t('unit.town.since', { n: Math.floor((now - since) / MINUTE) })}`}
          </span>
        </div>
        {stage === 'reported' && !waiting && (
          <button type="button" className="next" onClick={() => say('confirmSheet', { sheetId }, t('unit.town.confirmOf', { name }))} data-testid="unit-confirm">
            {t('unit.town.confirm')}
          </button>
        )}
        {waiting && <span className="quiet">{t('unit.sheet.waiting')}</span>}
      </div>
      {stage === 'reported' && report && (
        <div className="more">
          {report.exceptions.map(({ householdId, reason: why }) => (
            <p key={householdId} className="quiet">
              {householdId} {why}
            </p>
          ))}
          {!waiting && reason === null && (
            <button type="button" onClick={() => setReason('')}>
              {t('unit.town.sendBack')}
            </button>
          )}
          {reason !== null && (
            <form
              className="refusal"
              onSubmit={(event) => {
                event.preventDefault()
                say('sendBackSheet', { sheetId, reason }, t('unit.town.sendBack'))
                setReason(null)
              }}
            >
              <input value={reason} maxLength={500} required placeholder={t('unit.town.why')} aria-label={t('unit.town.why')} onChange={(event) => setReason(event.currentTarget.value)} />
              <button type="submit" disabled={reason.trim() === ''}>
                {t('unit.town.sendBack')}
              </button>
              <button type="button" onClick={() => setReason(null)}>
                {t('unit.sheet.cancel')}
              </button>
            </form>
          )}
        </div>
      )}
    </li>
  )
}
