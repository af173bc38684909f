import type { DefaultEventsMap, Server, Socket } from 'socket.io'
import type { HubToScreen, ScreenToHub } from '../../../../shared/protocol/messages'
import type { Principal } from '../access/principal'

/** What the gateway keeps with every socket. */
export interface SocketData {
  principal: Principal
}

export type HubServer = Server<ScreenToHub, HubToScreen, DefaultEventsMap, SocketData>
export type HubSocket = Socket<ScreenToHub, HubToScreen, DefaultEventsMap, SocketData>

/** Rooms: who gets what. */
export const OFFICERS = 'officers'
export const WALLS = 'walls'
/** Officers who look at the pictures of the walls. */
export const directorsRoom = 'directors'
export const teamRoom = (teamId: string): string => `team:${teamId}`
export const unitRoom = (unitId: string): string => `unit:${unitId}`
export const watchRoom = (incidentId: string): string => `watch:${incidentId}`
export const credentialRoom = (credentialId: string): string => `credential:${credentialId}`
