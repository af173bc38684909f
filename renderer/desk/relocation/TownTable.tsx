import { useState } from 'react'
import type { SheetId } from '../../../shared/base/ids'
import type { TownRow, VillageRow } from '../../../shared/relocation/rollup'
import { awayIn, toldIn } from '../../../shared/relocation/tally'
import { useNow } from '../../state/clock'
import { ageText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { EmptyState } from '../../ui/States'
import { give } from '../state/outgoing'
import { walkRows } from './arrows'
import { Exceptions } from './Exceptions'
import css from './relocation.module.css'
import { goTo, RELOCATION_PLACE } from './store'

/** Villages of a town, with what the town says of their reports. */
export function TownTable({ town, over }: { readonly town: TownRow | undefined; readonly over: boolean }) {
  const { t } = useT()
  const clock = useNow(10_000)
  const [asked, setAsked] = useState<SheetId | null>(null)
  if (!town) return <EmptyState title={t('relocation.gone')} />
  return (
    <table className={css['table']} data-testid="relocation-villages">
      <thead>
        <tr>
          <th>{t('relocation.column.village')}</th>
          <th>{t('relocation.column.stage')}</th>
          {(['people', 'told', 'moved', 'arrived', 'refuses', 'left'] as const).map((name) => (
            <th key={name} data-number>
              {t(`relocation.figure.${name}`)}
            </th>
          ))}
          <th>{t('relocation.column.heard')}</th>
          <th />
        </tr>
      </thead>
      <tbody data-arrows="vertical" onKeyDown={walkRows}>
        {town.villages.map((row) => (
          <Village key={row.sheet.id} row={row} clock={clock} over={over} asked={asked === row.sheet.id} ask={(on) => setAsked(on ? row.sheet.id : null)} />
        ))}
      </tbody>
    </table>
  )
}

interface VillageProps {
  readonly row: VillageRow
  readonly clock: number
  readonly over: boolean
  readonly asked: boolean
  readonly ask: (on: boolean) => void
}

function Village({ row: { sheet, tally, left, stage, since }, clock, over, asked, ask }: VillageProps) {
  const { t } = useT()
  const sheetId = sheet.id
  return (
    <>
      <tr data-stage={stage}>
        <th scope="row">
          <button type="button" data-row onClick={() => goTo({ kind: 'village', sheetId, townId: sheet.townId })}>
            {sheet.name}
          </button>
        </th>
        <td data-text>
          <span className={css['stage']} data-stage={stage}>
            {t(`relocation.stage.${stage}`)}
          </span>
        </td>
        <td>{tally.people}</td>
        <td>{toldIn(tally)}</td>
        <td>{awayIn(tally)}</td>
        <td>{tally.by.arrived}</td>
        <td>{tally.by.refuses}</td>
        <td data-strong={left > 0}>{left}</td>
        <td data-text>{sheet.heardAt === null ? t('relocation.neverHeard', { age: ageText(clock - since, t) }) : ageText(clock - since, t)}</td>
        <td data-acts>
          {!over && stage === 'reported' && (
            <>
              <button type="button" onClick={() => void give({ place: RELOCATION_PLACE, type: 'confirmSheet', data: { sheetId } })} data-testid="sheet-confirm">
                {t('relocation.confirm')}
              </button>
              <button type="button" onClick={() => ask(!asked)}>
                {t('relocation.sendBack')}
              </button>
            </>
          )}
        </td>
      </tr>
      {stage === 'reported' && sheet.report && sheet.report.exceptions.length > 0 && (
        <tr>
          <td colSpan={10} data-text>
            <Exceptions report={sheet.report} />
          </td>
        </tr>
      )}
      {asked && stage === 'reported' && (
        <tr>
          <td colSpan={10} data-text>
            <SendBack sheetId={sheetId} done={() => ask(false)} />
          </td>
        </tr>
      )}
    </>
  )
}

/** Gives a report back, with the reason that the village reads. */
export function SendBack({ sheetId, done }: { readonly sheetId: SheetId; readonly done: () => void }) {
  const { t } = useT()
  const [reason, setReason] = useState('')
  return (
    <form
      className={css['line']}
      data-own-keys
      onSubmit={(event) => {
        event.preventDefault()
        void give({ place: RELOCATION_PLACE, type: 'sendBackSheet', data: { sheetId, reason } })
        done()
      }}
    >
      <input value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} required placeholder={t('relocation.sendBack.reason')} aria-label={t('relocation.sendBack.reason')} />
      <button type="submit" disabled={reason.trim() === ''}>
        {t('relocation.sendBack')}
      </button>
      <button type="button" onClick={done}>
        {t('action.cancel')}
      </button>
    </form>
  )
}
