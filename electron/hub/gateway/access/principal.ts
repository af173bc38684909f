import { asActorId, type TeamId, type UnitId } from '../../../../shared/base/ids'
import type { Actor, Role } from '../../../../shared/domain/command'

/** Who may come in from outside; the hub itself never does. */
export type AccessRole = Exclude<Role, 'hub'>
export const ACCESS_ROLES = ['officer', 'team', 'unit', 'wall', 'feed'] as const satisfies readonly AccessRole[]

/** `session`: password, ends by itself. `device`: a claimed one-time link. `key`: issued as it is, for machines. */
export type CredentialKind = 'session' | 'device' | 'key'

/** Somebody whose secret was checked. */
export interface Principal {
  readonly credentialId: string
  readonly kind: CredentialKind
  readonly role: AccessRole
  /** Officer's name, device's name, or the feed's name as in the pack. */
  readonly name: string
  readonly teamId: TeamId | null
  /** Whose page it is, for role `unit`. */
  readonly unitId: UnitId | null
  readonly actor: Actor
}

export function principalOf(
  credential: Pick<Principal, 'credentialId' | 'kind' | 'role' | 'name' | 'teamId' | 'unitId'>,
): Principal {
  const { role, name, teamId, unitId } = credential
  const subject = role === 'team' ? teamId : role === 'unit' ? unitId : name
  return { ...credential, actor: { id: asActorId(`${role}:${subject}`), role, teamId, ...(unitId === null ? {} : { unitId }) } }
}
