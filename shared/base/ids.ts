/**
 * Branded identifiers: a team id cannot be passed where an incident id is meant. All are short strings of
 * `[A-Za-z0-9_-]`, at most 64 characters, made by the hub (or, for `CommandId`, by the client that sends the command).
 */
declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

export type IncidentId = Branded<'IncidentId'>
export type TeamId = Branded<'TeamId'>
export type DispatchId = Branded<'DispatchId'>
export type ClosureId = Branded<'ClosureId'>
/** Name of a wall: `main`, `hall-2` … chosen where the wall is set up. */
export type WallId = Branded<'WallId'>
/** International number with the year, `2006-08`, or the name that an officer gave it. */
export type TyphoonId = Branded<'TyphoonId'>
export type AnnotationId = Branded<'AnnotationId'>
export type BriefingId = Branded<'BriefingId'>
/** A responsible unit: `department:ID`, `town:ID`, `village:ID` (see shared/pack/units.ts). */
export type UnitId = Branded<'UnitId'>
export type AlertId = Branded<'AlertId'>
/** One warning sent to towns and villages. */
export type CalloutId = Branded<'CalloutId'>
/** A call back to port. */
export type RecallId = Branded<'RecallId'>
/** One relocation of people (人员转移), and the sheet of one village in it. */
export type RelocationId = Branded<'RelocationId'>
export type SheetId = Branded<'SheetId'>
export type ResponseId = Branded<'ResponseId'>
export type CommandId = Branded<'CommandId'>
export type EventId = Branded<'EventId'>
/** Who did it: `officer:NAME`, `team:TEAM_ID`, `unit:UNIT_ID`, `wall:NAME`, `feed:NAME`, `hub:scheduler`, `hub:pack`. */
export type ActorId = Branded<'ActorId'>

/** What an identifier from outside must look like. */
export const ID_PATTERN = /^[A-Za-z0-9_.:-]{1,64}$/

export const asIncidentId = (text: string): IncidentId => text as IncidentId
export const asTeamId = (text: string): TeamId => text as TeamId
export const asDispatchId = (text: string): DispatchId => text as DispatchId
export const asClosureId = (text: string): ClosureId => text as ClosureId
export const asWallId = (text: string): WallId => text as WallId
export const asTyphoonId = (text: string): TyphoonId => text as TyphoonId
export const asBriefingId = (text: string): BriefingId => text as BriefingId
export const asAnnotationId = (text: string): AnnotationId => text as AnnotationId
export const asUnitId = (text: string): UnitId => text as UnitId
export const asAlertId = (text: string): AlertId => text as AlertId
export const asCalloutId = (text: string): CalloutId => text as CalloutId
export const asRecallId = (text: string): RecallId => text as RecallId
export const asRelocationId = (text: string): RelocationId => text as RelocationId
export const asSheetId = (text: string): SheetId => text as SheetId
export const asResponseId = (text: string): ResponseId => text as ResponseId
export const asCommandId = (text: string): CommandId => text as CommandId
export const asEventId = (text: string): EventId => text as EventId
export const asActorId = (text: string): ActorId => text as ActorId
