import { Group, NumberInput, Select, TextInput } from '@mantine/core'
import type { WallPart } from '../../../shared/domain/wall/state'
import { useT } from '../../ui/i18n'
import { isWallId } from './wall-link'

export interface WallPlaceValue {
  readonly wall: string
  readonly part: WallPart
}

const MOST = 8
const count = (value: string | number): number => Math.min(MOST, Math.max(1, Math.round(Number(value) || 1)))

/** Which wall a screen belongs to, and which part of it the screen is. */
export function WallPlace({ value, onChange }: { readonly value: WallPlaceValue; readonly onChange: (value: WallPlaceValue) => void }) {
  const { t } = useT()
  const { wall, part } = value
  const { columns, rows } = part
  const places = Array.from({ length: columns * rows }, (_, n) => ({ column: n % columns, row: Math.floor(n / columns) }))
  const grid = (change: Partial<WallPart>) => onChange({ wall, part: { ...part, column: 0, row: 0, ...change } })
  return (
    <Group align="start" gap="sm" wrap="nowrap">
      <TextInput
        label={t('director.link.wall')}
        description={t('director.link.wallHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        flex={1}
        maxLength={32}
        value={wall}
        error={isWallId(wall) ? null : t('director.link.wallBad')}
        onChange={(event) => onChange({ wall: event.currentTarget.value.trim().toLowerCase(), part })}
        data-testid="wall-id"
      />
      <NumberInput label={t('director.link.columns')} w={110} min={1} max={MOST} value={columns} onChange={(next) => grid({ columns: count(next) })} data-testid="wall-columns" />
      <NumberInput label={t('director.link.rows')} w={110} min={1} max={MOST} value={rows} onChange={(next) => grid({ rows: count(next) })} />
      <Select
        label={t('director.link.part')}
        w={170}
        allowDeselect={false}
        disabled={places.length === 1}
        value={`${part.column},${part.row}`}
        onChange={(text) => {
          const [column = 0, row = 0] = (text ?? '0,0').split(',').map(Number)
          onChange({ wall, part: { ...part, column, row } })
        }}
        data={places.map(({ column, row }) => ({ value: `${column},${row}`, label: t('director.part', { row: row + 1, column: column + 1 }) }))}
        data-testid="wall-part"
      />
    </Group>
  )
}
