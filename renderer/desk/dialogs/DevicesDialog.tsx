import { Button, Group, Select, Stack, Table, TextInput } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import { z } from 'zod'
import { WHOLE_WALL } from '../../../shared/domain/wall/state'
import type { Unit } from '../../../shared/pack/units'
import type { Rejection } from '../../../shared/domain/rejection'
import { callApi } from '../../state/api'
import { useNow } from '../../state/clock'
import { useZone } from '../../state/pack'
import { useTeams } from '../../state/select'
import { useUnits } from '../../state/units'
import { useSession } from '../../state/session'
import { ageText, shortTimeText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { rejectionText } from '../../ui/rejection-text'
import { wallLink, isWallId } from '../director/wall-link'
import { WallPlace, type WallPlaceValue } from '../director/WallPlace'
import { teamName } from '../state/names'
import { DeskModal } from './Ask'
import css from './Dialogs.module.css'
import { QrCode } from './QrCode'

const linkSchema = z.object({ id: z.string(), url: z.string(), expiresAt: z.number() })
type Link = z.infer<typeof linkSchema>

const deviceSchema = z.object({
  id: z.string(),
  kind: z.string(),
  role: z.string(),
  name: z.string(),
  teamId: z.string().nullable(),
  unitId: z.string().nullable(),
  lastSeenAt: z.number().nullable(),
  connected: z.number(),
})
type Device = z.infer<typeof deviceSchema>

const ROLES = ['team', 'unit', 'wall'] as const
type LinkRole = (typeof ROLES)[number]

/** One-time links for phones, units' pages and walls as QR codes, what has a key, and taking keys back. */
export function DevicesDialog({ teamId }: { readonly teamId: string | null }) {
  const { t } = useT()
  const zone = useZone()
  const token = useSession((state) => state.token)
  const teams = useTeams()
  const units = useUnits()
  const [role, setRole] = useState<LinkRole>('team')
  const [team, setTeam] = useState<string | null>(teamId)
  const [unit, setUnit] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [place, setPlace] = useState<WallPlaceValue>({ wall: 'hall', part: WHOLE_WALL })
  const [link, setLink] = useState<Link | null>(null)
  const [error, setError] = useState<Rejection | null>(null)
  const [devices, setDevices] = useState<readonly Device[] | null>(null)

  const load = useCallback(async () => {
    const answer = await callApi('/api/v1/devices', z.object({ devices: z.array(deviceSchema) }), { token })
    if (answer.ok) setDevices(answer.value.devices)
    else setError(answer.error)
  }, [token])
  useEffect(() => {
    void load()
    const timer = setInterval(() => void load(), 5_000)
    return () => clearInterval(timer)
  }, [load])

  async function create(): Promise<void> {
    setError(null)
    const body = { role, ...(role === 'team' && team ? { teamId: team } : {}), ...(role === 'unit' && unit ? { unitId: unit } : {}), ...(name.trim() === '' ? {} : { name: name.trim() }) }
    const answer = await callApi('/api/v1/devices/links', linkSchema, { token, body })
    if (answer.ok) setLink(answer.value)
    else setError(answer.error)
  }
  const url = link && (role === 'wall' && isWallId(place.wall) ? wallLink(link.url, place.wall, place.part) : link.url)
  async function revoke(id: string): Promise<void> {
    const answer = await callApi(`/api/v1/devices/${encodeURIComponent(id)}`, z.unknown(), { method: 'DELETE', token })
    if (!answer.ok) setError(answer.error)
    await load()
  }
  return (
    <DeskModal title={t('desk.action.devices')} size="xl" testId="devices">
      <Stack gap="md">
        <Group align="end" gap="sm" wrap="nowrap">
          <Select
            label={t('desk.devices.role')}
            allowDeselect={false}
            w={150}
            value={role}
            onChange={(value) => {
              setRole(value as LinkRole)
              setLink(null)
            }}
            data={ROLES.map((one) => ({ value: one, label: t(`desk.devices.role.${one}`) }))}
          />
          {role === 'team' && (
            <Select
              label={t('desk.devices.team')}
              searchable
              flex={1}
              value={team}
              onChange={(value) => {
                setTeam(value)
                setLink(null)
              }}
              data={teams.map(({ id, profile }) => ({ value: id, label: profile.name }))}
            />
          )}
          {role === 'unit' && (
            <Select
              label={t('desk.devices.unit')}
              searchable
              limit={60}
              flex={1}
              value={unit}
              onChange={(value) => {
                setUnit(value)
                setLink(null)
              }}
              data={unitChoices(units)}
            />
          )}
          <TextInput label={t('desk.devices.name')} placeholder={t('desk.devices.nameHint')} maxLength={80} flex={role === 'wall' ? 1 : undefined} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Button onClick={() => void create()} disabled={role === 'team' ? team === null : role === 'unit' ? unit === null : !isWallId(place.wall)} data-testid="create-link">
            {t('desk.devices.create')}
          </Button>
        </Group>
        {role === 'wall' && <WallPlace value={place} onChange={setPlace} />}
        {error && <div role="alert">{rejectionText(error, t, zone)}</div>}
        {link && url !== null && (
          <div className={css['link']}>
            <QrCode text={url} />
            <div>
              <strong>{t(role === 'team' ? 'desk.devices.scan' : role === 'unit' ? 'desk.devices.scanUnit' : 'desk.devices.open')}</strong>
              <p>{t('desk.devices.once', { until: shortTimeText(link.expiresAt, zone) })}</p>
              <code data-testid="link-url">{url}</code>
              <div>
                <Button size="xs" variant="default" mt="sm" onClick={() => void navigator.clipboard?.writeText(url)}>
                  {t('desk.devices.copy')}
                </Button>
              </div>
            </div>
          </div>
        )}
        <DeviceTable devices={devices} onRevoke={(id) => void revoke(id)} />
      </Stack>
    </DeskModal>
  )
}

/** Villages with their town: names repeat. */
function unitChoices(units: readonly Unit[]): { value: string; label: string }[] {
  const names = new Map(units.map(({ id, name }) => [id, name]))
  return units.map(({ id, name, parent }) => ({ value: id, label: parent === null ? name : `${names.get(parent) ?? ''} · ${name}` }))
}

function DeviceTable({ devices, onRevoke }: { readonly devices: readonly Device[] | null; readonly onRevoke: (id: string) => void }) {
  const { t } = useT()
  const now = useNow(1000)
  const [asking, setAsking] = useState<string | null>(null)
  if (!devices) return <div role="status">{t('loading.title')}</div>
  if (devices.length === 0) return <div>{t('desk.devices.none')}</div>
  const roleText = (role: string) => (ROLES.some((one) => one === role) ? t(`desk.devices.role.${role as LinkRole}`) : t('app.desk'))
  return (
    <div className={css['tableBox']}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('desk.devices.name')}</Table.Th>
            <Table.Th>{t('desk.devices.role')}</Table.Th>
            <Table.Th>{t('desk.devices.seen')}</Table.Th>
            <Table.Th>
              <span className="visually-hidden">{t('desk.devices.revoke')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {devices.map((device) => (
            <Table.Tr key={device.id}>
              <Table.Td>{device.teamId && device.name !== teamName(device.teamId) ? `${device.name}（${teamName(device.teamId)}）` : device.name}</Table.Td>
              <Table.Td>{roleText(device.role)}</Table.Td>
              <Table.Td className="num">{device.connected > 0 ? t('desk.devices.connected') : ageText(device.lastSeenAt === null ? null : now - device.lastSeenAt, t)}</Table.Td>
              <Table.Td ta="right">
                <Button
                  size="compact-sm"
                  variant={asking === device.id ? 'filled' : 'default'}
                  onClick={() => {
                    if (asking === device.id) onRevoke(device.id)
                    setAsking(asking === device.id ? null : device.id)
                  }}
                >
                  {t(asking === device.id ? 'desk.devices.revokeSure' : 'desk.devices.revoke')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
